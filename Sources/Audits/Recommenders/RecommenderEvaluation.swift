// SPDX-License-Identifier: Apache-2.0

import Compute
import Evidence
import Recommenders

/// Measures a model file on the test part of a file of interactions: `recommender evaluate`.
public struct RecommenderEvaluation: Sendable {
  /// The model file's path.
  public var model: String
  /// The interactions; split as the model's header says.
  public var data: InteractionSource
  /// How the lists are made and measured.
  public var measures: RankingMeasures

  /// Describes an evaluation.
  public init(model: String, data: InteractionSource, measures: RankingMeasures) {
    self.model = model
    self.data = data
    self.measures = measures
  }

  /// Reads both files and measures; writes nothing.
  ///
  /// Pairs of users or items that the model has no row for are left out and counted.
  ///
  /// - Returns: The facts and test measures.
  /// - Throws: What reading throws.
  public func run() throws(AuditError) -> CommandResult {
    let (model, header) = try StoredModel.read(self.model)
    let recipe = try TrainingRecipe(header: header, name: self.model)
    let file = try data.open()
    let known = file.interactions.over(model.users, model.items)
    let split = recipe.split(known)
    let digest = try file.interactions.canonicalDigest()
    var facts = file.facts.merging(split.facts) { $1 }
    facts["interactions-unknown-to-model"] = String(file.interactions.count - known.count)
    facts["kernels"] = measures.kernels.rawValue
    facts["data-digest"] = digest.hex
    facts["data-is-that-of-the-model"] = digest.hex == header.dataDigest ? "yes" : "no"
    return CommandResult(
      command: "recommender evaluate", seed: measures.seed, facts: facts,
      measures: try measures.measure(model, on: split, group: ["set": "test"]))
  }
}

/// Model files as this module reads them.
enum StoredModel {
  static func read(_ path: String) throws(AuditError)
    -> (model: MatrixFactorization, header: ModelHeader)
  {
    do {
      return try ModelFile.read(path: path)
    } catch {
      throw AuditError(error)
    }
  }
}

extension Interactions {
  /// Returns the pairs whose user and item both stand in the given indexes, over these.
  func over(_ users: IdentifierIndex, _ items: IdentifierIndex) -> Interactions {
    let userPositions = self.users.positions(in: users)
    let itemPositions = self.items.positions(in: items)
    let moved = pairs.compactMap { pair -> Interaction? in
      let user = userPositions[Int(pair.user)]
      let item = itemPositions[Int(pair.item)]
      return user < 0 || item < 0 ? nil : Interaction(user: user, item: item)
    }
    return Interactions(users: users, items: items, pairs: moved)
  }
}
