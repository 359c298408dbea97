// SPDX-License-Identifier: Apache-2.0

import Compute
import Foundation
import Learners

/// The linear learner of text adversaries against scikit-learn's on the same rows: one run.
///
/// 240 training rows and 60 others of the shape that n-grams of SynthPAI's authors have: 40,000
/// columns with frequencies by Zipf's law, some 2,000 entries a row, 8 labels that tilt some columns.
/// Products are timed with the rest, so is scoring. Both minimize the same function to convergence:
/// accuracies may differ by half a point, and everything runs on one thread.
enum TextClassifierBench {
  static func run(_ surroundings: Surroundings) throws {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("palimpsest-rows-\(ProcessInfo.processInfo.processIdentifier).txt")
    defer { try? FileManager.default.removeItem(at: file) }
    let (entries, labels) = drawn()
    try entries.map { row in row.map { "\($0.column):\($0.value)" }.joined(separator: " ") }
      .joined(separator: "\n").write(to: file, atomically: true, encoding: .utf8)
    try labels.map(String.init).joined(separator: " ")
      .write(to: file.appendingPathExtension("labels"), atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: file.appendingPathExtension("labels")) }
    var rows = SparseRows(columnCount: columnCount)
    for row in entries { rows.append(row) }
    let peer = try surroundings.peer(
      "text_classifier_peer.py", [file.path, "\(columnCount)", "\(trainingCount)"],
      environment: ["OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"])
    print(
      "Multinomial regression, \(trainingCount) rows, \(columnCount) columns, 8 labels, one thread")
    var time = Rounds()
    var accuracy = Rounds()
    for _ in 1...surroundings.rounds {
      for penalty in [1.0, 0.03] {
        let answer = try peer.ask("\(penalty)")
        time.add("scikit-learn \(penalty)", answer["seconds"] ?? .nan)
        accuracy.add("scikit-learn \(penalty)", answer["accuracy"] ?? .nan)
        let own = timed { score(rows, labels, penalty) }
        time.add("ours \(penalty)", own.seconds)
        accuracy.add("ours \(penalty)", own.result)
      }
    }
    for penalty in [1.0, 0.03] {
      time.report(against: "scikit-learn \(penalty)", unit: "s", isTime: true)
    }
    accuracy.report(against: "scikit-learn 1.0", unit: "", isTime: false)
  }

  private static let columnCount = 40_000
  private static let trainingCount = 240

  private static func score(_ rows: SparseRows, _ labels: [Int], _ penalty: Double) -> Double {
    let training = Array(0..<trainingCount)
    let model = MultinomialRegression(
      ProductMatrix(rows), training: training, labels: training.map { labels[$0] }, labelCount: 8,
      penalty: penalty)
    let weights = model.weights(rows, training: training)
    let right = (trainingCount..<labels.count).count { row in
      let said = model.probabilities(of: row, in: rows, weights: weights)
      return said.indices.max { said[$0] < said[$1] } == labels[row]
    }
    return Double(right) / Double(labels.count - trainingCount)
  }

  private static func drawn() -> (rows: [[(column: Int, value: Double)]], labels: [Int]) {
    var generator = SeededGenerator(seed: Seed(20_261_127))
    var rows: [[(column: Int, value: Double)]] = []
    var labels: [Int] = []
    for _ in 0..<300 {
      let label = generator.index(below: 8)
      var counts: [Int: Double] = [:]
      for _ in 0..<6_000 {
        // Log-uniform ranks are Zipf's law; the label tilts a twentieth of the draws.
        var column = Int(exp(generator.uniform() * log(Double(columnCount)))) - 1
        if generator.uniform() < 0.05 { column = column / 8 * 8 + label }
        counts[min(columnCount - 1, column), default: 0] += 1
      }
      let values = counts.mapValues { 1 + log($0) }
      let size = values.values.reduce(0) { $0 + $1 * $1 }.squareRoot()
      rows.append(
        values.sorted { $0.key < $1.key }.map { (column: $0.key, value: $0.value / size) })
      labels.append(label)
    }
    return (rows, labels)
  }
}
