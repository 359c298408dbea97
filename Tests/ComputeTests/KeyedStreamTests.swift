// SPDX-License-Identifier: Apache-2.0

import Compute
import Testing

@Suite struct KeyedStreamTests {
  @Test func theStreamIsSplitMix64() {
    // The published generator's first outputs at state 1234567.
    var stream = KeyedStream(key: 1_234_567)
    let words = (0..<5).map { _ in stream.next() }
    #expect(
      words == [
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
        4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
      ])
  }

  @Test(arguments: [1, 2, 3, 7, 1000]) func indexesAreBelowTheirCountAndReachAllOfIt(count: Int) {
    var stream = KeyedStream(key: 5)
    var seen: Set<Int> = []
    for _ in 0..<count * 20 {
      let index = stream.index(below: count)
      #expect((0..<count).contains(index))
      seen.insert(index)
    }
    #expect(seen.count == count)
  }

  @Test func indexesAreUniform() {
    // Null: 10 equal cells; chi-square with 9 degrees of freedom exceeds 27.88 once in 1000.
    #expect(chiSquare { $0.index(below: 10) } < 27.88)
    // Negative control: the larger of two draws is not uniform.
    #expect(chiSquare { max($0.index(below: 10), $0.index(below: 10)) } > 27.88)
  }

  private func chiSquare(_ draw: (inout KeyedStream) -> Int) -> Double {
    var stream = KeyedStream(key: 17)
    var counts = [Double](repeating: 0, count: 10)
    for _ in 0..<10_000 { counts[draw(&stream)] += 1 }
    return counts.reduce(0) { $0 + ($1 - 1000) * ($1 - 1000) / 1000 }
  }
}
