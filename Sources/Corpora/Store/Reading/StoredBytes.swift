// SPDX-License-Identifier: Apache-2.0

internal import Compute
internal import Evidence

/// The lines of a stored file as a stream of bytes, whether or not the file is compressed.
struct StoredBytes: ~Copyable {
  private let file: OwnedFile
  private var decompressor: GzipDecompressor?

  init(_ path: String, isCompressed: Bool) throws(CorpusError) {
    let opened = isCompressed ? try StoredBytes.decompressor(path) : nil
    file = try onDisk { () throws(EvidenceError) in
      try StoredFile.requireRegular(path)
      return try OwnedFile(reading: path)
    }
    decompressor = opened
  }

  /// Starts zlib for a file.
  static func decompressor(_ path: String) throws(CorpusError) -> GzipDecompressor {
    do throws(ComputeError) {
      return try GzipDecompressor()
    } catch {
      throw CorpusError(error, in: path)
    }
  }

  /// Appends the next bytes; returns false at the end.
  mutating func read(into bytes: inout [UInt8], about count: Int = 1 << 20) throws(CorpusError)
    -> Bool
  {
    let block = try onDisk { () throws(EvidenceError) in try file.read(upTo: count) }
    do throws(ComputeError) {
      if block.isEmpty {
        try decompressor?.finish()
        return false
      }
      if decompressor == nil {
        bytes.append(contentsOf: block)
      } else {
        try decompressor?.decompress(block, into: &bytes)
      }
      return true
    } catch {
      throw CorpusError(error, in: file.path)
    }
  }
}
