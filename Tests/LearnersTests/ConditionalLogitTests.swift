// SPDX-License-Identifier: Apache-2.0

import Compute
import Foundation
import Learners
import TestSupport
import Testing

struct ConditionalLogitTests {
  /// With one feature, two candidates and the right one ahead by 1 in a of b questions, the loss without
  /// penalty is least at the log-odds of a / b: log(3 / 1) for 3 of 4.
  @Test func twoCandidatesGiveTheLogOdds() {
    let ahead = ConditionalLogit.Question(features: [1, 0], answer: 0)
    let behind = ConditionalLogit.Question(features: [0, 1], answer: 0)
    let model = ConditionalLogit(
      [ahead, ahead, ahead, behind], featureCount: 1, penalty: 1e-12)
    #expect(abs(model.weights[0] - SpecialFunctions.log(3)) < 1e-6)
  }

  @Test func whatAllCandidatesShareTeachesNothing() {
    let question = ConditionalLogit.Question(features: [5, 1, 5, 0, 5, 0.5], answer: 0)
    let model = ConditionalLogit([question], featureCount: 2, penalty: 0.1)
    #expect(abs(model.weights[0]) < 1e-12)
    #expect(model.weights[1] > 0)
    let scores = model.scores(question.features)
    #expect(scores[0] > scores[2] && scores[2] > scores[1])
  }

  /// The minimum that SciPy finds; see `Oracles/conditional_logit.py`.
  @Test func weightsAreThoseOfAGeneralMinimizer() throws {
    let path = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Oracles/conditional_logit.json")
    let oracle = try JSONDecoder().decode(Oracle.self, from: Data(contentsOf: path))
    let questions = zip(oracle.questions, oracle.answers).map {
      ConditionalLogit.Question(features: $0, answer: $1)
    }
    let model = ConditionalLogit(
      questions, featureCount: oracle.weights.count, penalty: oracle.penalty)
    for (weight, expected) in zip(model.weights, oracle.weights) {
      #expect(abs(weight - expected) < 1e-6)
    }
  }

  private struct Oracle: Decodable {
    var penalty: Double
    var questions: [[Double]]
    var answers: [Int]
    var weights: [Double]
  }
}
