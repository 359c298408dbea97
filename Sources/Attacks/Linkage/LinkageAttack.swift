// SPDX-License-Identifier: Apache-2.0

import Learners

/// Links accounts: learns from the questions of some folds and answers those of another.
public struct LinkageAttack: Sendable {
  /// The questions.
  public let questions: LinkageQuestions
  /// The weight of the quadratic term on standardized features.
  public let penalty: Double

  /// Prepares an attack.
  ///
  /// - Parameters:
  ///   - questions: The questions.
  ///   - penalty: The weight of the quadratic term, above 0.
  public init(_ questions: LinkageQuestions, penalty: Double = 0.03) {
    precondition(penalty > 0, "a penalty makes the solution one")
    self.questions = questions
    self.penalty = penalty
  }

  /// Answers the questions of one fold; a unit of work that depends on no other.
  ///
  /// What is learned comes from the other folds' questions, without candidates of this fold, so no account
  /// of a person asked about was seen; other people's may be decoys in both.
  ///
  /// - Parameters:
  ///   - fold: The fold, below `questions.foldCount`.
  ///   - score: What to link by; supported by both versions.
  ///   - training: The version that the adversary learns from. The same as `judged` for one who holds
  ///     other people's texts as they were published; the undefended version for one who learned before.
  ///   - judged: The version that is answered about.
  /// - Returns: The ranks of the fold's questions, in their order.
  /// - Throws: ATK005 for versions of other questions, ATK006 for a score without anything to go by.
  public func ranks(
    fold: Int, by score: LinkageScore, training: LinkageFeatures, judged: LinkageFeatures
  ) throws(AttacksError) -> [LinkageRank] {
    precondition((0..<questions.foldCount).contains(fold), "a fold of the questions")
    guard training.candidates == questions.candidates, judged.candidates == questions.candidates
    else {
      throw AttacksError(
        .mismatchedSizes, "The features belong to other questions.",
        remedy: "Read them from these questions, or from the same asked of another version.")
    }
    guard training.supports(score), judged.supports(score) else {
      throw AttacksError(
        .undefined, "Accounts cannot be linked by \(score.rawValue): the texts do not tell it.",
        remedy: "Ask for scores that the features support.")
    }
    let columns = score.columns
    let weights =
      score == .size
      ? ColumnWeights(raw: [1]) : learned(without: fold, columns: columns, from: training)
    return questions.pairs.indices.filter { questions.folds[$0] == fold }.map { question in
      let rows = LinkageAttack.pick(columns, of: judged.rows[question])
      return LinkageRank(questions.pairs[question], scores: weights.scores(rows))
    }
  }

  /// Answers all questions.
  ///
  /// - Parameters:
  ///   - score: What to link by.
  ///   - training: The version that the adversary learns from.
  ///   - judged: The version that is answered about.
  /// - Returns: One rank a pair of accounts, in their order.
  /// - Throws: What answering one fold throws.
  public func ranks(
    by score: LinkageScore, training: LinkageFeatures, judged: LinkageFeatures
  ) throws(AttacksError) -> [LinkageRank] {
    var found: [(question: Int, rank: LinkageRank)] = []
    for fold in 0..<questions.foldCount {
      let ranks = try ranks(fold: fold, by: score, training: training, judged: judged)
      found += zip(questions.pairs.indices.filter { questions.folds[$0] == fold }, ranks)
        .map { ($0, $1) }
    }
    return found.sorted { $0.question < $1.question }.map(\.rank)
  }

  /// Learns from the other folds.
  ///
  /// A question that keeps no decoy teaches nothing and is left out.
  private func learned(without fold: Int, columns: [Int], from features: LinkageFeatures)
    -> ColumnWeights
  {
    let width = PairFeature.all.count
    var tables: [[Double]] = []
    for question in questions.pairs.indices where questions.folds[question] != fold {
      var table: [Double] = []
      for (place, candidate) in questions.candidates[question].enumerated()
      where questions.folds[candidate] != fold {
        for column in columns { table.append(features.rows[question][place * width + column]) }
      }
      if table.count > columns.count { tables.append(table) }
    }
    guard !tables.isEmpty else { return ColumnWeights(raw: columns.map { _ in 1 }) }
    return ColumnWeights(learnedFrom: tables, width: columns.count, penalty: penalty)
  }

  /// Some columns of a question's rows.
  private static func pick(_ columns: [Int], of row: [Double]) -> [Double] {
    let width = PairFeature.all.count
    var picked: [Double] = []
    picked.reserveCapacity(row.count / width * columns.count)
    for first in stride(from: 0, to: row.count, by: width) {
      for column in columns { picked.append(row[first + column]) }
    }
    return picked
  }
}

/// Weights of columns as they come: those of standardized ones over their deviations.
private struct ColumnWeights {
  let weights: [Double]

  init(raw weights: [Double]) {
    self.weights = weights
  }

  init(learnedFrom tables: [[Double]], width: Int, penalty: Double) {
    var count = 0.0
    var sums = [Double](repeating: 0, count: width)
    var squares = sums
    for table in tables {
      count += Double(table.count / width)
      for (place, value) in table.enumerated() { sums[place % width] += value }
    }
    let means = sums.map { $0 / count }
    for table in tables {
      for (place, value) in table.enumerated() {
        let distance = value - means[place % width]
        squares[place % width] += distance * distance
      }
    }
    let scales = squares.map { $0 / count > 1e-18 ? 1 / ($0 / count).squareRoot() : 0 }
    let questions = tables.map { table in
      ConditionalLogit.Question(
        features: table.enumerated().map { ($1 - means[$0 % width]) * scales[$0 % width] },
        answer: 0)
    }
    let model = ConditionalLogit(questions, featureCount: width, penalty: penalty)
    weights = zip(model.weights, scales).map { $0 * $1 }
  }

  /// The score of each row.
  func scores(_ rows: [Double]) -> [Double] {
    let width = weights.count
    return stride(from: 0, to: rows.count, by: width).map { first in
      var sum = 0.0
      for column in 0..<width { sum += rows[first + column] * weights[column] }
      return sum
    }
  }
}
