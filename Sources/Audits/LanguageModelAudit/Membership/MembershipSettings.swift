// SPDX-License-Identifier: Apache-2.0

import Evidence
import LanguageModels

/// How membership is measured beyond what the model alone tells.
public struct MembershipSettings: Equatable, Sendable {
  /// The perturbed copies of each text that the neighbour attack compares it with; 0 for none.
  public var neighbourCount = 0
  /// The file or folder of a model that never saw the texts; nil for none.
  public var reference: String?
  /// The shadow models that LiRA and RMIA compare with, an even number; 0 for none.
  public var shadowCount = 0
  /// How shadow models are trained: `ngram`, or a recipe's file.
  public var shadowRecipe: String?

  /// Creates settings: nothing but the model is asked.
  public init() {}

  /// The fewest shadow models: below, an example may have none with it or none without it.
  public static let leastShadowCount = 4
  /// The recipe that needs no file.
  public static let nGramRecipe = "ngram"

  /// What a result depends on: files by their digests.
  ///
  /// - Parameter model: The reference model.
  /// - Returns: An object for the plan.
  /// - Throws: What reading the recipe throws.
  func plan(reference model: ModelIdentity?) throws(AuditError) -> JSONValue {
    var members: [String: JSONValue] = [
      "neighbours": .int(neighbourCount), "shadows": .int(shadowCount),
    ]
    members["reference"] = model.map { .string($0.digest ?? $0.name) }
    if let recipe = shadowRecipe, shadowCount > 0 {
      do {
        let isCounts = recipe == MembershipSettings.nGramRecipe
        members["shadow-recipe"] = .string(
          isCounts ? recipe : try Digest.sha256(contentsOf: recipe).hex)
      } catch {
        throw AuditError(any: error)
      }
    }
    return .object(members)
  }

  /// The settings as private files keep them.
  func json(resolvingPaths resolve: (String) -> String = { $0 }) -> JSONValue {
    var members: [String: JSONValue] = [
      "neighbours": .int(neighbourCount), "shadows": .int(shadowCount),
    ]
    members["reference"] = reference.map { .string(resolve($0)) }
    members["shadow-recipe"] = shadowRecipe.map { recipe in
      .string(recipe == MembershipSettings.nGramRecipe ? recipe : resolve(recipe))
    }
    return .object(members)
  }

  /// Reads what a private file keeps.
  init(json: JSONValue, path: String) throws(EvidenceError) {
    let fields = try JSONFields(json, path: path)
    neighbourCount = try fields.optionalInteger("neighbours") ?? 0
    shadowCount = try fields.optionalInteger("shadows") ?? 0
    reference = try fields.optionalString("reference")
    shadowRecipe = try fields.optionalString("shadow-recipe")
  }
}
