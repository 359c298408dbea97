// SPDX-License-Identifier: Apache-2.0

import Corpora
import Testing

@Suite struct ApportionmentTests {
  @Test func sevenOverThreeIsTwoTwoThree() {
    // floor(7/3) = 2, floor(14/3) = 4, 7: bins 0..<2, 2..<4, 4..<7.
    let shares = Apportionment(total: 7, over: 3)
    #expect((0...3).map { shares.first(of: $0) } == [0, 2, 4, 7])
    #expect((0..<3).map { shares.count(of: $0) } == [2, 2, 3])
    #expect((0..<7).map { shares.bin(of: $0) } == [0, 0, 1, 1, 2, 2, 2])
  }

  @Test func everyOrdinalLiesInItsBin() {
    for total in 0...40 {
      for binCount in 1...25 {
        let shares = Apportionment(total: total, over: binCount)
        var ordinal = 0
        for bin in 0..<binCount {
          #expect(shares.first(of: bin) == ordinal)
          let count = shares.count(of: bin)
          #expect(count == total / binCount || count == (total + binCount - 1) / binCount)
          for _ in 0..<count {
            #expect(shares.bin(of: ordinal) == bin, "\(total) over \(binCount)")
            ordinal += 1
          }
        }
        #expect(ordinal == total)
      }
    }
  }

  @Test func productsBeyond64BitsAreExact() {
    // T = N = 2^61 + 1: bin i holds ordinal i alone; the products are near 2^122.
    let side = 1 << 61 + 1
    let equal = Apportionment(total: side, over: side)
    for place in [0, 1, side / 3, side - 1] {
      #expect(equal.first(of: place) == place)
      #expect(equal.bin(of: place) == place)
    }
    // T = 3 * 2^60 over N = 2^61: floor(1.5 i), so ordinals 3j and 3j + 1, 3j + 2 in bins 2j, 2j + 1.
    let mixed = Apportionment(total: 3 << 60, over: 1 << 61)
    for j in [0, 5, 1 << 59, 1 << 60 - 1] {
      #expect(mixed.first(of: 2 * j) == 3 * j)
      #expect((0..<3).map { mixed.bin(of: 3 * j + $0) } == [2 * j, 2 * j + 1, 2 * j + 1])
    }
  }

  @Test func noBinsHoldNothing() {
    #expect(Apportionment(total: 0, over: 0).first(of: 0) == 0)
    #expect(Apportionment(total: 0, over: 5).count(of: 3) == 0)
  }
}
