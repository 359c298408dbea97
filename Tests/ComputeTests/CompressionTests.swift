// SPDX-License-Identifier: Apache-2.0

import Compute
import Testing

@Suite struct CompressionTests {
  /// RFC 1951 section 3.2.6, fixed codes: "hello".
  private let hello: [UInt8] = [0xcb, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0x00]

  @Test func theChecksumOfTheNineDigitsIsThePublishedOne() {
    #expect(Checksum.crc32(Array("123456789".utf8)[...]) == 0xcbf4_3926)
    #expect(Checksum.crc32([]) == 0)
    #expect(Checksum.crc32(Array("x123456789x".utf8)[1..<10]) == 0xcbf4_3926)
  }

  @Test func aFixedCodeBlockUnpacksToItsText() throws {
    let whole = try Deflate.inflate(hello[...], limit: 5)
    #expect(whole.bytes == Array("hello".utf8))
    #expect(whole.isComplete)
  }

  @Test func aStoredBlockUnpacksToItself() throws {
    // Last block, stored; length 2 and its complement; the bytes (section 3.2.4).
    let whole = try Deflate.inflate([0x01, 2, 0, 0xfd, 0xff, 7, 9], limit: 100)
    #expect(whole.bytes == [7, 9])
    #expect(whole.isComplete)
  }

  @Test func aPrefixIsNotTheWhole() throws {
    for limit in 0..<5 {
      let part = try Deflate.inflate(hello[...], limit: limit)
      #expect(part.bytes == Array("hello".utf8.prefix(limit)))
      #expect(!part.isComplete)
    }
  }

  @Test func bytesAfterTheStreamMakeItIncomplete() throws {
    let part = try Deflate.inflate((hello + [0])[...], limit: 5)
    #expect(part.bytes == Array("hello".utf8))
    #expect(!part.isComplete)
  }

  @Test func everyTruncationIsRefused() {
    for length in 0..<hello.count {
      #expect(throws: ComputeError.self) {
        try Deflate.inflate(hello.prefix(length), limit: 100)
      }
    }
  }

  @Test func anUnknownBlockTypeIsRefused() {
    #expect(throws: ComputeError.self) { try Deflate.inflate([0x07, 0, 0], limit: 10) }
  }

  @Test func outputNeverPassesTheLimit() throws {
    // Fixed codes: one zero, then 258 zeros over and over (symbol 285, distance 1).
    var bits = [1, 1, 0] + [0, 0, 1, 1, 0, 0, 0, 0]
    for _ in 0..<2000 { bits += [1, 1, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0] }
    bits += [0, 0, 0, 0, 0, 0, 0]
    var packed = [UInt8](repeating: 0, count: (bits.count + 7) / 8)
    for (index, bit) in bits.enumerated() { packed[index / 8] |= UInt8(bit << (index % 8)) }
    let part = try Deflate.inflate(packed[...], limit: 100_000)
    #expect(part.bytes.count == 100_000)
    #expect(!part.isComplete)
    let whole = try Deflate.inflate(packed[...], limit: 1 + 2000 * 258)
    #expect(whole.bytes == [UInt8](repeating: 0, count: 1 + 2000 * 258))
    #expect(whole.isComplete)
  }
}
