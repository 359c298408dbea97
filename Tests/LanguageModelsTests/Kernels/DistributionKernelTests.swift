// SPDX-License-Identifier: Apache-2.0

import Compute
import LanguageModels
import TestSupport
import Testing

@Suite struct DistributionKernelTests {
  @Test(arguments: KernelFixture.sets) func momentsOfATinyDistributionAreWorkedByHand(
    set: KernelSet
  ) {
    // p = 1/2, 1/4, 1/4: the mean of ln p is -(1/2 + 2/4 + 2/4) ln 2 = -1.5 ln 2; that of its
    // square is (1/2 + 4/4 + 4/4) ln^2 2 = 2.5 ln^2 2, so the variance is 0.25 ln^2 2.
    let ln2 = SpecialFunctions.log(2)
    let logits = [Float(ln2), 0, 0].map { $0 + 3 }
    let moments = logits.withUnsafeBufferPointer { ElementKernels(set).moments($0) }
    expectClose(moments.logSumExp, 3 + 2 * ln2, absolute: 1e-6)
    expectClose(moments.mean, -1.5 * ln2, absolute: 1e-6)
    expectClose(moments.standardDeviation, 0.5 * ln2, absolute: 1e-6)
  }

  @Test(arguments: KernelFixture.sets, [1, 7, 8, 33, 4_097, 49_152])
  func sumsAgreeWithDoublePrecision(set: KernelSet, count: Int) {
    let logits = KernelFixture.floats(count, seed: 21).map { $0 * 12 }
    let kernels = ElementKernels(set)
    let exact = LogitReading.moments(
      logits.span,
      logSumExp: SpecialFunctions.log(
        logits.reduce(0) { $0 + SpecialFunctions.exp(Double($1)) }))
    logits.withUnsafeBufferPointer { logits in
      let moments = kernels.moments(logits)
      expectClose(moments.logSumExp, kernels.logSumExp(logits), absolute: 1e-6)
      expectClose(moments.mean, exact.mean, absolute: 2e-6)
      expectClose(moments.standardDeviation, exact.standardDeviation, absolute: 2e-5)
      for bound in [-20, -3.5, 0, logits[count / 2], 20] as [Float] {
        #expect(kernels.count(in: logits, above: bound) == logits.count { $0 > bound })
      }
    }
  }

  @Test(arguments: KernelFixture.sets) func impossibleTokensCountNothingAndOthersShow(
    set: KernelSet
  ) {
    let kernels = ElementKernels(set)
    let certain = [0, -.infinity, -1e30, -200] as [Float]
    certain.withUnsafeBufferPointer {
      let moments = kernels.moments($0)
      #expect(moments.logSumExp == 0 && moments.mean == 0 && moments.standardDeviation == 0)
    }
    for broken in [Float.nan, .infinity] {
      for place in 0..<20 {
        var logits = KernelFixture.floats(20, seed: 22)
        logits[place] = broken
        logits.withUnsafeBufferPointer {
          #expect(!kernels.moments($0).logSumExp.isFinite)
          #expect(!kernels.logSumExp($0).isFinite)
        }
      }
    }
  }
}
