// SPDX-License-Identifier: Apache-2.0

import CKernels
import Compute
import TestSupport
import Testing

/// Two tables and a block of triples that touches their rows over and over.
private struct Block {
  static let userCount = 12
  static let itemCount = 17
  var users: [Float]
  var items: [Float]
  let batch: TripleBatch
  let stride: Int
  let width: Int

  init(width: Int, count: Int = 150, seed: UInt64 = 1) {
    var generator = SeededGenerator(seed: Seed(seed))
    let stride = (width + 15) / 16 * 16
    func table(_ rows: Int, last: Float?) -> [Float] {
      (0..<rows).flatMap { _ in
        (0..<stride).map { column in
          column == width - 1 && last != nil
            ? last ?? 0 : column < width ? Float(generator.normal() * 0.3) : 0
        }
      }
    }
    self.width = width
    self.stride = stride
    users = table(Self.userCount, last: 1)
    items = table(Self.itemCount, last: nil)
    var batch = TripleBatch(capacity: count)
    for _ in 0..<count {
      let positive = generator.index(below: Self.itemCount)
      let other = (positive + 1 + generator.index(below: Self.itemCount - 1)) % Self.itemCount
      batch.append(
        user: Int32(generator.index(below: Self.userCount)), positive: Int32(positive),
        negative: Int32(other))
    }
    self.batch = batch
  }

  func column(_ column: Int, of table: [Float]) -> [Float] {
    Swift.stride(from: column, to: table.count, by: stride).map { table[$0] }
  }

  mutating func apply(_ step: PairwiseStep, _ kernels: KernelSet) {
    step.apply(
      batch, users: &users, items: &items, stride: stride, width: width, kernels: kernels)
  }
}

@Suite struct PairwiseStepTests {
  private static let supported = KernelSet.allCases.filter(\.isSupported)

  private func step(_ objective: PairwiseObjective) -> PairwiseStep {
    PairwiseStep(objective, learningRate: 0.05, regularization: 0.02)
  }

  @Test(arguments: supported, PairwiseObjective.allCases)
  func kernelSetsAgreeAtEveryWidth(kernels: KernelSet, objective: PairwiseObjective) {
    for width in 1...130 {
      var reference = Block(width: width, seed: UInt64(width))
      var block = reference
      reference.apply(step(objective), .portable)
      block.apply(step(objective), kernels)
      // A row takes about 20 steps, each rounded to 6e-8 of values near 1.
      expectClose(
        (block.users + block.items).map(Double.init),
        (reference.users + reference.items).map(Double.init), absolute: 2e-5, "\(width) wide")
    }
  }

  @Test(arguments: supported, PairwiseObjective.allCases)
  func constantsStayOneAndPaddingStaysZero(kernels: KernelSet, objective: PairwiseObjective) {
    for width in 1...130 {
      var block = Block(width: width)
      let before = block.items
      block.apply(step(objective), kernels)
      #expect(block.items != before, "\(width) wide")
      #expect(block.column(width - 1, of: block.users).allSatisfy { $0 == 1 }, "\(width) wide")
      for column in width..<max(width, block.stride) {
        let padding = block.column(column, of: block.users) + block.column(column, of: block.items)
        #expect(padding.allSatisfy { $0 == 0 }, "\(width) wide")
      }
    }
  }

  @Test(arguments: supported) func oneSetGivesTheSameBitsAgain(kernels: KernelSet) {
    var first = Block(width: 33)
    var second = Block(width: 33)
    first.apply(step(.forward), kernels)
    second.apply(step(.forward), kernels)
    #expect(first.users == second.users)
    #expect(first.items == second.items)
  }

  @Test(arguments: supported) func stepsAreAppliedInOrder(kernels: KernelSet) {
    let block = Block(width: 9)
    var whole = block
    whole.apply(step(.forward), kernels)
    var split = block
    for index in 0..<block.batch.count {
      var one = TripleBatch()
      one.append(
        user: block.batch.users[index], positive: block.batch.positives[index],
        negative: block.batch.negatives[index])
      step(.forward).apply(
        one, users: &split.users, items: &split.items, stride: split.stride, width: split.width,
        kernels: kernels)
    }
    #expect(whole.users == split.users)
    #expect(whole.items == split.items)
  }

  @Test(arguments: supported) func anEmptyBlockMovesNothing(kernels: KernelSet) {
    var block = Block(width: 5, count: 0)
    let before = block
    block.apply(step(.swapped), kernels)
    #expect(block.users == before.users)
    #expect(block.items == before.items)
  }

  @Test func theSigmoidOfAllKernelsIsTheLogisticFunction() {
    var worst = 0.0
    for hundredth in -3000...3000 {
      let x = Float(hundredth) / 100
      let expected = 1 / (1 + exponential(-Double(x)))
      worst = max(worst, abs(Double(pk_sigmoid(x)) - expected) / expected)
    }
    #expect(worst < 5e-7)
    #expect(pk_sigmoid(0) == 0.5)
  }

  @Test func theSigmoidNeitherOverflowsNorGivesANumberOutsideZeroToOne() {
    for x in [Float.infinity, .greatestFiniteMagnitude, 1e6, 200, 88.8] {
      #expect(pk_sigmoid(x) == 1)
      #expect((0...1e-34).contains(pk_sigmoid(-x)))
    }
  }

  @Test func theBestSetIsSupportedAndPortableAlwaysIs() {
    #expect(KernelSet.best.isSupported)
    #expect(KernelSet.portable.isSupported)
    #expect(Self.supported.last == KernelSet.best)
  }

  /// e^x by repeated squaring of a Taylor series, in double precision.
  private func exponential(_ x: Double) -> Double {
    let small = x / 1024
    var term = 1.0
    var sum = 1.0
    for n in 1...12 {
      term *= small / Double(n)
      sum += term
    }
    for _ in 0..<10 { sum *= sum }
    return sum
  }
}
