// SPDX-License-Identifier: Apache-2.0

import Attacks
import Compute
import LanguageModels
import Learners
import TestSupport
import Testing

/// The stored case of `per_example.py`.
struct PerExampleOracle: Decodable {
  let points: [[Double]]
  let labels: [Int]
  /// The number of points that are learned from; the others are examined only.
  let count: Int
  /// The size of a random part.
  let size: Int
  let leftOutOne: [[Double]]
  let leftOutThree: [[Double]]
  /// The chance that 1-NN gives a point its label by a random part without it.
  let chanceRight: [Double]
  let inclusion: [[Int]]
  let performance: [[Double]]
  /// Value and standard error.
  let memorization: [[Double]]
  /// Of every tenth point on the examined ones.
  let influence: [[[Double]]]

  /// Nearest neighbours over the points.
  func learner(neighbourCount: Int) -> NearestNeighbourLearner {
    var rows = SparseRows(columnCount: points[0].count)
    for point in points { rows.append(point.enumerated().map { (column: $0, value: $1) }) }
    return NearestNeighbourLearner(rows, labels: labels, neighbourCount: neighbourCount)
  }
}

/// The trivial learner: it gets right what it has read, and an example of an even place besides.
struct RoteLearner: ExampleLearner {
  let trialCounts: [Int]

  init(count: Int) {
    trialCounts = (0..<count).map { 1 + $0 % 3 }
  }

  func rightCounts(learningFrom examples: [Int], seed: Seed) throws(AttacksError) -> [Int] {
    trialCounts.indices.map { examples.contains($0) || $0 % 2 == 0 ? trialCounts[$0] : 0 }
  }
}

/// Short texts made by one pattern, and texts of random words that nothing else explains.
enum ExampleTexts {
  private static let people = ["anna", "ben", "carla", "david", "emma", "felix"]
  private static let things = ["bread", "tea", "soup", "fruit", "rice"]
  private static let places = ["market", "station", "harbour", "old town"]

  /// Texts of which every word stands in many others.
  static func plain(_ count: Int) -> [String] {
    (0..<count).map { place in
      "\(people[place % 6]) bought \(things[place % 5]) at the \(places[place % 4]) on monday."
    }
  }

  /// Texts of random letters, no two alike.
  static func canaries(_ count: Int, seed: UInt64 = 5) -> [String] {
    var generator = SeededGenerator(seed: Seed(seed))
    return (0..<count).map { _ in
      (0..<6).map { _ in
        String(
          (0..<4).map { _ in Character(UnicodeScalar(97 + UInt8(generator.index(below: 26)))) })
      }.joined(separator: " ")
    }
  }
}

/// Expects an error of the attacks' module by its code.
func expectCode<Value>(
  _ code: String, sourceLocation: SourceLocation = #_sourceLocation,
  _ body: () throws -> Value
) {
  let error = #expect(throws: AttacksError.self, sourceLocation: sourceLocation) {
    _ = try body()
  }
  #expect(error?.code.rawValue == code, sourceLocation: sourceLocation)
}

/// What every learner holds to.
func expectLearner(
  _ learner: some ExampleLearner, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let learned = Array(0..<learner.exampleCount / 2)
  let counts = try learner.rightCounts(learningFrom: learned, seed: Seed(3))
  #expect(counts.count == learner.exampleCount, sourceLocation: sourceLocation)
  #expect(learner.trialCounts.allSatisfy { $0 > 0 }, sourceLocation: sourceLocation)
  #expect(
    zip(counts, learner.trialCounts).allSatisfy { (0...$1).contains($0) },
    sourceLocation: sourceLocation)
  #expect(
    try learner.rightCounts(learningFrom: learned, seed: Seed(3)) == counts,
    "the same parts and seed give the same counts", sourceLocation: sourceLocation)
  // What was learned is done at least as well as what was not, on the whole.
  let shares = try learner.performances(learningFrom: learned, seed: Seed(3))
  let own = learned.reduce(0.0) { $0 + shares[$1] } / Double(learned.count)
  let others = shares.dropFirst(learned.count)
  #expect(
    own >= others.reduce(0, +) / Double(others.count), sourceLocation: sourceLocation)
}
