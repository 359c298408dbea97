// SPDX-License-Identifier: Apache-2.0

import Attacks
public import Compute
public import Corpora
public import Evidence

/// Everything that an audit of texts by their authors is asked to do, as the command line states it.
public struct TextAuditJob: Equatable, Sendable {
  /// What can go wrong with texts, by the names that `--only` and `--skip` take.
  public enum Risk: String, Sendable, CaseIterable {
    /// Texts tell what their author is.
    case attribute
    /// Two accounts are seen to be one person's.
    case link
  }

  /// What is done to texts before they are judged.
  public enum Defence: Equatable, Sendable {
    /// Nothing.
    case none
    /// The anonymizer of this toolkit.
    case anonymizer
    /// Somebody else's: the same authors' texts, at this path.
    case texts(String)
  }

  /// The file or folder of texts.
  public var texts: String
  /// Where they come from; nil to tell by their content.
  public var format: AuthoredTexts.Format?
  /// SynthPAI's file of profiles, for texts that hold none.
  public var profiles: String?
  /// What is measured.
  public var risks: [Risk] = Risk.allCases
  /// What is inferred.
  public var attributes: [InferredAttribute] = InferredAttribute.allCases
  /// The adversaries that are trained here.
  public var trained: [TrainedAdversary] = TrainedAdversary.allCases
  /// A chat model that is asked, by file, folder or address; nil for none.
  public var chat: ChatJob?
  /// How free guesses are judged.
  public var scoring = ScoringMode.strict
  /// What was done to the texts.
  public var defence = Defence.none
  /// In how many parts authors are cut, each judged by adversaries that learned from the others.
  public var foldCount = 5
  /// How often authors are cut anew.
  public var repeatCount = 1
  /// How many accounts each account is sought among.
  public var candidateCount = 50
  /// The most authors, drawn by key; nil for all.
  public var limit: Int?
  /// The seed of everything drawn.
  public var seed: UInt64 = 1
  /// The policy file.
  public var policy: String
  /// The kernel set.
  public var kernels = KernelSet.best

  /// Creates a job with defaults.
  public init(texts: String, policy: String) {
    self.texts = texts
    self.policy = policy
  }

  /// Every file that the audit reads.
  public var inputs: [String] {
    var inputs = [texts, policy] + [profiles].compactMap(\.self)
    if case .texts(let path) = defence { inputs.append(path) }
    if let chat, !chat.isAddress { inputs.append(chat.model) }
    return inputs
  }
}

/// A chat model that is asked about authors.
public struct ChatJob: Equatable, Sendable {
  /// The model's file, folder or address.
  public var model: String
  /// A tokenizer instead of the model's own.
  public var tokenizer: String?
  /// The hosts besides this machine that may be contacted.
  public var hosts: [String] = []
  /// The model's name at an endpoint.
  public var name: String?
  /// What an endpoint speaks; nil finds it out.
  public var dialect: String?
  /// The most things that an endpoint is asked at once; nil for one.
  public var concurrency: Int?
  /// The most requests to an endpoint a second; nil for no limit.
  public var rate: Double?
  /// Where answers of an endpoint are kept.
  public var cache: String?
  /// The most tokens of an answer.
  public var answerLimit = ChatAdversary.usualAnswerLimit
  /// The most authors that are asked about; nil for all.
  public var authorLimit: Int?

  /// Creates a job with defaults.
  public init(model: String) {
    self.model = model
  }

  /// Whether the model is reached by an address.
  public var isAddress: Bool { model.contains("://") }
}

extension TextAuditJob {
  /// The kind of audit, as documents and private files name it.
  public static let kind = "audit texts"

  /// The job as a run's private file keeps it.
  ///
  /// - Parameter resolve: Makes a path good from any working folder.
  /// - Returns: The job as an object; nothing in it is a key or a text.
  public func json(resolvingPaths resolve: (String) -> String = { $0 }) -> JSONValue {
    var members = settings
    members["kind"] = .string(TextAuditJob.kind)
    members["texts"] = .string(resolve(texts))
    members["policy"] = .string(resolve(policy))
    members["profiles"] = profiles.map { .string(resolve($0)) }
    if case .texts(let path) = defence { members["after"] = .string(resolve(path)) }
    members["chat"] = chat?.json(resolvingPaths: resolve)
    return .object(members)
  }

  /// What the result depends on besides files and models.
  var settings: [String: JSONValue] {
    var members: [String: JSONValue] = [
      "risks": .array(risks.map { .string($0.rawValue) }),
      "attributes": .array(attributes.map { .string($0.rawValue) }),
      "adversaries": .array(trained.map { .string($0.rawValue) }),
      "scoring": .string(scoring.rawValue), "anonymizes": .bool(defence == .anonymizer),
      "folds": .int(foldCount), "repeats": .int(repeatCount), "candidates": .int(candidateCount),
      "seed": .int(seed), "kernels": .string(kernels.rawValue),
    ]
    members["format"] = format.map { .string($0.rawValue) }
    members["limit"] = limit.map { .int($0) }
    return members
  }

  /// Reads what a run's private file keeps.
  ///
  /// - Parameter details: The details of an unfinished run.
  /// - Throws: `AuditError` for details that this version did not write.
  public init(resuming details: JSONValue) throws(AuditError) {
    do throws(EvidenceError) {
      let fields = try JSONFields(details, path: "private.json: details")
      self.init(texts: try fields.string("texts"), policy: try fields.string("policy"))
      format = try fields.optionalString("format").flatMap(AuthoredTexts.Format.init(rawValue:))
      profiles = try fields.optionalString("profiles")
      risks = try fields.strings("risks").compactMap(Risk.init(rawValue:))
      attributes = try fields.strings("attributes").compactMap(InferredAttribute.init(rawValue:))
      trained = try fields.strings("adversaries").compactMap(TrainedAdversary.init(rawValue:))
      scoring = try fields.word("scoring")
      if let path = try fields.optionalString("after") {
        defence = .texts(path)
      } else if details["anonymizes"] == .bool(true) {
        defence = .anonymizer
      }
      foldCount = try fields.optionalInteger("folds") ?? foldCount
      repeatCount = try fields.optionalInteger("repeats") ?? repeatCount
      candidateCount = try fields.optionalInteger("candidates") ?? candidateCount
      limit = try fields.optionalInteger("limit")
      seed = try fields.optionalInteger("seed") ?? seed
      kernels = try fields.word("kernels")
      chat = try fields.optional("chat").map { json throws(EvidenceError) in
        try ChatJob(resuming: json)
      }
    } catch {
      throw AuditError(error)
    }
  }
}

extension ChatJob {
  func json(resolvingPaths resolve: (String) -> String) -> JSONValue {
    var members: [String: JSONValue] = [
      "model": .string(isAddress ? model : resolve(model)),
      "hosts": .array(hosts.map(JSONValue.string)), "answer-limit": .int(answerLimit),
    ]
    members["tokenizer"] = tokenizer.map { .string(resolve($0)) }
    members["name"] = name.map(JSONValue.string)
    members["dialect"] = dialect.map(JSONValue.string)
    members["concurrency"] = concurrency.map { .int($0) }
    members["rate"] = rate.map(JSONValue.number)
    members["cache"] = cache.map { .string(resolve($0)) }
    members["author-limit"] = authorLimit.map { .int($0) }
    return .object(members)
  }

  fileprivate init(resuming json: JSONValue) throws(EvidenceError) {
    let fields = try JSONFields(json, path: "private.json: details")
    self.init(model: try fields.string("model"))
    tokenizer = try fields.optionalString("tokenizer")
    hosts = try fields.strings("hosts")
    name = try fields.optionalString("name")
    dialect = try fields.optionalString("dialect")
    concurrency = try fields.optionalInteger("concurrency")
    rate = try fields.optionalNumber("rate")
    cache = try fields.optionalString("cache")
    answerLimit = try fields.optionalInteger("answer-limit") ?? answerLimit
    authorLimit = try fields.optionalInteger("author-limit")
  }
}
