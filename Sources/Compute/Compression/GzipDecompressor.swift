// SPDX-License-Identifier: Apache-2.0

import CZlib

/// Reads a gzip file (RFC 1952) of one or more members piece by piece.
public struct GzipDecompressor: ~Copyable {
  // zlib keeps a pointer to the stream, so that it must not move.
  private let stream: UnsafeMutablePointer<z_stream>
  private var isInsideMember = false

  /// Starts zlib.
  ///
  /// - Throws: CMP002 where zlib has no memory.
  public init() throws(ComputeError) {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    guard palimpsest_gzip_inflate_init(stream) == Z_OK else {
      stream.deallocate()
      throw ComputeError("CMP002", "zlib could not start.", remedy: "Free memory and try again.")
    }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  /// Decompresses the next piece of the file and appends what it gives.
  ///
  /// - Parameters:
  ///   - compressed: The piece; members may begin and end anywhere in it.
  ///   - output: What is appended to.
  /// - Throws: CMP001 where the bytes are no gzip.
  public mutating func decompress(_ compressed: [UInt8], into output: inout [UInt8])
    throws(ComputeError)
  {
    // zlib never writes through `next_in`; it only lacks the const.
    var input = compressed
    var block = [UInt8](repeating: 0, count: 1 << 17)
    var status = Z_OK
    input.withUnsafeMutableBufferPointer { source in
      stream.pointee.next_in = source.baseAddress
      stream.pointee.avail_in = UInt32(source.count)
      repeat {
        if !isInsideMember && stream.pointee.avail_in == 0 { return }
        status = step(&block, into: &output)
      } while status == Z_OK && (stream.pointee.avail_in > 0 || stream.pointee.avail_out == 0)
    }
    guard status == Z_OK || status == Z_BUF_ERROR else {
      throw ComputeError(
        "CMP001", "The compressed data are damaged.", remedy: "Make or copy the file again.",
        cause: "zlib status \(status)")
    }
  }

  /// One call of zlib; a member's end makes the stream ready for the next one.
  private mutating func step(_ block: inout [UInt8], into output: inout [UInt8]) -> Int32 {
    isInsideMember = true
    let room = block.count
    let status = block.withUnsafeMutableBufferPointer { buffer in
      stream.pointee.next_out = buffer.baseAddress
      stream.pointee.avail_out = UInt32(room)
      return inflate(stream, Z_NO_FLUSH)
    }
    output.append(contentsOf: block[0..<room - Int(stream.pointee.avail_out)])
    guard status == Z_STREAM_END else { return status }
    isInsideMember = false
    return inflateReset(stream)
  }

  /// Refuses a file that ended within a member.
  ///
  /// - Throws: CMP001.
  public func finish() throws(ComputeError) {
    guard !isInsideMember else {
      throw ComputeError(
        "CMP001", "The compressed data end too early.", remedy: "Make or copy the file again.")
    }
  }
}
