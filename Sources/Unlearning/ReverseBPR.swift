// SPDX-License-Identifier: Apache-2.0

public import Compute
public import Recommenders

/// Makes a trained model forget by reverse BPR on the erased and forward BPR on the retained pairs.
///
/// One family with two reverse losses, after Sinha, Mandal and Kankanhalli, "Multi-Modal
/// Recommendation Unlearning for Legal, Licensing, and Modality Constraints", arXiv:2405.15328
/// (w L_reverse + (1 - w) L_forward; here both have their own step size). Departures: the negative
/// item of a reverse step stays where it is; rows of named users and items stay frozen as probes and
/// are dropped last; and unlearning stops where the erased pairs can no longer be told from
/// validation pairs, which needs no retrained model. The split that reports use is never read.
public struct ReverseBPR {
  private let configuration: ReverseBPRConfiguration
  private let kernels: KernelSet
  private let split: InteractionSplit
  private let request: ErasureRequest
  private var model: MatrixFactorization
  private var sets: [ForgetSet]
  private var sampler: RepairSampler
  private var path: [UnlearningOutcome.Look] = []
  private var stepCount = 0
  private var batch = TripleBatch()

  /// Erased pairs between two visits to retained pairs.
  private static let chunk = 64
  /// Looks a pass while the erased pairs are still far from parity, and near it.
  ///
  /// The swapped form covers the whole way in about one pass, the negated one in six to nine.
  private var looks: (far: Int, near: Int) { configuration.form == .swapped ? (6, 18) : (1, 3) }
  /// The distance from parity that counts as near.
  private static let nearDistance = 0.03

  /// Unlearns a request.
  ///
  /// - Parameters:
  ///   - request: What to erase, by position in the split's indexes.
  ///   - model: The trained model, over the split's users and items; erased rows included.
  ///   - split: The split that the model was trained on.
  ///   - configuration: The settings.
  ///   - seed: The seed of negatives, order and repair.
  ///   - kernels: The kernel set.
  /// - Returns: The model without erased rows, and the path taken.
  public static func unlearn(
    _ request: ErasureRequest, from model: MatrixFactorization, split: InteractionSplit,
    configuration: ReverseBPRConfiguration, seed: Seed, kernels: KernelSet
  ) -> UnlearningOutcome {
    var run = ReverseBPR(
      request, model: model, split: split, configuration: configuration, seed: seed,
      kernels: kernels)
    let stop = run.forget()
    return run.finish(stop, original: model)
  }

  /// Returns the model just before its last repair, erased rows still in it as frozen probes.
  package static func probedModel(
    _ request: ErasureRequest, from model: MatrixFactorization, split: InteractionSplit,
    configuration: ReverseBPRConfiguration, seed: Seed, kernels: KernelSet
  ) -> MatrixFactorization {
    var run = ReverseBPR(
      request, model: model, split: split, configuration: configuration, seed: seed,
      kernels: kernels)
    _ = run.forget()
    return run.model
  }

  private init(
    _ request: ErasureRequest, model: MatrixFactorization, split: InteractionSplit,
    configuration: ReverseBPRConfiguration, seed: Seed, kernels: KernelSet
  ) {
    self.configuration = configuration
    self.kernels = kernels
    self.split = split
    self.request = request
    self.model = model.laidOut(over: split.train.users, split.train.items)
    let train = request.partition(split.train)
    let validation = request.partition(split.validation)
    // Test pairs count for nothing here, not even for the deciles.
    let popularity = PartnerPopularity([split.train, split.validation])
    sets = request.kinds.map {
      ForgetSet(
        $0, of: request, split: split, train: train, validation: validation,
        popularity: popularity, seed: seed)
    }
    sampler = RepairSampler(split.train, retained: train.retained, request: request, seed: seed)
  }

  /// Whether a set is too small for a stop by AUC: it makes a calibrated number of passes instead.
  ///
  /// So is one without any validation pair to compare with, whatever its size.
  private func isSmall(_ set: ForgetSet) -> Bool {
    set.pairs.count < configuration.stopPairLimit || !set.isMatched
  }

  /// The number of passes that a set makes whatever its AUC, or nil where it stops at parity.
  private func scheduledPasses(_ set: ForgetSet) -> Int? {
    configuration.fixedPasses ?? (isSmall(set) ? configuration.calibratedPasses : nil)
  }

  /// Runs until every set has made its passes or reached parity, or the limit.
  private mutating func forget() -> UnlearningOutcome.Stop {
    look()
    rest()
    for _ in 0..<(configuration.fixedPasses ?? configuration.passLimit)
    where sets.contains(where: \.isActive) {
      runPass(looks: isNear ? looks.near : looks.far)
    }
    if configuration.fixedPasses != nil { return .fixed }
    if sets.contains(where: \.isActive) { return .limit }
    return sets.allSatisfy(isSmall) ? .calibrated : .parity
  }

  /// Whether any set that is being reversed until parity is close to it.
  private var isNear: Bool {
    sets.contains { set in
      set.isActive && scheduledPasses(set) == nil
        && lastArea(set.kind) < 0.5 + ReverseBPR.nearDistance
    }
  }

  /// The AUC of a kind's last look; .5 where nothing can be told.
  private func lastArea(_ kind: ErasureRequest.Kind) -> Double {
    path.last { $0.kind == kind }?.areaUnderCurve ?? 0.5
  }

  /// The lowest AUC that a kind has shown.
  ///
  /// Past about three times the passes of the stop, fold-in turns back: vectors pushed too far agree
  /// with each other again. So the lowest look tells of over-forgetting, not the last.
  private func lowestArea(_ kind: ErasureRequest.Kind) -> Double {
    path.lazy.filter { $0.kind == kind }.compactMap(\.areaUnderCurve).min() ?? 0.5
  }

  private mutating func runPass(looks: Int) {
    for index in sets.indices where sets[index].isActive { sampler.shuffle(&sets[index]) }
    for part in 0..<looks {
      for index in sets.indices where sets[index].isActive {
        let count = sets[index].pairs.count
        reverse(index, count * part / looks..<count * (part + 1) / looks)
        sets[index].passes += 1 / Double(looks)
      }
      look()
      rest()
    }
  }

  /// Reverses a range of a set's pairs, with forward steps on retained pairs in between.
  private mutating func reverse(_ index: Int, _ range: Range<Int>) {
    let set = sets[index]
    let backward = PairwiseStep(
      configuration.form, learningRate: Float(configuration.forgetRate), regularization: 0,
      moves: set.moves)
    let retain = retainCount(for: set)
    var start = range.lowerBound
    while start < range.upperBound {
      let end = min(start + ReverseBPR.chunk, range.upperBound)
      batch.removeAll()
      for pair in set.pairs[start..<end] { sampler.append(pair, to: &batch) }
      apply(backward)
      repair((end - start) * retain)
      start = end
    }
  }

  private func retainCount(for set: ForgetSet) -> Int {
    if isSmall(set) { return configuration.calibratedRetain }
    return set.kind == .items ? configuration.retainPerItemForget : configuration.retainPerForget
  }

  /// Makes forward steps on retained pairs.
  private mutating func repair(_ count: Int) {
    let forward = PairwiseStep(
      .forward, learningRate: Float(configuration.retainRate),
      regularization: Float(configuration.regularization))
    batch.removeAll()
    sampler.appendRetained(count, to: &batch)
    apply(forward)
  }

  private mutating func apply(_ step: PairwiseStep) {
    model.apply(step, to: batch, kernels: kernels)
    stepCount += batch.count
  }

  /// Looks at every set; at small ones, which no look can stop, only at the start, halfway, at the end.
  private mutating func look() {
    for set in sets {
      if isSmall(set), let scheduled = scheduledPasses(set) {
        let milestones = [0, (scheduled + 1) / 2, scheduled].map(Double.init)
        guard milestones.contains(where: { abs($0 - set.passes) < 0.01 }) else { continue }
      }
      path.append(set.look(at: model))
    }
  }

  /// Rests the sets that are done, and wakes those above parity that repair has raised again.
  private mutating func rest() {
    for index in sets.indices {
      if let scheduled = scheduledPasses(sets[index]) {
        sets[index].isActive = sets[index].passes < Double(scheduled) - 0.01
      } else {
        sets[index].isActive = lastArea(sets[index].kind) > 0.5
      }
    }
  }

  /// Repairs what dropping rows leaves, and drops them.
  private mutating func finish(
    _ stop: UnlearningOutcome.Stop, original: MatrixFactorization
  ) -> UnlearningOutcome {
    let dropped = sets.filter { $0.kind != .interactions }.reduce(0) { $0 + $1.pairs.count }
    repair(dropped * configuration.repairPerForget)
    let users = Set(request.users.map { split.train.users.identifiers[Int($0)] })
    let items = Set(request.items.map { split.train.items.identifiers[Int($0)] })
    let left = model.restricted(to: original).removing(users: users, items: items)
    let overForgotten = sets.filter {
      !isSmall($0) && lowestArea($0.kind) < UnlearningOutcome.overForgettingBound
    }.map(\.kind)
    return UnlearningOutcome(
      model: left, stop: stop,
      passes: Dictionary(uniqueKeysWithValues: sets.map { ($0.kind, $0.passes) }),
      stepCount: stepCount, path: path, overForgotten: overForgotten)
  }
}
