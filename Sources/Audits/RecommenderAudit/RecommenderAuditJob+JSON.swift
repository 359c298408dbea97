// SPDX-License-Identifier: Apache-2.0

import Compute
public import Evidence
import Recommenders
import Unlearning

extension RecommenderAuditJob {
  /// The job as a run's private file keeps it, with named subjects as digests.
  func json(erase: [String]) -> JSONValue {
    var members: [String: JSONValue] = [
      "data": .string(data.path), "options": .strings(data.options.facts),
      "erase": .array(erase.map(JSONValue.string)), "policy": .string(policy),
      "seed": .int(seed), "golds": .int(goldCount), "kernels": .string(kernels.rawValue),
      "shows-values": .bool(showsValues),
    ]
    members["format"] = data.format.map { .string($0.rawValue) }
    members["erase-file"] = eraseFile.map(JSONValue.string)
    members["attributes"] = attributes.map(JSONValue.string)
    members["training"] = training.map { .strings(TrainingRecipe(configuration: $0).settings) }
    switch door {
    case .erasing(let method):
      members["method"] = .string(method.rawValue)
      members["unlearning"] = .strings(unlearning.facts)
    case .judging(let judged):
      members["judged"] = judged.json
    }
    return .object(members)
  }

  /// Reads what a run's private file keeps; named subjects are revealed when the audit is opened.
  ///
  /// - Parameter details: The details of an unfinished run.
  /// - Throws: `AuditError` for details that this version did not write.
  public init(resuming details: JSONValue) throws(AuditError) {
    do {
      let fields = try JSONFields(details, path: "private.json: details")
      var source = InteractionSource(path: try fields.string("data"))
      source.format = try fields.optionalString("format").flatMap(InteractionFormat.init(rawValue:))
      source.options = InteractionReaderOptions(facts: try fields.stringTable("options"))
      self.init(data: source, policy: try fields.string("policy"))
      eraseFile = try fields.optionalString("erase-file")
      attributes = try fields.optionalString("attributes")
      seed = try fields.optionalInteger("seed") ?? 1
      goldCount = try fields.optionalInteger("golds") ?? 3
      kernels = try fields.word("kernels")
      showsValues = try fields.bool("shows-values")
      if fields.optional("training") != nil {
        training = BPRConfiguration(settings: try fields.stringTable("training"))
      }
      if let judged = fields.optional("judged") {
        door = .judging(try Judged(json: judged))
      } else {
        door = .erasing(try fields.word("method"))
        unlearning = ReverseBPRConfiguration(facts: try fields.stringTable("unlearning"))
      }
    } catch {
      throw AuditError(any: error)
    }
  }
}

extension RecommenderAuditJob.Judged {
  fileprivate var json: JSONValue {
    var members: [String: JSONValue] = ["golds": .array(golds.map(JSONValue.string))]
    members["after"] = after.map(JSONValue.string)
    members["served"] = served.map(JSONValue.string)
    members["before"] = before.map(JSONValue.string)
    members["held-out"] = heldOut.map(JSONValue.string)
    members["user-ids"] = userIdentifiers.map(JSONValue.string)
    members["item-ids"] = itemIdentifiers.map(JSONValue.string)
    return .object(members)
  }

  fileprivate init(json: JSONValue) throws(EvidenceError) {
    let fields = try JSONFields(json, path: "private.json: details.judged")
    golds = try fields.strings("golds")
    after = try fields.optionalString("after")
    served = try fields.optionalString("served")
    before = try fields.optionalString("before")
    heldOut = try fields.optionalString("held-out")
    userIdentifiers = try fields.optionalString("user-ids")
    itemIdentifiers = try fields.optionalString("item-ids")
  }
}

extension InteractionReaderOptions {
  fileprivate init(facts: [String: String]) {
    self.init()
    userColumn = facts["user-column"]
    itemColumn = facts["item-column"]
    ratingColumn = facts["rating-column"]
    minRating = facts["min-rating"].flatMap { Double($0) }
    skipBadRows = facts["skip-bad-rows"] == "true"
  }
}

extension BPRConfiguration {
  fileprivate init(settings: [String: String]) {
    self.init()
    factorCount = settings["factors"].flatMap { Int($0) } ?? factorCount
    learningRate = settings["learning-rate"].flatMap { Double($0) } ?? learningRate
    regularization = settings["regularization"].flatMap { Double($0) } ?? regularization
    epochLimit = settings["epochs"].flatMap { Int($0) } ?? epochLimit
    patience = settings["patience"].flatMap { Int($0) } ?? patience
    negatives = settings["negatives"].flatMap(NegativeSampling.init(rawValue:)) ?? negatives
    initialScale = settings["initial-scale"].flatMap { Double($0) } ?? initialScale
  }
}

extension ReverseBPRConfiguration {
  fileprivate init(facts: [String: String]) {
    self.init()
    form = facts["form"].flatMap(PairwiseObjective.init(rawValue:)) ?? form
    forgetRate = facts["forget-rate"].flatMap { Double($0) } ?? forgetRate
    retainRate = facts["retain-rate"].flatMap { Double($0) } ?? retainRate
    regularization = facts["regularization"].flatMap { Double($0) } ?? regularization
    retainPerForget = facts["retain-per-forget"].flatMap { Int($0) } ?? retainPerForget
    retainPerItemForget = facts["retain-per-item-forget"].flatMap { Int($0) } ?? retainPerItemForget
    passLimit = facts["pass-limit"].flatMap { Int($0) } ?? passLimit
    stopPairLimit = facts["stop-pair-limit"].flatMap { Int($0) } ?? stopPairLimit
    calibratedPasses = facts["calibrated-passes"].flatMap { Int($0) } ?? calibratedPasses
    calibratedRetain = facts["calibrated-retain"].flatMap { Int($0) } ?? calibratedRetain
    repairPerForget = facts["repair-per-forget"].flatMap { Int($0) } ?? repairPerForget
    fixedPasses = facts["fixed-passes"].flatMap { Int($0) }
  }
}
