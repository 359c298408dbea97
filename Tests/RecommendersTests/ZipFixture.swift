// SPDX-License-Identifier: Apache-2.0

import Compute

/// A small ZIP writer whose every field can be made to lie.
struct ZipFixture {
  /// One entry; nil fields are written as they should be.
  struct Entry {
    var name: String
    var data: [UInt8]
    var method: UInt16 = 0
    var flags: UInt16 = 0
    var checksum: UInt32?
    var unpackedCount: UInt32?
    var packedCount: UInt32?
    var offset: UInt32?
    /// The name in the entry's own header.
    var ownName: String?

    init(_ name: String, _ data: [UInt8]) {
      self.name = name
      self.data = data
    }
  }

  /// What the end record says; nil where it tells the truth.
  var entryCount: UInt16?
  var directoryOffset: UInt32?
  var comment: [UInt8] = []
  var entries: [Entry]

  init(_ entries: [Entry]) {
    self.entries = entries
  }

  /// The file's bytes.
  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    var directory: [UInt8] = []
    for entry in entries {
      let offset = UInt32(bytes.count)
      let sizes =
        little(entry.checksum ?? Checksum.crc32(entry.data[...]))
        + little(entry.packedCount ?? UInt32(entry.data.count))
        + little(entry.unpackedCount ?? UInt32(entry.data.count))
      let own = Array((entry.ownName ?? entry.name).utf8)
      let head = little(UInt16(20)) + little(entry.flags) + little(entry.method) + little(UInt32(0))
      bytes +=
        little(UInt32(0x0403_4b50)) + head + sizes + little(UInt16(own.count))
        + little(UInt16(0)) + own + entry.data
      let name = Array(entry.name.utf8)
      directory += little(UInt32(0x0201_4b50)) + little(UInt16(20)) + head + sizes
      directory += little(UInt16(name.count)) + [UInt8](repeating: 0, count: 12)
      directory += little(entry.offset ?? offset) + name
    }
    let start = directoryOffset ?? UInt32(bytes.count)
    let count = entryCount ?? UInt16(entries.count)
    bytes += directory
    bytes += little(UInt32(0x0605_4b50)) + little(UInt32(0)) + little(count) + little(count)
    bytes += little(UInt32(directory.count)) + little(start) + little(UInt16(comment.count))
    return bytes + comment
  }

  private func little(_ word: some FixedWidthInteger) -> [UInt8] {
    (0..<word.bitWidth / 8).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) }
  }
}

/// Bytes of .npy files.
enum NumpyFixture {
  /// A file of the given dictionary and data.
  static func array(_ dictionary: String, _ data: [UInt8] = [], version: UInt8 = 1) -> [UInt8] {
    let header = Array((dictionary + "\n").utf8)
    let length = (0..<(version == 1 ? 2 : 4)).map { UInt8(header.count >> (8 * $0) & 0xff) }
    return [0x93] + Array("NUMPY".utf8) + [version, 0] + length + header + data
  }

  /// A single-precision matrix.
  static func matrix(_ rows: [[Float]]) -> [UInt8] {
    array(
      "{'descr': '<f4', 'fortran_order': False, 'shape': (\(rows.count), \(rows[0].count)), }",
      bytes(rows.flatMap(\.self)))
  }

  /// The numbers' little-endian bytes.
  static func bytes(_ values: [Float]) -> [UInt8] {
    values.flatMap { value in (0..<4).map { UInt8(value.bitPattern >> (8 * $0) & 0xff) } }
  }
}
