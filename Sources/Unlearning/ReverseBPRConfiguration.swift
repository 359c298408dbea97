// SPDX-License-Identifier: Apache-2.0

public import Compute

/// The settings of reverse BPR.
///
/// Defaults were calibrated on MovieLens 100K; `docs/methods/reverse-bpr.md` gives the figures.
public struct ReverseBPRConfiguration: Equatable, Sendable {
  /// The reverse loss: `.negated` or `.swapped`.
  public var form = PairwiseObjective.negated
  /// The step size of reverse steps, times the weight w of the reverse loss.
  public var forgetRate = 0.05
  /// The step size of forward steps on retained pairs.
  public var retainRate = 0.03
  /// The L2 penalty of forward steps.
  public var regularization = 0.02
  /// Forward steps on retained pairs for each reverse step.
  public var retainPerForget = 9
  /// The same for the pairs of erased items, whose reversal moves users' rows alone.
  public var retainPerItemForget = 5
  /// Passes over the erased pairs after which unlearning gives up on its stop rule.
  public var passLimit = 60
  /// An exact number of passes instead of any stop rule.
  public var fixedPasses: Int?
  /// Erased pairs below which a stop by AUC would be noise, and a calibrated run is made instead.
  public var stopPairLimit = 1000
  /// Passes of that calibrated run.
  public var calibratedPasses = 8
  /// Forward steps for each reverse step in that calibrated run.
  public var calibratedRetain = 20
  /// Forward steps of the last repair, before rows are dropped, for each of their pairs.
  public var repairPerForget = 5

  /// Creates the default settings.
  public init() {}
}
