// SPDX-License-Identifier: Apache-2.0

public import Recommenders

/// What unlearning left, and the path it took there.
public struct UnlearningOutcome: Sendable {
  /// Why unlearning ended.
  public enum Stop: String, Sendable {
    /// Every kind of erased pair reached parity with held-out pairs on the validation split.
    case parity
    /// The request is too small for a stop by AUC; a calibrated number of passes was made.
    case calibrated
    /// A fixed number of passes was asked for.
    case fixed
    /// The limit on passes was reached before parity.
    case limit
    /// The model was retrained without the erased pairs.
    case retrained
  }

  /// One look at the model on the way.
  public struct Look: Equatable, Sendable {
    /// Passes over the erased pairs made so far.
    public let passes: Double
    /// What the erased pairs were named for.
    public let kind: ErasureRequest.Kind
    /// The within-group AUC of erased against validation pairs; nil where none is matched.
    public let areaUnderCurve: Double?
    /// The mean attack score of erased pairs.
    public let erasedScore: Double
    /// The mean attack score of the validation pairs they are compared with.
    public let heldOutScore: Double

    /// Creates the record of a look.
    public init(
      passes: Double, kind: ErasureRequest.Kind, areaUnderCurve: Double?, erasedScore: Double,
      heldOutScore: Double
    ) {
      self.passes = passes
      self.kind = kind
      self.areaUnderCurve = areaUnderCurve
      self.erasedScore = erasedScore
      self.heldOutScore = heldOutScore
    }
  }

  /// The model without the erased rows.
  public let model: MatrixFactorization
  /// Why it ended.
  public let stop: Stop
  /// Passes over the erased pairs, by kind.
  public let passes: [ErasureRequest.Kind: Double]
  /// Gradient steps made, forward and reverse.
  public let stepCount: Int
  /// The looks, in order.
  public let path: [Look]
  /// Kinds whose lowest look lies below the over-forgetting bound.
  public let overForgotten: [ErasureRequest.Kind]

  /// Below this AUC on validation the erased pairs stand out as unwanted: over-forgetting.
  public static let overForgettingBound = 0.47
}
