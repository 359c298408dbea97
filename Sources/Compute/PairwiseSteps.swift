// SPDX-License-Identifier: Apache-2.0

import CKernels
import RealModule

/// How a sampled triple (user, observed item, other item) moves the model.
///
/// With d = s(u, i) - s(u, j): Rendle, Freudenthaler, Gantner and Schmidt-Thieme, "BPR: Bayesian
/// Personalized Ranking from Implicit Feedback", UAI 2009, arXiv:1205.2618, section 4; the reverse
/// forms after Sinha, Mandal and Kankanhalli, "Multi-Modal Recommendation Unlearning",
/// arXiv:2405.15328.
public enum PairwiseObjective: String, Sendable, CaseIterable {
  /// Loss -ln sigmoid(d): the observed item rises.
  case forward
  /// Loss +ln sigmoid(d), gradient ascent on BPR: unbounded below, gentle where memorized.
  case negated
  /// Loss -ln sigmoid(-d), the pair swapped: bounded, strongest where memorized.
  case swapped

  /// Returns the loss of one triple, in nats.
  public func loss(_ difference: Double) -> Double {
    switch self {
    case .forward: softplus(-difference)
    case .negated: -softplus(-difference)
    case .swapped: softplus(difference)
    }
  }

  /// ln(1 + e^x), without overflow.
  private func softplus(_ x: Double) -> Double {
    max(x, 0) + Double.log(onePlus: Double.exp(-abs(x)))
  }
}

/// Which rows of a triple a step may change.
public struct MovableRows: OptionSet, Sendable {
  /// The set's bits.
  public let rawValue: UInt32

  /// Creates the set with these bits.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// The user's row.
  public static let user = MovableRows(rawValue: 1)
  /// The observed item's row.
  public static let positive = MovableRows(rawValue: 2)
  /// The other item's row.
  public static let negative = MovableRows(rawValue: 4)
  /// All three rows.
  public static let all: MovableRows = [.user, .positive, .negative]
}

/// A buffer of sampled triples, by row position.
public struct TripleBatch: Sendable {
  /// Users' rows, `[count]`.
  public var users: [Int32] = []
  /// Observed items' rows, `[count]`.
  public var positives: [Int32] = []
  /// Other items' rows, `[count]`.
  public var negatives: [Int32] = []

  /// Creates an empty batch with room for `capacity` triples.
  public init(capacity: Int = 0) {
    users.reserveCapacity(capacity)
    positives.reserveCapacity(capacity)
    negatives.reserveCapacity(capacity)
  }

  /// The number of triples.
  public var count: Int { users.count }

  /// Adds a triple.
  @inlinable
  public mutating func append(user: Int32, positive: Int32, negative: Int32) {
    users.append(user)
    positives.append(positive)
    negatives.append(negative)
  }

  /// Removes all triples and keeps the room.
  public mutating func removeAll() {
    users.removeAll(keepingCapacity: true)
    positives.removeAll(keepingCapacity: true)
    negatives.removeAll(keepingCapacity: true)
  }
}

/// The settings of one run of stochastic gradient steps.
public struct PairwiseStep: Sendable {
  /// The loss whose gradient is followed.
  public var objective: PairwiseObjective
  /// The step size.
  public var learningRate: Float
  /// The strength of the L2 penalty on rows that move.
  public var regularization: Float
  /// The factor on the loss.
  public var weight: Float
  /// Which rows move.
  public var moves: MovableRows

  /// Creates settings.
  public init(
    _ objective: PairwiseObjective, learningRate: Float, regularization: Float, weight: Float = 1,
    moves: MovableRows = .all
  ) {
    self.objective = objective
    self.learningRate = learningRate
    self.regularization = regularization
    self.weight = weight
    self.moves = moves
  }

  /// Applies one gradient step a triple, in order.
  ///
  /// A step on (u, i, j) adds `learningRate * (-weight * dLoss/dx - regularization * x)` to every
  /// movable row x, all computed from the rows before the step. The user's last column is the
  /// constant 1 and stays so.
  ///
  /// - Parameters:
  ///   - batch: Triples whose positions are valid rows of the two tables.
  ///   - users: Users' rows, `[users, stride]`.
  ///   - items: Items' rows, `[items, stride]`.
  ///   - stride: Floats between rows, a multiple of 16.
  ///   - width: Meaningful columns, the last one being the bias.
  ///   - kernels: The kernel set; results are reproducible within one set.
  public func apply(
    _ batch: TripleBatch, users: inout [Float], items: inout [Float], stride: Int, width: Int,
    kernels: KernelSet
  ) {
    precondition(stride % 16 == 0 && width <= stride && width > 0, "padded rows")
    precondition(kernels.isSupported, "a kernel set that this processor runs")
    requireRows(batch.users, below: users.count / stride)
    requireRows(batch.positives, below: items.count / stride)
    requireRows(batch.negatives, below: items.count / stride)
    users.withUnsafeMutableBufferPointer { users in
      items.withUnsafeMutableBufferPointer { items in
        batch.users.withUnsafeBufferPointer { user in
          batch.positives.withUnsafeBufferPointer { positive in
            batch.negatives.withUnsafeBufferPointer { negative in
              var block = pk_bpr_block(
                users: users.baseAddress, items: items.baseAddress, stride: stride, width: width,
                user: user.baseAddress, positive: positive.baseAddress,
                negative: negative.baseAddress, count: batch.count, learning_rate: learningRate,
                regularization: regularization, weight: weight, objective: objectiveCode,
                moves: moves.rawValue)
              pk_bpr_apply(&block, kernels.code)
            }
          }
        }
      }
    }
  }

  private func requireRows(_ rows: [Int32], below count: Int) {
    var isValid = true
    for row in rows { isValid = isValid && row >= 0 && Int(row) < count }
    precondition(isValid, "a triple names a row that the table lacks")
  }

  private var objectiveCode: pk_objective {
    switch objective {
    case .forward: PK_FORWARD
    case .negated: PK_NEGATED
    case .swapped: PK_SWAPPED
    }
  }
}
