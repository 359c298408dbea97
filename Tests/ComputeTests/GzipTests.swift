// SPDX-License-Identifier: Apache-2.0

import Compute
import Testing

@Suite struct GzipTests {
  private func member(_ bytes: [UInt8], level: Int32 = 6) throws -> [UInt8] {
    var compressor = try GzipCompressor(level: level)
    var output: [UInt8] = []
    let count = bytes.withUnsafeBytes { compressor.compress($0, into: &output) }
    return Array(output[..<count])
  }

  private func unpacked(_ pieces: [[UInt8]]) throws -> [UInt8] {
    var decompressor = try GzipDecompressor()
    var output: [UInt8] = []
    for piece in pieces { try decompressor.decompress(piece, into: &output) }
    try decompressor.finish()
    return output
  }

  @Test func aMemberNamesNoTimeAndEndsWithChecksumAndLength() throws {
    let bytes = Array("hello hello hello".utf8)
    let packed = try member(bytes)
    // RFC 1952: magic 1f 8b, method 8, no flags, time 0; the trailer is CRC-32 and length.
    #expect(packed[0..<8] == [0x1f, 0x8b, 8, 0, 0, 0, 0, 0])
    let crc = Checksum.crc32(bytes[...])
    let trailer =
      (0..<4).map { UInt8(truncatingIfNeeded: crc >> (8 * UInt32($0))) } + [17, 0, 0, 0]
    #expect(Array(packed.suffix(8)) == trailer)
    #expect(try Deflate.inflate(packed[10..<packed.count - 8], limit: 17).bytes == bytes)
  }

  @Test func oneCompressorMakesTheSameMemberAgain() throws {
    var compressor = try GzipCompressor()
    var output: [UInt8] = []
    let bytes = [UInt8](repeating: 65, count: 100_000)
    let first = bytes.withUnsafeBytes { compressor.compress($0, into: &output) }
    let copy = Array(output[..<first])
    _ = [1, 2, 3].withUnsafeBytes { compressor.compress($0, into: &output) }
    let again = bytes.withUnsafeBytes { compressor.compress($0, into: &output) }
    #expect(Array(output[..<again]) == copy)
  }

  /// Members can be cut anywhere, and end anywhere in a piece.
  @Test(arguments: [1, 2, 3, 7, 64, 1000]) func membersInARowUnpackInAnyPieces(size: Int) throws {
    let parts = [Array("one\n".utf8), [], (0..<300_000).map { UInt8(truncatingIfNeeded: $0 * 7) }]
    var packed: [UInt8] = []
    for part in parts { packed += try member(part, level: 1) }
    let pieces = stride(from: 0, to: packed.count, by: size).map {
      Array(packed[$0..<min($0 + size, packed.count)])
    }
    #expect(try unpacked(pieces) == parts.flatMap { $0 })
  }

  @Test func whatIsCutOrDamagedIsRefused() throws {
    let packed = try member(Array("hello hello hello".utf8))
    for length in 1..<packed.count {
      #expect(throws: ComputeError.self, "\(length)") { try unpacked([Array(packed[..<length])]) }
    }
    for place in [0, 1, 2, packed.count - 5, packed.count - 1] {
      var damaged = packed
      damaged[place] ^= 0x55
      #expect(throws: ComputeError.self, "\(place)") { try unpacked([damaged]) }
    }
    #expect(try unpacked([]) == [])
  }
}
