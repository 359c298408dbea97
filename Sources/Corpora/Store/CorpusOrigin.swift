// SPDX-License-Identifier: Apache-2.0

public import Evidence

/// What a corpus is made from: with the tool's version, all that its bytes depend on.
public struct CorpusOrigin: Equatable, Sendable {
  /// The version of the generator that made it.
  public var generation = CorpusOrigin.generation
  /// The seed of all draws.
  public var seed: UInt64
  /// The recipe with every setting spelled out.
  public var recipe: JSONValue
  /// The digests of lexicons and grammars by path.
  public var tables: [String: Digest]
  /// The day on which ages and the like are true, as `YYYY-MM-DD`.
  public var asOf: String
  /// How numbers that could be somebody's look: `reserved` or `realistic`.
  public var formats: String
  /// The files that the corpus has.
  public var files: [CorpusFile]
  /// What to beware of in a corpus of this size; stands in the manifest's card.
  public var notes: String?

  /// Creates an origin.
  public init(
    seed: UInt64, recipe: JSONValue, tables: [String: Digest], asOf: String, formats: String,
    files: [CorpusFile]
  ) {
    self.seed = seed
    self.recipe = recipe
    self.tables = tables
    self.asOf = asOf
    self.formats = formats
    self.files = files
  }

  /// The version of the generator; bytes under one seed and recipe never change within one.
  public static let generation = 3

  /// The origin as members of a manifest.
  var members: [String: JSONValue] {
    get throws(EvidenceError) {
      [
        "generation": .int(generation),
        "seed": .int(seed),
        "recipe": recipe,
        "recipeDigest": .string(try Digest.sha256(canonical: recipe).hex),
        "tables": .strings(tables.mapValues(\.hex)),
        "asOf": .string(asOf),
        "formats": .string(formats),
      ]
    }
  }
}
