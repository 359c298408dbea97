// SPDX-License-Identifier: Apache-2.0

public import Compute
public import Learners

/// A permutation-invariant network over an author's texts: `SetClassifier`.
///
/// Each text is a row of words, pairs of them and marks, weighed by `GramTable` on the authors learned
/// from; a gram gets a column where at least two of those authors use it. The order of texts plays no
/// part but for the rounding of sums.
public struct SetAdversary: TextAdversary {
  /// `sets`.
  public let name = "sets"
  /// How the network learns.
  public var settings = SetClassifier.Settings()

  /// Creates the adversary with its default settings.
  public init() {}

  private struct Learned: LearnedTextAdversary {
    let table: GramTable
    let network: SetNetwork
    let learned: [Int]
    let classCount: Int

    func guesses(for authors: ReadAuthors) -> [ClassGuess] {
      authors.texts.map { texts in
        let rows = table.rows(texts)
        let said = network.probabilities(Array(texts.indices), of: rows)
        var all = [Double](repeating: 0, count: classCount)
        for (label, probability) in zip(learned, said) { all[label] = probability }
        return ClassGuess(all)
      }
    }
  }

  /// Trains the network.
  public func learn(from authors: ReadAuthors, classes: [Int], classCount: Int, seed: Seed)
    throws(AttacksError) -> any LearnedTextAdversary
  {
    try checkTraining(authors, classes, limit: .max)
    let table = GramTable(authors.authors, kinds: [.words, .marks])
    let rows = table.rows(authors.texts.flatMap(\.self))
    var sets: [[Int]] = []
    var first = 0
    for texts in authors.texts {
      sets.append(Array(first..<first + texts.count))
      first += texts.count
    }
    let learned = Set(classes).sorted()
    let places = Dictionary(uniqueKeysWithValues: learned.enumerated().map { ($1, $0) })
    do {
      let classifier = try SetClassifier(
        sets, labels: classes.map { places[$0] ?? 0 }, labelCount: learned.count, rows: rows,
        settings: settings, seed: seed)
      return Learned(
        table: table, network: classifier.network, learned: learned, classCount: classCount)
    } catch {
      throw AttacksError(.emptyInput, error.message, remedy: error.remedy, cause: error)
    }
  }
}
