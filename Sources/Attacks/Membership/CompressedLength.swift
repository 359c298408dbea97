// SPDX-License-Identifier: Apache-2.0

import Compute

/// How long texts are when compressed, as the zlib attack counts.
public enum CompressedLength {
  /// A gzip member has a header of 10 bytes and a trailer of 8; a zlib stream 2 and 4.
  private static let gzipExcess = 12

  /// Returns the number of bytes of each text as a zlib stream (RFC 1950) of level 6.
  ///
  /// The same as Python's `len(zlib.compress(text))` with the same zlib: a deflate stream with a window
  /// of 32 KiB, a header of 2 bytes and a checksum of 4.
  ///
  /// - Parameter texts: The texts, each below 4 GiB.
  /// - Returns: The numbers, `[texts]`; at least 8.
  /// - Throws: ATK007 where zlib has no memory.
  public static func zlib(_ texts: [[UInt8]]) throws(AttacksError) -> [Int] {
    do {
      var compressor = try GzipCompressor(level: 6)
      var room: [UInt8] = []
      var counts: [Int] = []
      for text in texts {
        counts.append(text.withUnsafeBytes { compressor.compress($0, into: &room) } - gzipExcess)
      }
      return counts
    } catch {
      throw AttacksError(.outOfMemory, error.message, remedy: error.remedy, cause: error)
    }
  }
}
