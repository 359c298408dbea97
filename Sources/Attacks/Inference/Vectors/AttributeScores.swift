// SPDX-License-Identifier: Apache-2.0

import Compute
import Statistics

/// How well beliefs about people's classes fit the truth, person by person.
package struct AttributeScores: Sendable {
  /// Whether the likeliest class is the true one, 1 or 0, `[users]`; the first of equally likely ones.
  package let rights: [Double]
  /// Whether the commonest class among those learned from is the true one, 1 or 0, `[users]`.
  package let majorityRights: [Double]
  /// How often a class drawn by the shares among those learned from is the true one, `[users]`.
  package let randomRights: [Double]
  /// The probability of the true class less its share among those learned from, `[users]`, in -1...1.
  package let gains: [Double]
  /// The classes whose people are ranked against the rest: all, or the second of two.
  package let rankedClasses: [Int]
  /// The number of people.
  package var count: Int { rights.count }

  private let labels: [Int]
  private let classCount: Int
  /// Whether the class that gained most over its share is the true one, `[users]`.
  private let balancedRights: [Bool]
  private let rankings: [CountedRanking]

  /// Holds beliefs against the truth.
  package init(_ task: AttributeTask, _ guesses: AttributeGuesses) {
    precondition(guesses.count == task.users.count, "beliefs about each person")
    let shares = task.shares
    var (rights, majority, random, gains): ([Double], [Double], [Double], [Double]) =
      ([], [], [], [])
    var balanced: [Bool] = []
    for place in task.users.indices {
      let (own, label) = (shares[task.folds[place]], task.labels[place])
      let row = guesses.row(place).map(Double.init)
      rights.append(AttributeScores.largest(row) == label ? 1 : 0)
      majority.append(AttributeScores.largest(own) == label ? 1 : 0)
      random.append(own[label])
      gains.append(row[label] - own[label])
      let lifted = zip(row, own).map { $1 > 0 ? $0 / $1 : 0 }
      balanced.append(AttributeScores.largest(lifted) == label)
    }
    (self.rights, majorityRights, randomRights, self.gains) = (rights, majority, random, gains)
    balancedRights = balanced
    (labels, classCount) = (task.labels, task.classes.count)
    rankedClasses = classCount == 2 ? [1] : Array(0..<classCount)
    rankings = rankedClasses.map { label in
      CountedRanking(
        scores: task.users.indices.map { place in
          let row = guesses.row(place)
          return Double(row[row.startIndex + label])
        }, isPositive: task.labels.map { $0 == label })
    }
  }

  private static func largest(_ values: [Double]) -> Int {
    values.indices.reduce(0) { values[$1] > values[$0] ? $1 : $0 }
  }

  /// The area under the ROC curve of one ranked class against the rest; nil where a side is empty.
  package func area(ofRanked place: Int, counts: [Int]? = nil) -> Double? {
    rankings[place].area(counts: counts)
  }

  /// The mean over ranked classes of their areas, those that have one; nil where none has.
  ///
  /// - Parameter counts: How often each person counts, `[users]`; nil for once each.
  /// - Returns: The mean area, in 0...1.
  package func area(counts: [Int]? = nil) -> Double? {
    let areas = rankings.compactMap { $0.area(counts: counts) }
    return areas.isEmpty ? nil : areas.reduce(0, +) / Double(areas.count)
  }

  /// The mean over classes of the share of their people that are told, each class as likely as another.
  ///
  /// - Parameter counts: How often each person counts, `[users]`; nil for once each.
  /// - Returns: The mean recall, in 0...1; nil of nobody.
  package func balancedAccuracy(counts: [Int]? = nil) -> Double? {
    var (told, all) = (
      [Double](repeating: 0, count: classCount), [Double](repeating: 0, count: classCount)
    )
    for place in labels.indices {
      let count = Double(counts?[place] ?? 1)
      all[labels[place]] += count
      if balancedRights[place] { told[labels[place]] += count }
    }
    let recalls = all.indices.filter { all[$0] > 0 }.map { told[$0] / all[$0] }
    return recalls.isEmpty ? nil : recalls.reduce(0, +) / Double(recalls.count)
  }
}
