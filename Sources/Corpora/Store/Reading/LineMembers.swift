// SPDX-License-Identifier: Apache-2.0

/// The members of one JSON object, found by skipping over their values.
struct LineMembers {
  private var names: [Range<Int>] = []
  private var values: [Range<Int>] = []

  /// Finds the members of the object that stands in a range of bytes.
  ///
  /// - Parameters:
  ///   - bytes: Bytes of a file.
  ///   - range: Where the object stands, without anything around it.
  /// - Returns: Whether it is an object and nothing but one.
  mutating func scan(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    names.removeAll(keepingCapacity: true)
    values.removeAll(keepingCapacity: true)
    var walker = JSONWalker(bytes: bytes, range: range)
    guard walker.take(UInt8(ascii: "{")) else { return false }
    if walker.take(UInt8(ascii: "}")) { return walker.isAtEnd }
    while true {
      guard let name = walker.skipString(), walker.take(UInt8(ascii: ":")),
        let value = walker.skipValue()
      else { return false }
      names.append(name.lowerBound + 1..<name.upperBound - 1)
      values.append(value)
      if walker.take(UInt8(ascii: ",")) { continue }
      return walker.take(UInt8(ascii: "}")) && walker.isAtEnd
    }
  }

  /// Where the value of a member stands; nil where there is none.
  func value(of key: StaticString, in bytes: [UInt8]) -> Range<Int>? {
    value(of: UnsafeBufferPointer(start: key.utf8Start, count: key.utf8CodeUnitCount), in: bytes)
  }

  /// Where the value of a member stands whose name is no literal; nil where there is none.
  func value(named name: String, in bytes: [UInt8]) -> Range<Int>? {
    var name = name
    return name.withUTF8 { value(of: $0, in: bytes) }
  }

  private func value(of name: UnsafeBufferPointer<UInt8>, in bytes: [UInt8]) -> Range<Int>? {
    for place in names.indices where names[place].count == name.count {
      if bytes[names[place]].elementsEqual(name) { return values[place] }
    }
    return nil
  }

  /// Where the elements of an array stand; nil where it is none.
  static func elements(of bytes: [UInt8], _ range: Range<Int>) -> [Range<Int>]? {
    var walker = JSONWalker(bytes: bytes, range: range)
    guard walker.take(UInt8(ascii: "[")) else { return nil }
    var elements: [Range<Int>] = []
    if walker.take(UInt8(ascii: "]")) { return elements }
    while let element = walker.skipValue() {
      elements.append(element)
      if walker.take(UInt8(ascii: ",")) { continue }
      return walker.take(UInt8(ascii: "]")) && walker.isAtEnd ? elements : nil
    }
    return nil
  }
}

/// Goes over compact JSON without building values; numbers and words are not looked into.
private struct JSONWalker {
  let bytes: [UInt8]
  let end: Int
  var place: Int

  init(bytes: [UInt8], range: Range<Int>) {
    self.bytes = bytes
    place = range.lowerBound
    end = range.upperBound
  }

  var isAtEnd: Bool { place == end }

  mutating func take(_ byte: UInt8) -> Bool {
    guard place < end, bytes[place] == byte else { return false }
    place += 1
    return true
  }

  /// Goes over a string; returns it with its quotation marks.
  mutating func skipString() -> Range<Int>? {
    let start = place
    guard take(UInt8(ascii: "\"")) else { return nil }
    while place < end {
      let byte = bytes[place]
      place += 1
      if byte == UInt8(ascii: "\"") { return start..<place }
      if byte == UInt8(ascii: "\\") { place += 1 }
    }
    return nil
  }

  /// Goes over any value.
  mutating func skipValue() -> Range<Int>? {
    let start = place
    guard place < end else { return nil }
    switch bytes[place] {
    case UInt8(ascii: "\""): return skipString()
    case UInt8(ascii: "{"), UInt8(ascii: "["): return skipNested()
    default:
      while place < end, !JSONWalker.isDelimiter(bytes[place]) { place += 1 }
      return place > start ? start..<place : nil
    }
  }

  private static func isDelimiter(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]")
  }

  /// Goes over an object or an array by counting its brackets.
  private mutating func skipNested() -> Range<Int>? {
    let start = place
    var depth = 0
    while place < end {
      switch bytes[place] {
      case UInt8(ascii: "\""):
        guard skipString() != nil else { return nil }
        continue
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      default: break
      }
      place += 1
      if depth == 0 { return start..<place }
    }
    return nil
  }
}
