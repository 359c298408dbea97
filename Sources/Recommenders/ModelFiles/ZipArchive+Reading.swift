// SPDX-License-Identifier: Apache-2.0

import Compute

extension ZipArchive {
  /// Returns the first bytes of an entry's content, at most `limit` of them, unchecked.
  func prefix(of entry: Entry, limit: Int) throws(RecommenderError) -> [UInt8] {
    guard entry.isDeflated else { return Array(bytes[entry.range].prefix(limit)) }
    return try inflate(entry, limit: min(limit, entry.byteCount)).bytes
  }

  /// Returns an entry's whole content.
  ///
  /// - Parameter entry: An entry whose declared size the caller found acceptable.
  /// - Returns: Exactly as many bytes as declared, with the declared CRC-32.
  /// - Throws: REC124 where the content is damaged or of another size.
  func content(of entry: Entry) throws(RecommenderError) -> [UInt8] {
    var content = Array(bytes[entry.isDeflated ? 0..<0 : entry.range])
    if entry.isDeflated {
      let inflated = try inflate(entry, limit: entry.byteCount)
      guard inflated.isComplete, inflated.bytes.count == entry.byteCount else {
        throw .badArchive(
          name, at: entry.range.lowerBound, "an entry does not unpack to its declared size")
      }
      content = inflated.bytes
    }
    guard Checksum.crc32(content[...]) == entry.checksum else {
      throw .badArchive(name, at: entry.range.lowerBound, "an entry's checksum is wrong")
    }
    return content
  }

  private func inflate(_ entry: Entry, limit: Int) throws(RecommenderError)
    -> (bytes: [UInt8], isComplete: Bool)
  {
    do {
      return try Deflate.inflate(bytes[entry.range], limit: limit)
    } catch {
      throw .badArchive(name, at: entry.range.lowerBound, "an entry cannot be unpacked")
    }
  }
}
