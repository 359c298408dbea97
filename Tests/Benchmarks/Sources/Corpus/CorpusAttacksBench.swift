// SPDX-License-Identifier: Apache-2.0

import Corpora
import Foundation

/// What an independent program says of a corpus that it knows nothing about: `corpus_*.py`.
enum CorpusAttacksBench {
  static func run(_ surroundings: Surroundings) throws {
    let folder = try BenchFolder()
    try check("spans", "panorama", people: 3_000, in: folder, surroundings)
    try check("twins", "panorama", people: 14_000, in: folder, surroundings)
    try check("hardness", "synthpai", people: 4_000, in: folder, surroundings)
    try check("nobody", "people", people: 1_000_000, in: folder, surroundings)
  }

  private static func check(
    _ name: String, _ recipe: String, people: Int, in folder: BenchFolder,
    _ surroundings: Surroundings
  ) throws {
    var made = CorpusRecipe()
    if recipe != "people" {
      made = try CorpusRecipe(contentsOf: "\(surroundings.tables)/recipes/\(recipe).yaml")
    }
    made.locales = LocaleCode.allCases
    let corpus = try SyntheticCorpus(
      recipe: made.scaled(to: people), seed: 1, formats: .reserved, tables: surroundings.tables)
    var options = CorpusWriting.Options()
    options.jobs = surroundings.jobs
    options.isReplacing = true
    let path = folder.path("corpus")
    _ = try CorpusWriting(corpus, to: path, tool: "palimpsest-bench", options: options).run()
    print("\(name): \(people) people by the recipe \(recipe)")
    fflush(nil)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      surroundings.python, surroundings.peers.appendingPathComponent("corpus_checks.py").path,
      name, path,
    ]
    try process.run()
    process.waitUntilExit()
  }
}
