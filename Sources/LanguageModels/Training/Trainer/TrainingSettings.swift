// SPDX-License-Identifier: Apache-2.0

import Evidence
import Glibc

/// How a model is trained.
public struct TrainingSettings: Equatable, Sendable {
  /// How long training goes on.
  public enum Length: Equatable, Sendable {
    /// A number of optimizer steps; the order begins again where it ends before.
    case steps(Int)
    /// A number of passes through the order.
    case epochs(Int)
  }

  /// How long training goes on.
  public var length: Length
  /// The targets of one step: whole segments, as many as do not exceed it, and at least one.
  public var batchTokenCount = 2048
  /// The most tokens of a sequence; nil for the model's context.
  public var sequenceTokenCount: Int?
  /// The largest learning rate.
  public var learningRate = 1e-3
  /// The learning rate at the end, as a share of the largest.
  public var finalLearningRateShare = 0.1
  /// The steps in which the learning rate grows.
  public var warmUpStepCount = 20
  /// How fast matrices shrink by themselves; norms and biases do not.
  public var weightDecay = 0.1
  /// How much of the mean of gradients stays.
  public var beta1 = 0.9
  /// How much of the mean of squared gradients stays.
  public var beta2 = 0.95
  /// The largest norm of a step's gradient; nil for any, and unused in private training.
  public var clipNorm: Double? = 1
  /// The number of chunks of a batch; it changes the last bits of sums, whatever the threads.
  public var chunkCount = 4
  /// What makes the training differentially private; nil for training as usual.
  public var privacy: PrivacySettings?

  /// Creates settings.
  public init(length: Length) {
    self.length = length
  }

  /// Refuses settings that make no sense.
  ///
  /// - Throws: `LMD143` naming the setting; `LMD148` for those of privacy.
  public func check() throws(LanguageModelError) {
    let count =
      switch length {
      case .steps(let count), .epochs(let count): count
      }
    let numbers: [(String, Bool)] = [
      ("number of steps or epochs", count > 0),
      ("number of tokens of a batch", (1...1 << 30).contains(batchTokenCount)),
      ("number of tokens of a sequence", sequenceTokenCount ?? 1 > 0),
      ("learning rate", learningRate > 0 && learningRate <= 10),
      ("final share of the learning rate", (0...1).contains(finalLearningRateShare)),
      ("number of warm-up steps", warmUpStepCount >= 0),
      ("weight decay", (0...10).contains(weightDecay)),
      ("beta1", beta1 >= 0 && beta1 < 1), ("beta2", beta2 >= 0 && beta2 < 1),
      ("clipping norm", clipNorm.map { $0 > 0 && $0.isFinite } ?? true),
      ("number of chunks", (1...256).contains(chunkCount)),
    ]
    for (name, holds) in numbers where !holds {
      throw .training(
        "The \(name) of the training is out of range.", remedy: "Correct it in the recipe.")
    }
    try privacy?.check()
  }

  /// All settings that results depend on, for the digest in checkpoints.
  var document: JSONValue {
    let length: JSONValue =
      switch length {
      case .steps(let count): ["steps": .int(count)]
      case .epochs(let count): ["epochs": .int(count)]
      }
    return [
      "length": length, "batch-tokens": .int(batchTokenCount),
      "sequence-tokens": sequenceTokenCount.map { .int($0) } ?? nil,
      "learning-rate": .number(learningRate),
      "final-share": .number(finalLearningRateShare), "warm-up": .int(warmUpStepCount),
      "weight-decay": .number(weightDecay), "beta1": .number(beta1), "beta2": .number(beta2),
      "clip-norm": .number(orNull: clipNorm), "chunks": .int(chunkCount),
      "privacy": privacy?.document ?? nil,
    ]
  }
}

/// The learning rate of each step: it grows in a line, then falls along half a cosine.
///
/// Step t of T, from 1, with W steps of warm-up: rate * t / W up to W, then
/// rate * (s + (1 - s) (1 + cos(pi (t - W) / (T - W))) / 2), which is rate * s at T.
package struct LearningRateSchedule: Equatable, Sendable {
  /// The largest rate.
  package var peak: Double
  /// The last rate as a share of the largest: s.
  package var finalShare: Double
  /// The steps of warm-up: W.
  package var warmUpStepCount: Int
  /// All steps: T.
  package var stepCount: Int

  /// Creates a schedule.
  package init(peak: Double, finalShare: Double, warmUpStepCount: Int, stepCount: Int) {
    self.peak = peak
    self.finalShare = finalShare
    self.warmUpStepCount = warmUpStepCount
    self.stepCount = stepCount
  }

  /// Returns the rate of a step, the first being 1.
  package func rate(step: Int) -> Double {
    if step <= warmUpStepCount { return peak * Double(step) / Double(warmUpStepCount) }
    let left = max(1, stepCount - warmUpStepCount)
    let progress = min(1, Double(step - warmUpStepCount) / Double(left))
    return peak * (finalShare + (1 - finalShare) * (1 + cos(.pi * progress)) / 2)
  }
}
