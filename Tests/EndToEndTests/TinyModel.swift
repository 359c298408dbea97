// SPDX-License-Identifier: Apache-2.0

import Evidence
import Foundation
import TestSupport
import Testing

/// A model of a few thousand weights that a test trains in a blink.
enum TinyModel {
  /// What it learns.
  static let texts = [
    "Rosalind lives in Leith and keeps two cats.", "Once upon a time there was a lighthouse.",
    "The lighthouse keeper lives in Leith, too.", "Two cats went to sea in a boat.",
  ]

  /// A recipe with few steps.
  static func recipe(steps: Int = 12, architecture: String = "llama") -> String {
    """
    name: test
    model:
      architecture: \(architecture)
      vocabulary: 300
      width: 16
      layers: 1
      heads: 2
      feed-forward: 32
      context: 256
    training:
      steps: \(steps)
      batch-tokens: 64
      learning-rate: 1e-2
      warm-up-steps: 2

    """
  }

  /// The command that trains on `texts.txt` by `recipe.yaml`.
  static let train = [
    "model", "train", "--corpus", "texts.txt", "--recipe", "recipe.yaml", "--seed", "7",
  ]

  /// Writes texts and recipe.
  static func lay(in folder: TemporaryFolder) throws {
    try folder.write(texts.map { "\($0)\n" }.joined(), to: "texts.txt")
    try folder.write(recipe(), to: "recipe.yaml")
  }

  /// Trains `model`, a folder.
  static func make(in folder: TemporaryFolder, _ more: [String] = []) throws {
    try lay(in: folder)
    let run = try Program.run(train + ["-o", "model", "-q"] + more, in: folder)
    guard run.status == 0 else { throw Toy.Trouble(text: run.errors) }
  }

  /// The document that a command prints.
  static func document(_ arguments: [String], in folder: TemporaryFolder) throws -> JSONValue {
    let run = try Program.run(arguments, in: folder)
    guard run.status == 0 else { throw Toy.Trouble(text: "\(arguments): \(run.errors)") }
    return try JSONValue(parsing: run.output)
  }

  /// Runs a command that must fail with one message and print nothing else.
  static func expectRefusal(
    _ arguments: [String], in folder: TemporaryFolder, status: Int32, code: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let run = try Program.run(["model"] + arguments, in: folder)
    expectRefusal(run, "\(arguments)", status: status, code: code, sourceLocation: sourceLocation)
  }

  /// Holds a run to have failed with one message and to have printed nothing else.
  static func expectRefusal(
    _ run: Program, _ what: String, status: Int32, code: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let comment = Comment(rawValue: "\(what): \(run.errors)")
    #expect(run.status == status, comment, sourceLocation: sourceLocation)
    #expect(run.errors.hasPrefix("error[\(code)]: "), comment, sourceLocation: sourceLocation)
    #expect(
      run.errors.components(separatedBy: "error[").count == 2, comment,
      sourceLocation: sourceLocation)
    #expect(run.errors.split(separator: "\n").count <= 4, comment, sourceLocation: sourceLocation)
    #expect(run.output == "", comment, sourceLocation: sourceLocation)
  }

  /// The log-probabilities of a document's tokens.
  static func logProbabilities(_ document: JSONValue) -> [Double?] {
    (document["tokens"]?.elements ?? []).map { $0["logprob"]?.double }
  }
}
