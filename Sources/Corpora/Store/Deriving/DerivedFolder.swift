// SPDX-License-Identifier: Apache-2.0

internal import Evidence
import Glibc

/// A folder of files that are made from a corpus, and become visible together or not at all.
final class DerivedFolder {
  private let destination: CorpusDestination
  private let lock: OwnedFile
  private var files: [DerivedFile] = []

  /// Begins a folder; what an earlier process left unfinished is thrown away.
  init(_ destination: CorpusDestination) throws(CorpusError) {
    self.destination = destination
    try destination.check()
    lock = try destination.openPartial()
    let names = try onDisk { () throws(EvidenceError) in
      try StoredFile.names(in: destination.partial)
    }
    guard names.isEmpty || names.contains(CorpusDestination.marker) else {
      throw CorpusError(
        .otherPartial, "'\(destination.partial)' is in the way.",
        remedy: "Finish or move away what is in it, or choose another folder with --out.")
    }
    destination.emptyPartial()
    try onDisk { () throws(EvidenceError) in
      try StoredFile.write([], to: "\(destination.partial)/\(CorpusDestination.marker)")
    }
  }

  /// The folder that is written to until everything is there.
  var partial: String { destination.partial }

  /// Begins a file.
  func makeFile(_ name: String) throws(CorpusError) -> DerivedFile {
    let file = try DerivedFile(name, in: destination.partial)
    files.append(file)
    return file
  }

  /// Ends all files and puts the folder in its place.
  ///
  /// - Parameters:
  ///   - kind: What it is, such as `corpus-split`.
  ///   - corpus: What it was made from.
  ///   - tool: Name and version of the tool.
  /// - Returns: The digests of the files by name, in the order in which they were begun.
  /// - Throws: `refusedByDisk`.
  func publish(kind: String, from corpus: CorpusFolder, tool: String) throws(CorpusError)
    -> [(name: String, digest: Digest)]
  {
    let digests = try finishFiles()
    let table = JSONValue.strings(
      Dictionary(uniqueKeysWithValues: digests.map { ($0.name, $0.digest.hex) }))
    let digest = try onDisk { () throws(EvidenceError) in try Digest.sha256(canonical: table) }
    try destination.publish(
      LineageRecord(
        digest: digest, kind: kind, inputs: [.init(role: "corpus", digest: corpus.digest)],
        command: "palimpsest \(kind.split(separator: "-").joined(separator: " "))", version: tool))
    return digests
  }

  /// Ends all files, those aside that were ended already, and puts the folder in its place.
  ///
  /// - Parameter record: What the folder is and was made from.
  /// - Returns: The digests of the files by name, in the order in which they were begun.
  /// - Throws: `refusedByDisk`.
  @discardableResult
  func publish(_ record: LineageRecord) throws(CorpusError) -> [(name: String, digest: Digest)] {
    let digests = try finishFiles()
    try destination.publish(record)
    return digests
  }

  private func finishFiles() throws(CorpusError) -> [(name: String, digest: Digest)] {
    var digests: [(name: String, digest: Digest)] = []
    for file in files { digests.append((file.name, try file.finish())) }
    return digests
  }

  /// Throws away what was written.
  func discard() {
    destination.removePartial()
  }

  /// Makes a folder, or nothing where any step of it fails or it would lie in one of its sources.
  ///
  /// - Parameters:
  ///   - path: The folder to make.
  ///   - product: What it is, and so what it may replace.
  ///   - sources: What it is made from.
  ///   - files: The files of the sources that must be unchanged before anything is written.
  ///   - isReplacing: Whether what an earlier run made there may be replaced.
  ///   - body: Writes the files and publishes the folder.
  /// - Returns: What `body` returned.
  /// - Throws: `outputInCorpus`, `changedCorpus`, `outputExists`, `foreignFolder`, and what reading
  ///   and writing throw.
  static func make<Result>(
    at path: String, as product: CorpusProduct, from sources: [CorpusFolder],
    checking files: [CorpusFile] = [], isReplacing: Bool,
    _ body: (DerivedFolder) throws(CorpusError) -> Result
  ) throws(CorpusError) -> Result {
    for source in sources { try source.requireOutside(path) }
    let destination = CorpusDestination(path, isReplacing: isReplacing, product: product)
    // Before the digests, since those of a large corpus take their time.
    try destination.check()
    for source in sources { try source.requireUnchanged(files) }
    let folder = try DerivedFolder(destination)
    do throws(CorpusError) {
      return try body(folder)
    } catch {
      folder.discard()
      throw error
    }
  }
}

/// One file that is made from a corpus; gathers bytes and hashes what it writes.
final class DerivedFile {
  let name: String
  private let handle: OwnedFile
  private var digest: DigestStream?
  private var finished: Digest?
  private var gathered: [UInt8] = []
  /// The number of lines that were ended with `endLine`.
  private(set) var lineCount = 0

  private static let blockByteCount = 1 << 20

  init(_ name: String, in folder: String) throws(CorpusError) {
    self.name = name
    handle = try onDisk { () throws(EvidenceError) in
      try OwnedFile("\(folder)/\(name)", O_WRONLY | O_CREAT | O_TRUNC)
    }
    digest = try onDisk { () throws(EvidenceError) in try DigestStream() }
  }

  /// Appends bytes.
  func write(_ bytes: some Sequence<UInt8>) throws(CorpusError) {
    gathered.append(contentsOf: bytes)
    if gathered.count >= DerivedFile.blockByteCount { try flush() }
  }

  /// Appends a text.
  func write(_ text: String) throws(CorpusError) {
    try write(text.utf8)
  }

  /// Appends a line.
  func writeLine(_ bytes: some Sequence<UInt8>) throws(CorpusError) {
    gathered.append(contentsOf: bytes)
    try endLine()
  }

  /// Ends a line.
  func endLine() throws(CorpusError) {
    lineCount += 1
    try write(CollectionOfOne(UInt8(ascii: "\n")))
  }

  private func flush() throws(CorpusError) {
    try onDisk { () throws(EvidenceError) in
      try handle.write(gathered)
      try digest?.update(gathered)
    }
    gathered.removeAll(keepingCapacity: true)
  }

  /// Ends the file, where that was not done before.
  func finish() throws(CorpusError) -> Digest {
    if let finished { return finished }
    try flush()
    guard let stream = digest.take() else { preconditionFailure("a file is finished once") }
    do throws(EvidenceError) {
      try handle.synchronize()
      let digest = try stream.finish()
      finished = digest
      return digest
    } catch {
      throw CorpusError(error)
    }
  }
}
