// SPDX-License-Identifier: Apache-2.0

internal import Compute
internal import Evidence
import Glibc

/// One file of a corpus while it is written; hashes what it writes.
///
/// A compressed file has two digests: that of its bytes, and that of the lines in it, which does
/// not depend on the version of zlib.
final class CorpusOutputFile {
  let file: CorpusFile
  private let handle: OwnedFile
  private var stored: DigestStream?
  private var content: DigestStream?
  /// How many bytes the file has.
  private(set) var byteCount = 0
  /// How many bytes its lines have.
  private(set) var contentCount = 0

  /// Opens a file for its first `byteCount` bytes to stay and others to follow.
  init(_ file: CorpusFile, in folder: String, isCompressed: Bool, keeping byteCount: Int)
    throws(CorpusError)
  {
    self.file = file
    let path = "\(folder)/\(file.name(isCompressed: isCompressed))"
    handle = try onDisk { () throws(EvidenceError) in try OwnedFile(path, O_RDWR | O_CREAT) }
    stored = try onDisk { () throws(EvidenceError) in try DigestStream() }
    if isCompressed { content = try onDisk { () throws(EvidenceError) in try DigestStream() } }
    guard ftruncate(handle.descriptor, off_t(byteCount)) == 0 else {
      throw CorpusError(OwnedFile.refusal("cut", path, errno))
    }
    try readAgain(byteCount)
  }

  /// Hashes what an earlier process wrote.
  private func readAgain(_ count: Int) throws(CorpusError) {
    guard count > 0 else { return }
    var decompressor = content == nil ? nil : try StoredBytes.decompressor(handle.path)
    var lines: [UInt8] = []
    while byteCount < count {
      let block = try onDisk { () throws(EvidenceError) in
        try handle.read(upTo: min(1 << 20, count - byteCount))
      }
      guard !block.isEmpty else {
        throw CorpusError(
          .otherPartial, "'\(handle.path)' is shorter than its checkpoint says.",
          remedy: "Give the same command again; it starts anew.")
      }
      byteCount += block.count
      try onDisk { () throws(EvidenceError) in try stored?.update(block) }
      lines.removeAll(keepingCapacity: true)
      do throws(ComputeError) {
        try decompressor?.decompress(block, into: &lines)
      } catch {
        throw CorpusError(error, in: handle.path)
      }
      try onDisk { () throws(EvidenceError) in try content?.update(lines) }
      contentCount += decompressor == nil ? block.count : lines.count
    }
  }

  /// Writes a block's part of the file.
  func write(_ block: borrowing PackedBlock) throws(CorpusError) {
    try block.withStoredBytes(of: file) { bytes throws(CorpusError) in
      guard !bytes.isEmpty else { return }
      try onDisk { () throws(EvidenceError) in
        try handle.write(bytes)
        try stored?.update(bytes)
      }
      byteCount += bytes.count
    }
    try block.lines.withBytes(of: file) { bytes throws(CorpusError) in
      contentCount += bytes.count
      try onDisk { () throws(EvidenceError) in try content?.update(bytes) }
    }
  }

  /// Waits until all that was written would survive a loss of power.
  func synchronize() throws(CorpusError) {
    try onDisk { () throws(EvidenceError) in try handle.synchronize() }
  }

  /// Ends the file and says what it is.
  func finish() throws(CorpusError) -> CorpusManifest.Entry {
    try synchronize()
    let digest = try CorpusOutputFile.end(&stored)
    return CorpusManifest.Entry(
      byteCount: byteCount, digest: digest, contentCount: contentCount,
      contentDigest: content == nil ? digest : try CorpusOutputFile.end(&content))
  }

  private static func end(_ stream: inout DigestStream?) throws(CorpusError) -> Digest {
    guard let ended = stream.take() else { preconditionFailure("a file is finished once") }
    do throws(EvidenceError) {
      return try ended.finish()
    } catch {
      throw CorpusError(error)
    }
  }
}
