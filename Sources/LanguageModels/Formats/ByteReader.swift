// SPDX-License-Identifier: Apache-2.0

/// Reads little-endian values from a mapped file, front to back.
///
/// Every read is checked to lie inside the file before anything is touched or allocated; what is
/// allocated for a count is bounded by the bytes that such a count must occupy.
struct ByteReader {
  /// The file.
  let file: MappedFile
  /// The byte to be read next; at most the file's count.
  private(set) var offset = 0

  /// Begins at the start of a file.
  init(_ file: MappedFile) {
    self.file = file
  }

  /// The bytes from here to the end.
  var remaining: Int { file.count - offset }

  /// The error for something that begins at a byte.
  func failure(_ code: String, at position: Int, _ problem: String) -> LanguageModelError {
    .malformed(code, file.path, at: position, problem)
  }

  /// Moves past a number of bytes and returns where they lie.
  ///
  /// - Throws: `LMD004` where the file ends before them.
  mutating func take(_ count: UInt64, _ what: String) throws(LanguageModelError) -> Range<Int> {
    guard count <= UInt64(remaining) else {
      throw failure(
        "LMD004", at: offset,
        "\(what) takes \(count) bytes, and the file ends after \(remaining) more")
    }
    let start = offset
    offset += Int(count)
    return start..<offset
  }

  /// Reads one whole number.
  mutating func integer<Number: FixedWidthInteger & BitwiseCopyable>(
    _ what: String, as type: Number.Type = Number.self
  ) throws(LanguageModelError) -> Number {
    let range = try take(UInt64(MemoryLayout<Number>.size), what)
    let raw = file.bytes.loadUnaligned(fromByteOffset: range.lowerBound, as: Number.self)
    return Number(littleEndian: raw)
  }

  /// Reads a count of things of which each occupies at least so many bytes.
  ///
  /// - Parameters:
  ///   - what: What is counted, in the plural.
  ///   - minimum: The fewest bytes of one, at least 1.
  /// - Returns: The count; no more than the rest of the file could hold.
  /// - Throws: `LMD004` for a count that the rest of the file cannot hold.
  mutating func count(of what: String, minimum: Int) throws(LanguageModelError) -> Int {
    let start = offset
    let count: UInt64 = try integer("the count of \(what)")
    try require(count, of: what, minimum: minimum, at: start)
    return Int(count)
  }

  /// Refuses a count of things that the rest of the file cannot hold.
  func require(
    _ count: UInt64, of what: String, minimum: Int, at position: Int
  ) throws(LanguageModelError) {
    guard count <= UInt64(remaining / minimum) else {
      throw failure(
        "LMD004", at: position, "\(count) \(what) do not fit the \(remaining) bytes that follow")
    }
  }

  /// Reads a length of 64 bits and as many bytes of UTF-8.
  ///
  /// - Parameters:
  ///   - what: What the text is, for messages.
  ///   - lengths: How many bytes it may have.
  /// - Returns: The text.
  /// - Throws: `LMD004` beyond the end, `LMD006` for another length or text that is no UTF-8.
  mutating func text(
    _ what: String, lengths: ClosedRange<UInt64> = 0...UInt64.max
  ) throws(LanguageModelError) -> String {
    let start = offset
    let length: UInt64 = try integer("the length of \(what)")
    let range = try take(length, what)
    guard lengths.contains(length) else {
      throw failure("LMD006", at: start, "\(what) cannot be \(length) bytes long")
    }
    guard let text = String(validating: file.bytes[range], as: UTF8.self) else {
      throw failure("LMD006", at: range.lowerBound, "\(what) is not UTF-8")
    }
    return text
  }

  /// Reads numbers that lie one after another.
  mutating func numbers<Number: BitwiseCopyable>(
    _ count: Int, as type: Number.Type
  ) throws(LanguageModelError) -> [Number] {
    try require(
      UInt64(count), of: "elements", minimum: MemoryLayout<Number>.size, at: offset)
    let range = try take(UInt64(count * MemoryLayout<Number>.size), "an array")
    return [Number](unsafeUninitializedCapacity: count) { buffer, filled in
      UnsafeMutableRawBufferPointer(buffer).copyMemory(
        from: UnsafeRawBufferPointer(rebasing: file.bytes[range]))
      filled = count
    }
  }
}

/// Rounds up to a multiple of an alignment; nil where that is beyond the largest number.
func alignedUp(_ value: Int, to alignment: Int) -> Int? {
  let rest = value % alignment
  guard rest > 0 else { return value }
  let (sum, overflow) = value.addingReportingOverflow(alignment - rest)
  return overflow ? nil : sum
}

/// The number of elements of a shape whose dimensions are positive; nil beyond the largest number.
func elementCount(_ shape: [Int]) -> Int? {
  var product = 1
  for dimension in shape {
    let (next, overflow) = product.multipliedReportingOverflow(by: dimension)
    guard !overflow else { return nil }
    product = next
  }
  return product
}
