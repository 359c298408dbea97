// SPDX-License-Identifier: Apache-2.0

internal import Compute

/// A piece of a corpus as one worker holds it: its lines, and their gzip members where asked for.
struct PackedBlock: ~Copyable {
  /// The lines.
  var lines = CorpusBlock()
  private var compressor: GzipCompressor?
  private var members: [[UInt8]]
  private var memberCounts: [Int]

  init(isCompressed: Bool) throws(CorpusError) {
    let count = CorpusFile.allCases.count
    members = [[UInt8]](repeating: [], count: isCompressed ? count : 0)
    memberCounts = [Int](repeating: 0, count: isCompressed ? count : 0)
    guard isCompressed else { return }
    do throws(ComputeError) {
      // Level 3 takes a third of the time of zlib's usual 6 for a tenth more bytes.
      compressor = try GzipCompressor(level: 3)
    } catch {
      throw CorpusError(
        .failedLibrary, error.message, remedy: error.remedy, cause: error.cause)
    }
  }

  /// Replaces what the block holds by one unit.
  mutating func fill(_ part: CorpusPart, unit: Int) {
    part.fill(&lines, unit: unit)
    for file in CorpusFile.allCases where members.indices.contains(file.index) {
      memberCounts[file.index] = lines.withBytes(of: file) { bytes in
        bytes.isEmpty ? 0 : compressor?.compress(bytes, into: &members[file.index]) ?? 0
      }
    }
  }

  /// Calls `body` with the bytes that go into a file as it is stored.
  func withStoredBytes<Result>(
    of file: CorpusFile, _ body: (UnsafeRawBufferPointer) throws(CorpusError) -> Result
  ) throws(CorpusError) -> Result {
    guard members.indices.contains(file.index) else {
      return try lines.withBytes(of: file, body)
    }
    let count = memberCounts[file.index]
    return try members[file.index].withUnsafeBufferPointer { bytes throws(CorpusError) in
      try body(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: bytes[..<count])))
    }
  }
}
