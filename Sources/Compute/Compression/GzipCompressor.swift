// SPDX-License-Identifier: Apache-2.0

import CZlib

/// Makes gzip members (RFC 1952), one from each run of bytes; members in a row are one gzip file.
///
/// No member holds a time or a name, so the same bytes, level and zlib give the same member.
public struct GzipCompressor: ~Copyable {
  // zlib keeps a pointer to the stream, so that it must not move.
  private let stream: UnsafeMutablePointer<z_stream>

  /// Starts zlib with a level from 1 (fast) to 9 (small).
  ///
  /// - Parameter level: The level.
  /// - Throws: CMP002 where zlib has no memory.
  public init(level: Int32 = 6) throws(ComputeError) {
    precondition((1...9).contains(level), "a level of zlib")
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    guard palimpsest_gzip_deflate_init(stream, level) == Z_OK else {
      stream.deallocate()
      throw ComputeError("CMP002", "zlib could not start.", remedy: "Free memory and try again.")
    }
  }

  deinit {
    deflateEnd(stream)
    stream.deallocate()
  }

  /// Writes one gzip member that holds the bytes to the beginning of `member`.
  ///
  /// - Parameters:
  ///   - bytes: What is compressed; fewer than 2^32 bytes.
  ///   - member: Where to; grows as needed and keeps its room from one call to the next.
  /// - Returns: How many bytes the member takes.
  public mutating func compress(_ bytes: UnsafeRawBufferPointer, into member: inout [UInt8])
    -> Int
  {
    precondition(bytes.count <= Int(UInt32.max), "zlib counts in 32 bits")
    precondition(deflateReset(stream) == Z_OK, "a started stream can be begun anew")
    let bound = Int(deflateBound(stream, UInt(bytes.count)))
    precondition(bound <= Int(UInt32.max), "zlib counts in 32 bits")
    if member.count < bound { member = [UInt8](repeating: 0, count: bound) }
    return member.withUnsafeMutableBufferPointer { buffer in
      // zlib never writes through `next_in`; it only lacks the const.
      stream.pointee.next_in = UnsafeMutablePointer(
        mutating: bytes.assumingMemoryBound(to: UInt8.self).baseAddress)
      stream.pointee.avail_in = UInt32(bytes.count)
      stream.pointee.next_out = buffer.baseAddress
      stream.pointee.avail_out = UInt32(bound)
      precondition(deflate(stream, Z_FINISH) == Z_STREAM_END, "the bound holds a member")
      return bound - Int(stream.pointee.avail_out)
    }
  }
}
