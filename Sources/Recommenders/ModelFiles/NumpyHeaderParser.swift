// SPDX-License-Identifier: Apache-2.0

/// Reads the one Python dictionary that a .npy header is; nil stands for anything else.
struct NumpyHeaderParser {
  /// The dictionary's three members.
  struct Fields: Equatable {
    var description: String
    var isFortranOrder: Bool
    var shape: [Int]
  }

  /// The most dimensions that are read.
  private static let rankLimit = 8

  private let bytes: ArraySlice<UInt8>
  private var offset: Int

  /// Begins at the first byte.
  init(bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    offset = bytes.startIndex
  }

  /// Reads the dictionary and the white space that fills the header.
  mutating func dictionary() -> Fields? {
    var description: String?
    var isFortranOrder: Bool?
    var shape: [Int]?
    guard take("{") else { return nil }
    while !take("}") {
      guard let key = text(), take(":") else { return nil }
      switch key {
      case "descr" where description == nil: description = text()
      case "fortran_order" where isFortranOrder == nil: isFortranOrder = truth()
      case "shape" where shape == nil: shape = extents()
      default: return nil
      }
      guard take(",") || isBefore("}") else { return nil }
    }
    skipSpace()
    guard offset == bytes.endIndex, let description, let isFortranOrder, let shape else {
      return nil
    }
    return Fields(description: description, isFortranOrder: isFortranOrder, shape: shape)
  }

  private mutating func extents() -> [Int]? {
    var extents: [Int] = []
    guard take("(") else { return nil }
    while !take(")") {
      guard extents.count < NumpyHeaderParser.rankLimit, let extent = number() else { return nil }
      extents.append(extent)
      // A tuple of one is written with a comma; "(3)" would be a number.
      guard take(",") || (extents.count > 1 && isBefore(")")) else { return nil }
    }
    return extents
  }

  private mutating func number() -> Int? {
    skipSpace()
    let digits = bytes[offset...].prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    offset = digits.endIndex
    return Int(String(decoding: digits, as: UTF8.self))
  }

  private mutating func truth() -> Bool? {
    take("True") ? true : take("False") ? false : nil
  }

  private mutating func text() -> String? {
    guard isBefore("'") || isBefore("\"") else { return nil }
    let quote = bytes[offset]
    offset += 1
    let content = bytes[offset...].prefix { $0 != quote && $0 != UInt8(ascii: "\\") }
    offset = content.endIndex
    guard offset < bytes.endIndex, bytes[offset] == quote else { return nil }
    offset += 1
    return String(decoding: content, as: UTF8.self)
  }

  private mutating func take(_ token: String) -> Bool {
    guard isBefore(token) else { return false }
    offset += token.utf8.count
    return true
  }

  private mutating func isBefore(_ token: String) -> Bool {
    skipSpace()
    return bytes[offset...].starts(with: token.utf8)
  }

  private mutating func skipSpace() {
    while offset < bytes.endIndex, bytes[offset] == 0x20 || bytes[offset] == 0x0A { offset += 1 }
  }
}
