// SPDX-License-Identifier: Apache-2.0

internal import Compute
internal import Evidence
import Glibc

/// The lines of some files of a corpus by their identifiers, read from disk one at a time.
///
/// Memory is 24 bytes a line. The lines of compressed files are laid out in a nameless file first.
struct LineStore {
  /// Where a line stands.
  private struct Place {
    var hash: UInt64
    var offset: UInt64
    var length: UInt32
    var file: UInt32
  }

  private var places: [Place] = []
  private var files: [StoredFileHandle] = []

  /// Finds all lines.
  ///
  /// - Parameters:
  ///   - kinds: The files whose lines are wanted, each with members `id`.
  ///   - corpus: The corpus.
  ///   - scratch: A folder to lay out compressed files in.
  /// - Throws: What reading throws.
  init(_ kinds: [CorpusFile], of corpus: CorpusFolder, scratch: String) throws(CorpusError) {
    for kind in kinds where corpus.manifest.files[kind] != nil {
      let copy =
        corpus.manifest.isCompressed
        ? try StoredFileHandle(temporary: "\(scratch)/\(LineStore.scratchName(kind))") : nil
      var lines = try CorpusLines(kind, of: corpus)
      while try lines.advance() {
        try lines.scan()
        places.append(
          Place(
            hash: Seed.fingerprint(try lines.text("id")), offset: UInt64(lines.offset),
            length: UInt32(lines.line.count), file: UInt32(files.count)))
        try copy?.append(lines.line)
      }
      try copy?.flush()
      if let copy {
        files.append(copy)
      } else {
        files.append(try StoredFileHandle(reading: corpus.path(of: kind)))
      }
    }
    places.sort { ($0.hash, $0.file, $0.offset) < ($1.hash, $1.file, $1.offset) }
  }

  /// The name that the file with the lines of a compressed file has for a moment.
  static func scratchName(_ file: CorpusFile) -> String { ".lines-\(file.rawValue)" }

  /// The line of an identifier; nil where there is none.
  func line(_ id: String) throws(CorpusError) -> StoredLine? {
    let hash = Seed.fingerprint(id)
    var (low, high) = (0, places.count)
    while low < high {
      let middle = (low + high) / 2
      if places[middle].hash < hash { low = middle + 1 } else { high = middle }
    }
    while low < places.count && places[low].hash == hash {
      let place = places[low]
      let bytes = try files[Int(place.file)].read(at: Int(place.offset), count: Int(place.length))
      let line = try StoredLine(bytes, name: id)
      if line.optionalText("id") == id { return line }
      low += 1
    }
    return nil
  }
}

/// A file that is read at any place, and appended to before that where it is a temporary one.
private final class StoredFileHandle {
  private let file: OwnedFile
  private var gathered: [UInt8] = []

  init(reading path: String) throws(CorpusError) {
    file = try onDisk { () throws(EvidenceError) in
      try StoredFile.requireRegular(path)
      return try OwnedFile(reading: path)
    }
  }

  /// Makes a file that has no name, so that it never stays behind.
  init(temporary path: String) throws(CorpusError) {
    file = try onDisk { () throws(EvidenceError) in
      try OwnedFile(path, O_RDWR | O_CREAT | O_TRUNC, mode: 0o600)
    }
    unlink(path)
  }

  /// Appends a line and its end.
  func append(_ line: ArraySlice<UInt8>) throws(CorpusError) {
    gathered.append(contentsOf: line)
    gathered.append(UInt8(ascii: "\n"))
    if gathered.count >= 1 << 20 { try flush() }
  }

  func flush() throws(CorpusError) {
    try onDisk { () throws(EvidenceError) in try file.write(gathered) }
    gathered.removeAll(keepingCapacity: true)
  }

  func read(at offset: Int, count: Int) throws(CorpusError) -> [UInt8] {
    var problem: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let rest = buffer.baseAddress.map { $0 + filled }
        let got = pread(file.descriptor, rest, count - filled, off_t(offset + filled))
        if got > 0 {
          filled += got
        } else if got == 0 || errno != EINTR {
          problem = got == 0 ? EIO : errno
          return
        }
      }
    }
    guard problem == 0 else { throw CorpusError(OwnedFile.refusal("read", file.path, problem)) }
    return bytes
  }
}
