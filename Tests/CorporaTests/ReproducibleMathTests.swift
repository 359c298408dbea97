// SPDX-License-Identifier: Apache-2.0

import Compute
import Corpora
import Foundation
import TestSupport
import Testing

@Suite struct ReproducibleMathTests {
  @Test func logarithmsAgreeWithTheLibrarys() {
    var generator = SeededGenerator(seed: Seed(1))
    for _ in 0..<2_000 {
      let x = Foundation.exp((generator.uniform() - 0.5) * 1_000)
      let found = ReproducibleMath.logarithm(x)
      #expect(isClose(found, Foundation.log(x), absolute: 1e-15, relative: 1e-14), "\(x)")
    }
    for x in [1, 2.0.squareRoot(), 0.5.squareRoot(), 1.0.nextUp, 1.0.nextDown, 0x1p-53] {
      let found = ReproducibleMath.logarithm(x)
      #expect(isClose(found, Foundation.log(x), absolute: 1e-30, relative: 1e-14), "\(x)")
    }
  }

  @Test func exponentialsAgreeWithTheLibrarys() {
    var generator = SeededGenerator(seed: Seed(2))
    for _ in 0..<2_000 {
      let x = (generator.uniform() - 0.5) * 20
      let found = ReproducibleMath.exponential(x)
      #expect(isClose(found, Foundation.exp(x), relative: 1e-14), "\(x)")
    }
    #expect(ReproducibleMath.exponential(0) == 1)
    #expect(isClose(ReproducibleMath.exponential(1), M_E, relative: 1e-15))
  }
}
