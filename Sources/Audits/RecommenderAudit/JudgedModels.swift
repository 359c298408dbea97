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
  /// What the file of the model after holds that this version does not know.
  let unknown: UnknownContent
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
    var files = OpenedFiles(judged)
    after = try judged.after.map { path throws(AuditError) in try files.model(path, "after") }
    unknown = files.unknown
    before = try judged.before.map { path throws(AuditError) in try files.model(path, "before") }
    var golds: [MatrixFactorization] = []
    for (index, path) in judged.golds.enumerated() {
      golds.append(try files.model(path, "gold-\(index + 1)"))
    }
    self.golds = golds
    served = try judged.served.map { path throws(AuditError) in
      try files.digest(path, "served")
      return try AuditError.wrapping { try ServedListsReader().read(path: path) }
    }
    heldOut = try judged.heldOut.map { path throws(AuditError) in
      try files.digest(path, "held-out")
      return try AuditError.wrapping { try PairsReader().read(path: path) }
    }
    recipe = try files.headers.first.map { stated throws(AuditError) in
      try TrainingRecipe(header: stated.header, name: stated.path)
    }
    digests = files.digests
    try requireIndependentGolds()
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

/// Opens files one by one and keeps what is to be known of them all.
private struct OpenedFiles {
  private let judged: RecommenderAuditJob.Judged
  /// SHA-256 of every file, by role.
  private(set) var digests: [String: String] = [:]
  /// What the models' headers say, with the paths of their files.
  private(set) var headers: [(header: ModelHeader, path: String)] = []
  /// What the model opened last holds that this version does not know.
  private(set) var unknown = UnknownContent()

  init(_ judged: RecommenderAuditJob.Judged) {
    self.judged = judged
  }

  /// Opens a model file of either kind.
  mutating func model(_ path: String, _ role: String) throws(AuditError) -> MatrixFactorization {
    let model: MatrixFactorization
    if path.hasSuffix(".npz") {
      model = try archived(path)
    } else {
      model = try own(path)
    }
    try digest(path, role)
    return model
  }

  private mutating func own(_ path: String) throws(AuditError) -> MatrixFactorization {
    let read = try AuditError.wrapping { try ModelFile.read(path: path) }
    headers.append((header: read.header, path: path))
    unknown = read.header.unknownContent
    return read.model
  }

  private mutating func archived(_ path: String) throws(AuditError) -> MatrixFactorization {
    guard let users = judged.userIdentifiers, let items = judged.itemIdentifiers else {
      throw AuditError(
        "AUD013", .usage, "\(path) holds no identifiers.",
        remedy: "Give --user-ids and --item-ids: one identifier a line, in the order of its rows.")
    }
    let read = try AuditError.wrapping {
      try ImplicitModel.read(
        path: path, userIdentifiers: IdentifierListReader().read(path: users),
        itemIdentifiers: IdentifierListReader().read(path: items))
    }
    unknown = read.unknown
    return read.withoutZeroRows
  }

  /// Notes a file's digest under its role.
  mutating func digest(_ path: String, _ role: String) throws(AuditError) {
    digests[role] = try AuditError.wrapping { try Digest.sha256(contentsOf: path).hex }
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
