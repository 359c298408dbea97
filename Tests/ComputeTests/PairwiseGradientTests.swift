// SPDX-License-Identifier: Apache-2.0

import Compute
import Testing

private let supported = KernelSet.allCases.filter(\.isSupported)

/// The library's own step.
private func library(_ kernels: KernelSet) -> GradientCheck.Stepper {
  { step, users, items, stride, width in
    var batch = TripleBatch()
    batch.append(user: 0, positive: 0, negative: 1)
    step.apply(
      batch, users: &users, items: &items, stride: stride, width: width, kernels: kernels)
  }
}

/// The same with the loss's sign turned round, as published code has it.
///
/// Minimizing +ln sigmoid(-d) instead of -ln sigmoid(-d) raises d: it memorizes harder.
private func wrongSign(_ kernels: KernelSet) -> GradientCheck.Stepper {
  { step, users, items, stride, width in
    var turned = step
    turned.weight = -step.weight
    library(kernels)(turned, &users, &items, stride, width)
  }
}

@Suite struct PairwiseGradientTests {
  private static let widths = [2, 9, 17, 33]
  private static let rows: [MovableRows] = [
    .all, .user, .positive, .negative, [.user, .positive], [.user, .negative],
    [.positive, .negative],
  ]

  @Test(arguments: supported, PairwiseObjective.allCases)
  func aStepFollowsTheGradientOfItsLoss(kernels: KernelSet, objective: PairwiseObjective) {
    for width in Self.widths {
      for moves in Self.rows {
        for (weight, regularization) in [(Float(1), Float(0)), (0.3, 0), (1, 0.02), (0.7, 0.5)] {
          let step = PairwiseStep(
            objective, learningRate: 0.25, regularization: regularization, weight: weight,
            moves: moves)
          for seed in UInt64(0)..<2 {
            let check = GradientCheck(width: width, seed: seed)
            #expect(
              check.complaints(step, library(kernels)) == [],
              "\(width) wide, moves \(moves.rawValue), \(weight), \(regularization), \(seed)")
          }
        }
      }
    }
  }

  @Test(arguments: supported, PairwiseObjective.allCases)
  func wideRowsFollowItToo(kernels: KernelSet, objective: PairwiseObjective) {
    let step = PairwiseStep(objective, learningRate: 0.25, regularization: 0.02)
    for width in [1, 16, 64, 129] {
      #expect(GradientCheck(width: width, seed: 3).complaints(step, library(kernels)) == [])
    }
  }

  @Test(arguments: supported, [PairwiseObjective.negated, .swapped])
  func oneStepOnAForgetPairLowersTheDifference(kernels: KernelSet, objective: PairwiseObjective) {
    let step = PairwiseStep(objective, learningRate: 0.05, regularization: 0)
    for seed in UInt64(0)..<50 {
      #expect(GradientCheck(width: 33, seed: seed).rise(step, library(kernels)) < 0, "\(seed)")
    }
  }

  @Test(arguments: supported) func oneForwardStepRaisesTheDifference(kernels: KernelSet) {
    let step = PairwiseStep(.forward, learningRate: 0.05, regularization: 0)
    for seed in UInt64(0)..<50 {
      #expect(GradientCheck(width: 33, seed: seed).rise(step, library(kernels)) > 0, "\(seed)")
    }
  }

  @Test(arguments: supported, PairwiseObjective.allCases)
  func aStepperOfTheWrongSignIsRejected(kernels: KernelSet, objective: PairwiseObjective) {
    let step = PairwiseStep(objective, learningRate: 0.05, regularization: 0)
    for seed in UInt64(0)..<50 {
      let check = GradientCheck(width: 33, seed: seed)
      #expect(check.complaints(step, wrongSign(kernels)).count == 3, "\(seed)")
      #expect(
        check.rise(step, wrongSign(kernels)) * (objective == .forward ? 1 : -1) < 0, "\(seed)")
    }
  }

  @Test func aStepperThatIsOnePercentOffIsRejected() {
    let step = PairwiseStep(.swapped, learningRate: 0.25, regularization: 0)
    let found = GradientCheck(width: 33, seed: 1).complaints(step) {
      step, users, items, stride, width in
      var scaled = step
      scaled.weight *= 1.01
      library(.portable)(scaled, &users, &items, stride, width)
    }
    #expect(found.count == 3)
  }

  @Test(arguments: PairwiseObjective.allCases) func aTurnedPairIsNotTheSameLoss(
    objective: PairwiseObjective
  ) {
    // ln 2 at parity for every form; the negated one is below 0 and unbounded.
    let parity = objective.loss(0) * (objective == .negated ? -1 : 1)
    #expect(abs(parity - 0.693_147_180_559_945_3) < 1e-15)
    let far = objective.loss(-800)
    #expect(far == (objective == .forward ? 800 : objective == .negated ? -800 : 0))
  }
}
