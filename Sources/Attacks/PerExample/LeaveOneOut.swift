// SPDX-License-Identifier: Apache-2.0

public import Compute

/// What leaving one example out of all does to a deterministic learner: exact, by training anew.
///
/// `mem(i) = M(A(S), i) - M(A(S without i), i)`, Feldman, "Does Learning Require Memorization? A Short
/// Tale about a Long Tail", 2020, arXiv:1906.05271, section 1 ("label memorization"); the probability over
/// the learner's draws falls away, since it draws nothing. A learner that draws is taken at one seed, and
/// the result is then one draw of it.
public struct LeaveOneOut: Sendable {
  /// The examples that were left out in turn.
  public let candidates: [Int]
  /// The effect of each candidate on each example, `[candidates][examples]`, in -1...1.
  public let effects: [[Double]]

  /// Trains on all candidates, and on all but one for each of them.
  ///
  /// - Parameters:
  ///   - learner: The learner, with its examples.
  ///   - candidates: The examples that are learned from, at least two.
  ///   - seed: The seed of a learner that draws.
  ///   - jobs: The number of models trained at once; changes nothing but the time.
  /// - Throws: ATK001 for fewer than two candidates, and what training throws.
  public init(
    _ learner: some ExampleLearner, candidates: [Int], seed: Seed, jobs: Int = 1
  ) throws(AttacksError) {
    guard candidates.count > 1 else {
      throw AttacksError(
        .emptyInput, "Of fewer than two examples none can be left out.", remedy: "Give more.")
    }
    let sorted = candidates.sorted()
    let whole = try learner.performances(learningFrom: sorted, seed: seed)
    let parts = parallelMap(count: candidates.count, jobs: jobs) { place in
      Result { () throws(AttacksError) in
        try learner.performances(
          learningFrom: sorted.filter { $0 != candidates[place] }, seed: seed)
      }
    }
    var effects: [[Double]] = []
    for part in parts { effects.append(zip(whole, try part.get()).map { $0 - $1 }) }
    self.candidates = candidates
    self.effects = effects
  }

  /// The memorization of each candidate, `[candidates]`, in -1...1.
  public var memorization: [Double] { candidates.indices.map { effects[$0][candidates[$0]] } }
}
