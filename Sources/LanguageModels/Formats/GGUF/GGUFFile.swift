// SPDX-License-Identifier: Apache-2.0

/// A GGUF file of version 2 or 3: metadata, and tensors that stay in the mapped file.
///
/// Layout: `GGUF`, version, counts of tensors and entries; the entries; name, dimensions, type and
/// place of each tensor; filling; the data. The ggml project documents it in `docs/gguf.md`.
///
/// Every count, length and place is checked against the file before it is used, so that a hostile
/// file is refused with the offset of the byte that gives it away.
package struct GGUFFile: Sendable {
  /// The file's bytes.
  package let file: MappedFile
  /// The version of the format.
  package let version: UInt32
  /// The metadata.
  package let metadata: GGUFMetadata
  /// The tensors in the file's order; places do not overlap.
  package let tensors: [WeightTensor]
  /// What places of tensors are multiples of.
  package let alignment: Int

  /// The first four bytes of every file.
  package static let magic: [UInt8] = Array("GGUF".utf8)
  /// The longest key and the longest name of a tensor, in bytes.
  static let nameLimit: UInt64 = 65_535
  /// The fewest bytes of an entry: the key's length and a byte, a type, a value.
  private static let minimumEntryBytes = 14
  /// The fewest bytes of a tensor's description: name, count of dimensions, one of them, type, place.
  private static let minimumTensorBytes = 33

  /// Maps and reads a file.
  ///
  /// - Throws: `LMD001`, `LMD002`, and what `init(_:)` throws.
  package init(path: String) throws(LanguageModelError) {
    try self.init(MappedFile(path))
  }

  /// Reads a mapped file's header.
  ///
  /// - Throws: `LMD003` for another format, `LMD004` for a file that ends early or counts more than
  ///   it can hold, `LMD005` for another version or byte order, `LMD006` for text that is no UTF-8,
  ///   `LMD007` for a repeated key or name, `LMD008` for a value of no known type, `LMD009` for a
  ///   shape that cannot be, `LMD010` for a type of tensors that is not read here, `LMD011` for a
  ///   place that is not aligned, overlaps another or lies beyond the end.
  package init(_ file: MappedFile) throws(LanguageModelError) {
    self.file = file
    var reader = ByteReader(file)
    version = try GGUFFile.version(&reader)
    let tensorCount = try reader.count(of: "tensors", minimum: GGUFFile.minimumTensorBytes)
    let entryCount = try reader.count(of: "entries", minimum: GGUFFile.minimumEntryBytes)
    metadata = try GGUFFile.metadata(entryCount, &reader)
    alignment = try GGUFFile.alignment(metadata)
    var infos: [GGUFTensorInfo] = []
    infos.reserveCapacity(tensorCount)
    var names: Set<String> = []
    for _ in 0..<tensorCount {
      let info = try GGUFTensorInfo(reading: &reader)
      guard names.insert(info.name).inserted else {
        throw reader.failure(
          "LMD007", at: info.start, "there is another tensor \(info.name.shown)")
      }
      infos.append(info)
    }
    tensors = try GGUFFile.place(infos, reader, alignment: alignment)
  }

  private static func version(_ reader: inout ByteReader) throws(LanguageModelError) -> UInt32 {
    let magic = Array(reader.file.bytes[try reader.take(4, "the magic")])
    guard magic != GGUFFile.magic.reversed() else { throw bigEndian(reader, at: 0) }
    guard magic == GGUFFile.magic else {
      throw reader.failure("LMD003", at: 0, "the file does not begin with 'GGUF'")
    }
    let version: UInt32 = try reader.integer("the version")
    // A swapped small number has nothing in its low half.
    guard version & 0xFFFF > 0 || version == 0 else { throw bigEndian(reader, at: 4) }
    guard version == 2 || version == 3 else {
      throw LanguageModelError.malformed(
        "LMD005", reader.file.path, at: 4,
        "the file is GGUF version \(version); versions 2 and 3 are read",
        remedy: "Convert the model with a current llama.cpp.")
    }
    return version
  }

  private static func bigEndian(_ reader: ByteReader, at offset: Int) -> LanguageModelError {
    .malformed(
      "LMD005", reader.file.path, at: offset,
      "the file is GGUF in big-endian order; little-endian files are read",
      remedy: "Convert it with gguf_convert_endian.py of llama.cpp.")
  }

  private static func metadata(
    _ count: Int, _ reader: inout ByteReader
  ) throws(LanguageModelError) -> GGUFMetadata {
    var entries: [GGUFEntry] = []
    entries.reserveCapacity(count)
    var keys: Set<String> = []
    for _ in 0..<count {
      let start = reader.offset
      let key = try reader.text("a key", lengths: 1...nameLimit)
      guard keys.insert(key).inserted else {
        throw reader.failure("LMD007", at: start, "the key \(key.shown) stands twice")
      }
      entries.append(GGUFEntry(key, try GGUFValue(reading: &reader)))
    }
    return GGUFMetadata(entries, source: reader.file.path)
  }

  /// Returns what places of tensors are multiples of.
  static func alignment(_ metadata: GGUFMetadata) throws(LanguageModelError) -> Int {
    let alignment = try metadata.integer("general.alignment") ?? 32
    guard alignment >= 8, alignment <= 1 << 31, alignment & (alignment - 1) == 0 else {
      throw LanguageModelError(
        "LMD011", .badData,
        "\(metadata.source): 'general.alignment' is \(alignment), not a power of two of at least 8.",
        remedy: "Download or copy the file again.")
    }
    return alignment
  }
}
