// SPDX-License-Identifier: Apache-2.0

import CZlib

/// Reads raw deflate streams (RFC 1951), as ZIP entries hold them.
public enum Deflate {
  /// How many bytes of output are made room for at a time.
  private static let blockByteCount = 1 << 16

  /// The version of the compression library that is loaded.
  public static var libraryVersion: String {
    zlibVersion().map { String(cString: $0) } ?? "unknown"
  }

  /// Decompresses the beginning of a stream, or all of it.
  ///
  /// Memory follows what the stream really holds, never what a file declares about it.
  ///
  /// - Parameters:
  ///   - compressed: The stream and nothing after it.
  ///   - limit: The largest number of bytes returned.
  /// - Returns: The output, and whether the stream ended with exactly these bytes and used up all of
  ///   its input.
  /// - Throws: CMP001 where the bytes are no deflate stream or end too early, CMP002 where zlib has
  ///   no memory.
  public static func inflate(_ compressed: ArraySlice<UInt8>, limit: Int) throws(ComputeError)
    -> (bytes: [UInt8], isComplete: Bool)
  {
    precondition(limit >= 0 && compressed.count <= Int(UInt32.max), "zlib counts in 32 bits")
    var stream = z_stream()
    guard palimpsest_inflate_raw_init(&stream) == Z_OK else {
      throw ComputeError("CMP002", "zlib could not start.", remedy: "Free memory and try again.")
    }
    defer { inflateEnd(&stream) }
    // zlib never writes through `next_in`; it only lacks the const.
    var input = Array(compressed)
    var output: [UInt8] = []
    let status = input.withUnsafeMutableBufferPointer { buffer in
      stream.next_in = buffer.baseAddress
      stream.avail_in = UInt32(buffer.count)
      return fill(&output, from: &stream, limit: limit)
    }
    guard status == Z_STREAM_END || output.count > limit else { throw corrupt(status) }
    let isComplete = status == Z_STREAM_END && stream.avail_in == 0 && output.count <= limit
    output.removeLast(max(0, output.count - limit))
    return (output, isComplete)
  }

  /// Runs zlib until the stream ends, fails, or has given one byte more than the limit.
  private static func fill(_ output: inout [UInt8], from stream: inout z_stream, limit: Int)
    -> Int32
  {
    var block = [UInt8](repeating: 0, count: min(limit + 1, blockByteCount))
    var status = Z_OK
    while status == Z_OK, output.count <= limit {
      let room = min(block.count, limit + 1 - output.count)
      status = block.withUnsafeMutableBufferPointer { buffer in
        stream.next_out = buffer.baseAddress
        stream.avail_out = UInt32(room)
        return CZlib.inflate(&stream, Z_NO_FLUSH)
      }
      output.append(contentsOf: block[0..<room - Int(stream.avail_out)])
    }
    return status
  }

  private static func corrupt(_ status: Int32) -> ComputeError {
    ComputeError(
      "CMP001",
      status == Z_BUF_ERROR
        ? "The compressed data end too early." : "The compressed data are damaged.",
      remedy: "Make or copy the file again.", cause: "zlib status \(status)")
  }
}
