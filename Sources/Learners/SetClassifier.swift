// SPDX-License-Identifier: Apache-2.0

public import Compute

/// A trained `SetNetwork`, with the number of epochs that held-out sets asked for.
///
/// Adam (Kingma and Ba, 2015, arXiv:1412.6980) on batches in a seeded order. One fold of the training
/// sets is held out first, and the epoch with the least loss on it is noted; the network is then
/// trained anew on all training sets for as many epochs; fewer sets than folds leave nothing to hold
/// out, and get as many epochs as `patience`. Sets that are judged later play no part.
public struct SetClassifier: Sendable {
  /// How it learns.
  public struct Settings: Equatable, Sendable {
    /// The width of phi.
    public var innerWidth = 32
    /// The width of rho.
    public var outerWidth = 32
    /// The length of Adam's steps.
    public var stepLength = 0.01
    /// The sets of a step.
    public var batchSize = 16
    /// The weight of the quadratic penalty on all parameters.
    public var penalty = 1e-4
    /// The most epochs.
    public var epochLimit = 60
    /// How many epochs without a lower held-out loss end the search.
    public var patience = 8
    /// The folds of which one is held out.
    public var foldCount = 5

    /// Creates the default settings.
    public init() {}
  }

  /// The network.
  public let network: SetNetwork
  /// The epochs it was trained for.
  public let epochCount: Int

  /// Learns from sets of rows.
  ///
  /// - Parameters:
  ///   - sets: The rows of each set, `[sets]`; a set may be empty.
  ///   - labels: The label of each, in `0..<labelCount`.
  ///   - labelCount: The number of labels.
  ///   - rows: The rows.
  ///   - settings: How to learn.
  ///   - seed: The seed of parameters, folds and order.
  /// - Throws: LRN002 for fewer than two folds.
  public init(
    _ sets: [[Int]], labels: [Int], labelCount: Int, rows: SparseRows,
    settings: Settings = Settings(), seed: Seed
  ) throws(LearnersError) {
    precondition(sets.count == labels.count, "a label for each set")
    let shape = SetNetwork.Shape(
      columns: rows.columnCount, inner: settings.innerWidth, outer: settings.outerWidth,
      labels: labelCount)
    let best =
      sets.count < settings.foldCount
      ? settings.patience
      : try SetClassifier.epochs(sets, labels, rows, shape, settings, seed)
    var trainer = SetTrainer(shape, settings, seed)
    for _ in 0..<best { trainer.run(Array(sets.indices), sets, labels, rows) }
    network = trainer.network
    epochCount = best
  }

  /// The epoch with the least loss on a fold that is held out.
  private static func epochs(
    _ sets: [[Int]], _ labels: [Int], _ rows: SparseRows, _ shape: SetNetwork.Shape,
    _ settings: Settings, _ seed: Seed
  ) throws(LearnersError) -> Int {
    let folds = try ClassFolds(
      classes: labels, count: settings.foldCount, seed: seed.derive("early-stopping"))
    let heldOut = folds.members(of: 0)
    var trainer = SetTrainer(shape, settings, seed)
    var (best, least) = (1, Double.infinity)
    for epoch in 1...max(1, settings.epochLimit) {
      trainer.run(folds.training(without: 0), sets, labels, rows)
      let loss = heldOut.reduce(0) { $0 + trainer.network.loss(sets[$1], labels[$1], rows) }
      if loss < least { (best, least) = (epoch, loss) }
      if epoch - best >= settings.patience { break }
    }
    return best
  }
}

/// A network under training.
private struct SetTrainer {
  var network: SetNetwork
  private let settings: SetClassifier.Settings
  private var generator: SeededGenerator
  private var means: [Double]
  private var squares: [Double]
  private var step = 0

  init(_ shape: SetNetwork.Shape, _ settings: SetClassifier.Settings, _ seed: Seed) {
    network = SetNetwork(shape, seed: seed)
    self.settings = settings
    generator = SeededGenerator(seed: seed.derive("order"))
    means = [Double](repeating: 0, count: network.parameters.count)
    squares = means
  }

  /// Goes through the sets once.
  mutating func run(_ training: [Int], _ sets: [[Int]], _ labels: [Int], _ rows: SparseRows) {
    var order = training
    generator.shuffle(&order)
    for first in stride(from: 0, to: order.count, by: settings.batchSize) {
      let batch = order[first..<min(order.count, first + settings.batchSize)]
      var gradient = network.parameters.map { settings.penalty * $0 }
      for set in batch {
        network.addGradient(
          sets[set], labels[set], rows, share: 1 / Double(batch.count), to: &gradient)
      }
      update(gradient)
    }
  }

  private mutating func update(_ gradient: [Double]) {
    step += 1
    let (decay, squareDecay) = (0.9, 0.999)
    let scale = 1 / (1 - SpecialFunctions.exp(Double(step) * SpecialFunctions.log(decay)))
    let squareScale =
      1 / (1 - SpecialFunctions.exp(Double(step) * SpecialFunctions.log(squareDecay)))
    for place in gradient.indices {
      means[place] = decay * means[place] + (1 - decay) * gradient[place]
      squares[place] =
        squareDecay * squares[place] + (1 - squareDecay) * gradient[place] * gradient[place]
      network.parameters[place] -=
        settings.stepLength * means[place] * scale
        / ((squares[place] * squareScale).squareRoot() + 1e-8)
    }
  }
}
