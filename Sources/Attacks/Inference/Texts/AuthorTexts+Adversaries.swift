// SPDX-License-Identifier: Apache-2.0

public import Compute
import Learners

extension AuthorTexts {
  /// scikit-learn's C: the weight of the loss against the penalty, `1 / (C n)`. Rows have length 1.
  static let inversePenalty = 30.0
  /// How much places weigh beside grams.
  static let placeWeight = 1.0

  /// Lets an adversary tell an attribute of every author, fold by fold.
  ///
  /// - Parameters:
  ///   - task: The attribute, of which something can be told.
  ///   - adversary: Who tells it.
  ///   - foldCount: The number of folds.
  ///   - seed: The seed of folds and first weights.
  /// - Returns: What was told; the same for the same arguments.
  public func readings(
    of task: AttributeTask, by adversary: TrainedAdversary, foldCount: Int, seed: Seed
  ) -> TrainedReadings {
    let folds = ClassFolds(
      classes: task.classes, identifiers: identifiers, count: foldCount, seed: seed)
    let views = [original] + (defended.map { [$0] } ?? []) + shortened.map(\.view)
    var told = [[ClassReading?]](
      repeating: [ClassReading?](repeating: nil, count: identifiers.count), count: views.count)
    // Tables that several folds read are put together once.
    let tables = views.map { products($0, adversary) }
    for fold in 0..<foldCount {
      let training = folds.training(without: fold)
      let model = FoldModel(
        self, task, adversary, tables[0], training, seed.derive("fold", fold))
      for (place, view) in views.enumerated() {
        for author in folds.members(of: fold) {
          guard let truth = task.classes[author] else { continue }
          told[place][author] = ClassReading(
            model.probabilities(of: author, view, tables[place]), truth: truth)
        }
      }
    }
    let first = defended == nil ? 1 : 2
    return TrainedReadings(
      readings: told[0], defended: defended == nil ? nil : told[1],
      shortened: shortened.indices.map { (shortened[$0].count, told[first + $0]) })
  }

  /// Tells an attribute without reading: the commonest classes of the other folds, or any.
  ///
  /// - Parameters:
  ///   - task: The attribute.
  ///   - foldCount: The number of folds.
  ///   - seed: The seed of folds and draws.
  /// - Returns: What the majority tells of each author, and what a draw tells.
  public func baselines(
    of task: AttributeTask, foldCount: Int, seed: Seed
  ) -> (majority: [ClassReading?], random: [ClassReading?]) {
    let folds = ClassFolds(
      classes: task.classes, identifiers: identifiers, count: foldCount, seed: seed)
    var majority = [ClassReading?](repeating: nil, count: identifiers.count)
    var random = majority
    for fold in 0..<foldCount {
      let training = folds.training(without: fold)
      var shares = [Double](repeating: 0, count: task.classCount)
      for author in training {
        if let label = task.classes[author] { shares[label] += 1 / Double(training.count) }
      }
      for author in folds.members(of: fold) {
        guard let truth = task.classes[author] else { continue }
        majority[author] = ClassReading(shares, truth: truth)
        var generator = SeededGenerator(
          seed: seed.derive("random").derive(identifiers[author]), stream: 0)
        random[author] = ClassReading(
          rank: 1 + generator.index(below: task.classCount),
          confidence: 1 / Double(task.classCount))
      }
    }
    return (majority, random)
  }

  private func products(_ view: View, _ adversary: TrainedAdversary) -> ProductTable? {
    switch adversary {
    case .linear: return view.grams
    case .lexicon:
      var table = view.grams
      table.add(view.places, times: AuthorTexts.placeWeight)
      return table
    case .sets: return nil
    }
  }
}

/// What an adversary learned from the authors of all folds but one.
private enum FoldModel {
  case linear(KernelSoftmax, classes: [Int], classCount: Int)
  case sets(SetPooling, classes: [Int], classCount: Int)

  init(
    _ texts: AuthorTexts, _ task: AttributeTask, _ adversary: TrainedAdversary,
    _ products: ProductTable?, _ training: [Int], _ seed: Seed
  ) {
    // Classes that no author of these folds has cannot be learned.
    let known = training.compactMap { task.classes[$0] }
    let classes = Set(known).sorted()
    let labels = known.compactMap { label in classes.firstIndex(of: label) }
    if let products {
      self = .linear(
        KernelSoftmax(
          products, labels: labels, labelCount: classes.count, training: training,
          penalty: 1 / (AuthorTexts.inversePenalty * Double(training.count))),
        classes: classes, classCount: task.classCount)
    } else {
      self = .sets(
        SetPooling(
          texts.original.rows, sets: texts.original.sets, labels: labels,
          labelCount: classes.count, training: training, seed: seed),
        classes: classes, classCount: task.classCount)
    }
  }

  func probabilities(
    of author: Int, _ view: AuthorTexts.View, _ products: ProductTable?
  ) -> [Double] {
    switch self {
    case .linear(let model, let classes, let count):
      guard let products else { return [] }
      return FoldModel.spread(model.probabilities(of: author, in: products), classes, count)
    case .sets(let model, let classes, let count):
      return FoldModel.spread(
        model.probabilities(of: view.sets[author], in: view.rows), classes, count)
    }
  }

  /// Probabilities over all classes; those that could not be learned have none.
  private static func spread(_ told: [Double], _ classes: [Int], _ count: Int) -> [Double] {
    var all = [Double](repeating: 0, count: count)
    for (label, probability) in zip(classes, told) { all[label] = probability }
    return all
  }
}
