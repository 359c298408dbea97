// SPDX-License-Identifier: Apache-2.0

import Compute
import Testing

@Suite struct SeededGeneratorTests {
  /// Random123's kat_vectors, lines `philox4x32 10`: counter, key and output.
  @Test func publishedVectors() {
    let zero = SeededGenerator.block(counter: (0, 0, 0, 0), key: (0, 0))
    #expect(zero == (0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8))
    let all: UInt32 = .max
    let ones = SeededGenerator.block(counter: (all, all, all, all), key: (all, all))
    #expect(ones == (0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd))
    let digitsOfPi = SeededGenerator.block(
      counter: (0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344),
      key: (0xa409_3822, 0x299f_31d0))
    #expect(digitsOfPi == (0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1))
  }
}
