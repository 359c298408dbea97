// SPDX-License-Identifier: Apache-2.0

import Compute
import Testing

@Suite struct SeedTests {
  /// Published FNV-1a 64-bit values: the empty string, "a" and "foobar".
  @Test func fingerprintsAreFnv1a() {
    #expect(Seed.fingerprint("") == 0xcbf2_9ce4_8422_2325)
    #expect(Seed.fingerprint("a") == 0xaf63_dc4c_8601_ec8c)
    #expect(Seed.fingerprint("foobar") == 0x8594_4171_f739_67e8)
  }

  /// SplitMix64 from state 1234567 begins 6457827717110365317, 3203168211198807973: the finalizer
  /// of the state after one and two increments.
  @Test func mixIsTheSplitMixFinalizer() {
    #expect(Seed.mix(1_234_567 &+ Seed.golden) == 6_457_827_717_110_365_317)
    #expect(Seed.mix(1_234_567 &+ Seed.golden &+ Seed.golden) == 3_203_168_211_198_807_973)
  }

  @Test func childrenDifferByLabelIndexAndParent() {
    var children: [Seed] = []
    for parent: UInt64 in 0..<10 {
      for label in ["split", "train", "gold", ""] {
        children.append(Seed(parent).derive(label))
        for index in 0..<10 { children.append(Seed(parent).derive(label, index)) }
      }
    }
    #expect(Set(children).count == children.count)
    #expect(Seed(3).derive("split") == Seed(3).derive("split"))
  }
}
