// SPDX-License-Identifier: Apache-2.0

import Compute

/// How much better models do on an example that were trained on another one, or on the same.
public struct InclusionEffect: Equatable, Sendable {
  /// The mean performance of models with the example less that of models without, in -1...1.
  public let value: Double
  /// The standard error of `value` over models; nil where a side has fewer than two.
  ///
  /// 0 where each side's models agree; `SubsetDesign.squaredErrorBound` bounds the error even then.
  public let standardError: Double?
  /// The number of models that were trained on the example.
  public let includedCount: Int
  /// The number of models that were not.
  public let excludedCount: Int
}

/// Memorization and influence as differences between models with and without an example.
///
/// `infl(i, j) = mean over k with i in S_k of M(h_k, j) - mean over k without i of M(h_k, j)` for models
/// h_k trained on S_k, and `mem(i) = infl(i, i)`. With M the correctness of a label this is the estimator
/// of Feldman and Zhang, "What Neural Networks Memorize and Why: Discovering the Long Tail via Influence
/// Estimation", 2020, arXiv:2008.03703, algorithm 1; with M the accuracy over a text's tokens it is
/// counterfactual memorization and influence of Zhang, Ippolito, Lee, Jagielski, Tramèr and Carlini,
/// "Counterfactual Memorization in Neural Language Models", 2021, arXiv:2112.12938, equations 1 and 2.
///
/// Its expectation is the effect at the parts' size: i joins m - 1 others on one side, m others stand on
/// the other. It is not the effect of leaving i out of all n, which `LeaveOneOut` gives.
public struct SubsetEstimates: Sendable {
  /// The number of models: t.
  public let modelCount: Int
  /// The number of examples that models were trained on, or would have been.
  public let candidateCount: Int
  /// The number of examples that models were examined on.
  public let exampleCount: Int
  /// 1 where a model was trained on a candidate, else 0, `[candidates][models]`.
  private let inclusion: [Double]
  /// The performance of each model, `[examples][models]`.
  private let performance: [Double]

  /// Takes what the models showed.
  ///
  /// - Parameters:
  ///   - inclusion: Whether each model was trained on each candidate, `[models][candidates]`.
  ///   - performance: How well each model does on each example, `[models][examples]`, in 0...1.
  /// - Throws: ATK005 where rows differ in length or number, ATK001 without a model.
  public init(inclusion: [[Bool]], performance: [[Double]]) throws(AttacksError) {
    guard let first = inclusion.first, let shown = performance.first else {
      throw AttacksError(
        .emptyInput, "Without a model nothing can be estimated.", remedy: "Train models.")
    }
    guard inclusion.count == performance.count,
      inclusion.allSatisfy({ $0.count == first.count }),
      performance.allSatisfy({ $0.count == shown.count })
    else {
      throw AttacksError(
        .mismatchedSizes, "The models differ in their numbers of examples.",
        remedy: "Give one row of the same length for each model.")
    }
    modelCount = inclusion.count
    candidateCount = first.count
    exampleCount = shown.count
    self.inclusion = first.indices.flatMap { place in inclusion.map { $0[place] ? 1 : 0 } }
    self.performance = shown.indices.flatMap { place in performance.map { $0[place] } }
  }

  /// Returns the effect of training on a candidate on an example; nil where a side has no model.
  ///
  /// O(models).
  public func effect(of candidate: Int, on example: Int) -> InclusionEffect? {
    let (own, shown) = (candidate * modelCount, example * modelCount)
    var (count, sum, total) = (0.0, 0.0, 0.0)
    for model in 0..<modelCount {
      count += inclusion[own + model]
      sum += inclusion[own + model] * performance[shown + model]
      total += performance[shown + model]
    }
    let others = Double(modelCount) - count
    guard count > 0, others > 0 else { return nil }
    let (with, without) = (sum / count, (total - sum) / others)
    var (inside, outside) = (0.0, 0.0)
    for model in 0..<modelCount {
      let isIn = inclusion[own + model]
      let value = performance[shown + model]
      inside += isIn * (value - with) * (value - with)
      outside += (1 - isIn) * (value - without) * (value - without)
    }
    let isKnown = count > 1 && others > 1
    let variance = inside / (count - 1) / count + outside / (others - 1) / others
    return InclusionEffect(
      value: with - without, standardError: isKnown ? variance.squareRoot() : nil,
      includedCount: Int(count), excludedCount: Int(others))
  }

  /// Returns the mean performance of all models on an example, in 0...1.
  public func meanPerformance(on example: Int) -> Double {
    var sum = 0.0
    for model in 0..<modelCount { sum += performance[example * modelCount + model] }
    return sum / Double(modelCount)
  }
}
