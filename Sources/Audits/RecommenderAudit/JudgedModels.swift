// SPDX-License-Identifier: Apache-2.0

import Compute
import Evidence
import Recommenders

/// Models and lists that somebody else made, opened and checked.
struct JudgedModels: Sendable {
  /// The model after erasure; nil where only served lists are there.
  let after: MatrixFactorization?
  /// The model before erasure, where it was given.
  let before: MatrixFactorization?
  /// Golds that were given, by place.
  let golds: [MatrixFactorization]
  /// The lists served after erasure, where there is no model.
  let served: [ServedList]?
  /// How the model was trained, where its header says so.
  let recipe: TrainingRecipe?
  /// SHA-256 of every file, by role.
  let digests: [String: String]
  /// Pairs that the model was not trained on, where a file names them.
  private let heldOut: [ErasureLine]?

  /// Opens the files of a judging job; nil for a job that erases by itself.
  init?(_ job: RecommenderAuditJob) throws(AuditError) {
    guard case .judging(let judged) = job.door else { return nil }
    guard (judged.after == nil) != (judged.served == nil) else {
      throw AuditError(
        "AUD011", .usage, "Either a model or served lists are judged.",
        remedy: "Give --model or --served, not both.")
    }
    var digests: [String: String] = [:]
    var headers: [ModelHeader] = []
    func open(_ path: String, _ role: String) throws(AuditError) -> MatrixFactorization {
      let opened = try ForeignModel(path: path, judged: judged)
      digests[role] = try AuditError.wrapping { try Digest.sha256(contentsOf: path).hex }
      if let header = opened.header { headers.append(header) }
      return opened.model
    }
    after = try judged.after.map { path throws(AuditError) in try open(path, "after") }
    before = try judged.before.map { path throws(AuditError) in try open(path, "before") }
    var golds: [MatrixFactorization] = []
    for (index, path) in judged.golds.enumerated() {
      golds.append(try open(path, "gold-\(index + 1)"))
    }
    self.golds = golds
    served = try judged.served.map { path throws(AuditError) in
      digests["served"] = try AuditError.wrapping { try Digest.sha256(contentsOf: path).hex }
      return try AuditError.wrapping { try ServedListsReader().read(path: path) }
    }
    heldOut = try judged.heldOut.map { path throws(AuditError) in
      digests["held-out"] = try AuditError.wrapping { try Digest.sha256(contentsOf: path).hex }
      return try AuditError.wrapping { try PairsReader().read(path: path) }
    }
    recipe = try headers.first.map { header throws(AuditError) in
      try TrainingRecipe(header: header, name: judged.after ?? judged.before ?? "the model")
    }
    self.digests = digests
    try requireDistinctGolds()
  }

  /// Refuses a Gold that is the judged model, the model before, or another Gold.
  private func requireDistinctGolds() throws(AuditError) {
    let given = digests.keys.sorted().filter {
      ["after", "before"].contains($0) || $0.hasPrefix("gold")
    }
    var roles: [String: String] = [:]
    for role in given {
      guard let digest = digests[role] else { continue }
      if let other = roles.updateValue(role, forKey: digest), role.hasPrefix("gold") {
        throw AuditError(
          "AUD017", .usage, "\(role) is the same file as \(other).",
          remedy: "Give Golds trained without the erased data, each from its own seed.")
      }
    }
  }

  /// The split that the judged model was trained on.
  ///
  /// By the recipe of its header; where a file names held-out pairs, half of them are the test and
  /// half the validation set, and every other pair was trained on.
  func split(
    _ interactions: Interactions, _ recipe: TrainingRecipe
  ) throws(AuditError) -> InteractionSplit {
    guard let heldOut else { return recipe.split(interactions) }
    var held: Set<Interaction> = []
    for line in heldOut {
      guard let user = line.user.flatMap(interactions.users.position(of:)),
        let item = line.item.flatMap(interactions.items.position(of:)),
        interactions.contains(user: user, item: Int32(item))
      else {
        throw AuditError(
          "AUD012", .badData, "Line \(line.line) of the held-out file is no pair of the data.",
          remedy: "Name held-out pairs with user and item as the data does.")
      }
      held.insert(Interaction(user: Int32(user), item: Int32(item)))
    }
    let keys = PairKeys(
      interactions.users, interactions.items, seed: Seed(recipe.seed).derive("held-out halves"))
    return InteractionSplit(
      train: interactions.filter { !held.contains($0) },
      validation: interactions.filter { held.contains($0) && keys.key(of: $0) % 4 == 0 },
      test: interactions.filter { held.contains($0) && keys.key(of: $0) % 4 != 0 })
  }
}

/// A model file of either kind that can be judged.
private struct ForeignModel {
  let model: MatrixFactorization
  let header: ModelHeader?

  init(path: String, judged: RecommenderAuditJob.Judged) throws(AuditError) {
    guard path.hasSuffix(".npz") else {
      let read = try AuditError.wrapping { try ModelFile.read(path: path) }
      (model, header) = (read.model, read.header)
      return
    }
    guard let users = judged.userIdentifiers, let items = judged.itemIdentifiers else {
      throw AuditError(
        "AUD013", .usage, "\(path) holds no identifiers.",
        remedy: "Give --user-ids and --item-ids: one identifier a line, in the order of its rows.")
    }
    model = try AuditError.wrapping {
      try ImplicitModel.read(
        path: path, userIdentifiers: IdentifierListReader().read(path: users),
        itemIdentifiers: IdentifierListReader().read(path: items)
      ).withoutZeroRows
    }
    header = nil
  }
}

extension ImplicitModel {
  /// The model without rows of zeros: `implicit` zeroes the rows of users and items without data.
  fileprivate var withoutZeroRows: MatrixFactorization {
    model.removing(
      users: Set(zeroUsers.map { model.users.identifiers[Int($0)] }),
      items: Set(zeroItems.map { model.items.identifiers[Int($0)] }))
  }
}

extension AuditError {
  /// Runs what may throw any module's error, and throws it as an audit's.
  static func wrapping<Value>(_ body: () throws -> Value) throws(AuditError) -> Value {
    do { return try body() } catch { throw AuditError(any: error) }
  }
}
