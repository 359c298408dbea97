// SPDX-License-Identifier: Apache-2.0

internal import Evidence

/// Compares units made anew with the files of a corpus, to the first difference of each file.
///
/// The pipeline's turns are what protects its state: one worker at a time is inside.
final class CorpusComparingSink: CorpusSink, @unchecked Sendable {
  private let files: [ComparedFile]
  private let isCancelled: @Sendable () -> Bool
  /// How much of everything was made.
  private(set) var counts = CorpusCounts()

  init(_ folder: CorpusFolder, _ files: [CorpusFile], isCancelled: @escaping @Sendable () -> Bool)
    throws(CorpusError)
  {
    var compared: [ComparedFile] = []
    for file in files {
      compared.append(
        try ComparedFile(
          file, at: folder.path(of: file), isCompressed: folder.manifest.isCompressed))
    }
    self.files = compared
    self.isCancelled = isCancelled
  }

  func take(_ block: borrowing PackedBlock, unit: Int) throws(CorpusError) {
    counts.add(block.lines.counts)
    for file in files {
      block.lines.withBytes(of: file.file) { file.compare($0) }
    }
    if isCancelled() {
      throw CorpusError(
        .stoppedWriting, "Verification was stopped.", remedy: "Give the same command again.")
    }
  }

  /// The first line of each file that differs.
  func finish() throws(CorpusError) -> [(file: CorpusFile, line: Int)] {
    files.compactMap { file in
      file.finish()
      return file.firstDifference.map { (file.file, $0) }
    }
  }
}

/// A file read beside what it should hold.
private final class ComparedFile {
  let file: CorpusFile
  private var stored: StoredBytes
  private var bytes: [UInt8] = []
  private var start = 0
  private var line = 1
  private var isEnded = false
  /// The first line that differs, from one.
  private(set) var firstDifference: Int?

  init(_ file: CorpusFile, at path: String, isCompressed: Bool) throws(CorpusError) {
    self.file = file
    stored = try StoredBytes(path, isCompressed: isCompressed)
  }

  /// Compares the next bytes that the file should hold.
  func compare(_ wanted: UnsafeRawBufferPointer) {
    guard firstDifference == nil, !wanted.isEmpty else { return }
    while bytes.count - start < wanted.count && !isEnded { readMore() }
    let count = min(bytes.count - start, wanted.count)
    let isSame = bytes.withUnsafeBytes { found in
      found[start..<start + count].elementsEqual(wanted[..<count])
    }
    for place in 0..<count {
      if !isSame && bytes[start + place] != wanted[place] {
        firstDifference = line
        return
      }
      if wanted[place] == UInt8(ascii: "\n") { line += 1 }
    }
    start += count
    if count < wanted.count { firstDifference = line }
  }

  /// Finds what stands behind the end of what the file should hold.
  func finish() {
    while firstDifference == nil && start == bytes.count && !isEnded { readMore() }
    if firstDifference == nil && start < bytes.count { firstDifference = line }
  }

  /// Reads on; what cannot be read or decompressed is where the file ends.
  private func readMore() {
    bytes.removeFirst(start)
    start = 0
    isEnded = !((try? stored.read(into: &bytes)) ?? false)
  }
}
