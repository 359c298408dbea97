// SPDX-License-Identifier: Apache-2.0

import Compute

/// The entries of a ZIP file in memory; names are labels and never become paths.
///
/// Read are single-disk archives below 4 GiB with stored and deflated entries, as `numpy.savez` and
/// `savez_compressed` write them (PKWARE, "APPNOTE.TXT", version 6.3.10, sections 4.3.7, 4.3.12 and
/// 4.3.16). Anything else, and anything that two readers could understand differently, is refused.
struct ZipArchive: Sendable {
  /// One entry of the central directory.
  struct Entry: Sendable {
    let name: String
    let isDeflated: Bool
    let checksum: UInt32
    /// The size after decompression, as declared.
    let byteCount: Int
    /// Where the entry's own header begins.
    let offset: Int
    /// Where its data stand.
    let range: Range<Int>
  }

  /// The most entries that are read; a model has about ten.
  static let entryLimit = 64
  /// The most that one byte of a deflate stream can become.
  static let ratioLimit = 1032

  /// What messages call the file.
  let name: String
  /// The whole file.
  let bytes: [UInt8]
  /// The entries in the directory's order.
  private(set) var entries: [Entry] = []

  /// Checks the directory and every entry's header, without decompressing anything.
  ///
  /// - Parameters:
  ///   - bytes: The whole file.
  ///   - name: What messages call it.
  /// - Throws: REC124 with the offset of what cannot be.
  init(parsing bytes: [UInt8], name: String) throws(RecommenderError) {
    self.bytes = bytes
    self.name = name
    let directory = try findDirectory()
    var offset = directory.range.lowerBound
    for _ in 0..<directory.count {
      offset = try readEntry(at: offset, end: directory.range.upperBound)
    }
    guard offset == directory.range.upperBound else {
      throw .badArchive(name, at: offset, "the directory is longer than its entries")
    }
    guard Set(entries.map(\.name)).count == entries.count else {
      throw .badArchive(name, at: directory.range.lowerBound, "two entries have one name")
    }
    try checkPlaces(end: directory.range.lowerBound)
  }

  /// The bytes that no entry's data and no necessary field takes: comments, extra fields and gaps.
  var slackByteCount: Int {
    // An entry's own header takes 30 bytes and its name, its line in the directory 46 and its name.
    entries.reduce(bytes.count - 22) { $0 - $1.range.count - 76 - 2 * $1.name.utf8.count }
  }

  /// Finds the end record, which only a comment may follow.
  private func findDirectory() throws(RecommenderError) -> (range: Range<Int>, count: Int) {
    let length = 22
    var end = bytes.count - length
    let last = max(0, end - Int(UInt16.max))
    while end >= last {
      if word32(end) == 0x0605_4b50, end + length + word16(end + 20) == bytes.count { break }
      end -= 1
    }
    guard end >= last else {
      throw .badArchive(name, at: bytes.count, "the file does not end as a ZIP archive does")
    }
    let count = word16(end + 10)
    let start = word32(end + 16)
    guard word16(end + 4) == 0, word16(end + 6) == 0, word16(end + 8) == count else {
      throw .badArchive(name, at: end, "the archive is spread over several files")
    }
    guard count <= ZipArchive.entryLimit else {
      throw .badArchive(
        name, at: end, "\(count) entries; at most \(ZipArchive.entryLimit) are read")
    }
    guard start + word32(end + 12) == end else {
      throw .badArchive(name, at: end, "the directory does not stand before its end record")
    }
    return (start..<end, count)
  }

  /// Reads one entry of the directory and returns where the next begins.
  private mutating func readEntry(at offset: Int, end: Int) throws(RecommenderError) -> Int {
    guard offset + 46 <= end, word32(offset) == 0x0201_4b50 else {
      throw .badArchive(name, at: offset, "an entry of the directory should begin here")
    }
    let nameLength = word16(offset + 28)
    let next = offset + 46 + nameLength + word16(offset + 30) + word16(offset + 32)
    guard next <= end else {
      throw .badArchive(name, at: offset, "an entry of the directory does not end in time")
    }
    let flags = word16(offset + 8)
    let method = word16(offset + 10)
    guard flags & 0x2041 == 0, method == 0 || method == 8, word16(offset + 34) == 0 else {
      throw .badArchive(name, at: offset, "an entry is encrypted or packed in an unknown way")
    }
    let label = Array(bytes[offset + 46..<offset + 46 + nameLength])
    guard !label.isEmpty, let text = String(validating: label, as: UTF8.self) else {
      throw .badArchive(name, at: offset, "an entry's name is empty or not UTF-8")
    }
    let (packed, byteCount) = try sizes(at: offset, isDeflated: method == 8)
    let header = word32(offset + 42)
    let start = try dataStart(header, directoryEntry: offset, label)
    guard start <= bytes.count - packed else {
      throw .badArchive(name, at: header, "an entry's data would lie outside the file")
    }
    entries.append(
      Entry(
        name: text, isDeflated: method == 8, checksum: UInt32(word32(offset + 16)),
        byteCount: byteCount, offset: header, range: start..<start + packed))
    return next
  }

  /// Reads the sizes that the directory declares, packed and unpacked.
  private func sizes(at offset: Int, isDeflated: Bool) throws(RecommenderError) -> (Int, Int) {
    let packed = word32(offset + 20)
    let byteCount = word32(offset + 24)
    guard packed <= bytes.count, isDeflated || packed == byteCount,
      byteCount <= packed * ZipArchive.ratioLimit
    else {
      throw .badArchive(name, at: offset, "an entry's sizes cannot be")
    }
    return (packed, byteCount)
  }

  /// Checks an entry's own header against the directory and returns where its data begin.
  private func dataStart(_ header: Int, directoryEntry: Int, _ label: [UInt8])
    throws(RecommenderError) -> Int
  {
    let start = header + 30 + label.count
    guard start <= bytes.count, word32(header) == 0x0403_4b50 else {
      throw .badArchive(name, at: header, "an entry should begin here")
    }
    guard word16(header + 6) == word16(directoryEntry + 8),
      word16(header + 8) == word16(directoryEntry + 10), word16(header + 26) == label.count,
      bytes[header + 30..<start].elementsEqual(label)
    else {
      throw .badArchive(name, at: header, "an entry's own header contradicts the directory")
    }
    // With bit 3 the values follow the data; all ones say that they stand in an extra field.
    let isDeferred = word16(header + 6) & 8 != 0
    for (own, listed) in [(14, 16), (18, 20), (22, 24)] {
      let value = word32(header + own)
      guard
        value == word32(directoryEntry + listed) || (isDeferred && value == 0)
          || (own != 14 && value == Int(UInt32.max))
      else {
        throw .badArchive(name, at: header, "an entry's own header contradicts the directory")
      }
    }
    return start + word16(header + 28)
  }

  /// Requires entries not to share bytes with each other or with the directory.
  private func checkPlaces(end: Int) throws(RecommenderError) {
    var free = 0
    for entry in entries.sorted(by: { ($0.offset, $0.name) < ($1.offset, $1.name) }) {
      guard entry.offset >= free else {
        throw .badArchive(name, at: entry.offset, "two entries share bytes")
      }
      free = entry.range.upperBound
    }
    guard free <= end else {
      throw .badArchive(name, at: end, "an entry reaches into the directory")
    }
  }

  /// Returns the number at the offset, or -1 where it would not end in time.
  private func word16(_ offset: Int) -> Int {
    bytes.littleEndian(UInt16.self, at: offset).map(Int.init) ?? -1
  }

  private func word32(_ offset: Int) -> Int {
    bytes.littleEndian(UInt32.self, at: offset).map(Int.init) ?? -1
  }
}
