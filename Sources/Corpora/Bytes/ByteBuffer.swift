// SPDX-License-Identifier: Apache-2.0

/// Bytes that grow at the end: where corpora are written before they reach a file.
///
/// The one handle of this module on unsafe memory. Every append first makes room, so that no caller
/// can write past the end. An array's append costs two to three times as much in the generator's
/// inner loop, where a document is some thirty copies of a few bytes each.
public struct ByteBuffer: ~Copyable {
  private var base: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  /// The number of bytes that were appended.
  public private(set) var count = 0

  /// Creates an empty buffer with room for at least `capacity` bytes.
  public init(capacity: Int = 4096) {
    self.capacity = max(capacity, 64)
    base = .allocate(capacity: self.capacity)
  }

  deinit {
    base.deallocate()
  }

  /// Makes room for `extra` more bytes.
  @inline(__always)
  private mutating func makeRoom(_ extra: Int) {
    if count &+ extra > capacity { grow(extra) }
  }

  @inline(never)
  private mutating func grow(_ extra: Int) {
    let wanted = max(capacity * 2, count + extra)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: wanted)
    larger.update(from: base, count: count)
    base.deallocate()
    base = larger
    capacity = wanted
  }

  /// Forgets all bytes and keeps the room.
  public mutating func removeAll() {
    count = 0
  }

  /// Forgets the bytes from `newCount` on.
  public mutating func truncate(to newCount: Int) {
    precondition((0...count).contains(newCount), "a buffer is cut within its bytes")
    count = newCount
  }

  /// Appends one byte.
  @inline(__always)
  public mutating func append(_ byte: UInt8) {
    makeRoom(1)
    base[count] = byte
    count &+= 1
  }

  /// Appends a literal.
  @inline(__always)
  public mutating func append(_ text: StaticString) {
    let length = text.utf8CodeUnitCount
    makeRoom(length)
    (base + count).update(from: text.utf8Start, count: length)
    count &+= length
  }

  /// Appends the bytes of a span.
  @inline(__always)
  public mutating func append(_ bytes: Span<UInt8>) {
    makeRoom(bytes.count)
    bytes.withUnsafeBufferPointer { source in
      if let start = source.baseAddress { (base + count).update(from: start, count: source.count) }
    }
    count &+= bytes.count
  }

  /// Appends a slice of an array.
  @inline(__always)
  public mutating func append(_ bytes: [UInt8], _ range: Range<Int>) {
    precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count, "a range of the array")
    makeRoom(max(range.count, 32))
    // Most texts are short: two moves of sixteen bytes cost less than a call, where the array goes
    // on for that long; what is moved in excess is written over by the next append.
    let isShort = range.count <= 32 && range.lowerBound &+ 32 <= bytes.count
    bytes.withUnsafeBufferPointer { source in
      guard let start = source.baseAddress else { return }
      if isShort {
        let from = UnsafeRawPointer(start + range.lowerBound)
        let to = UnsafeMutableRawPointer(base + count)
        let low = from.loadUnaligned(as: SIMD16<UInt8>.self)
        let high = from.loadUnaligned(fromByteOffset: 16, as: SIMD16<UInt8>.self)
        to.storeBytes(of: low, as: SIMD16<UInt8>.self)
        to.storeBytes(of: high, toByteOffset: 16, as: SIMD16<UInt8>.self)
      } else {
        (base + count).update(from: start + range.lowerBound, count: range.count)
      }
    }
    count &+= range.count
  }

  /// Appends a slice of another buffer.
  @inline(__always)
  public mutating func append(_ other: borrowing ByteBuffer, _ range: Range<Int>) {
    precondition(range.lowerBound >= 0 && range.upperBound <= other.count, "a range of the buffer")
    makeRoom(range.count)
    (base + count).update(from: other.base + range.lowerBound, count: range.count)
    count &+= range.count
  }

  /// Appends bytes of this very buffer once more.
  @inline(__always)
  public mutating func appendAgain(_ range: Range<Int>) {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "a range of the buffer")
    makeRoom(range.count)
    (base + count).update(from: base + range.lowerBound, count: range.count)
    count &+= range.count
  }

  /// Appends a string's UTF-8; for headers and tests, not for inner loops.
  public mutating func append(string: String) {
    for byte in string.utf8 { append(byte) }
  }

  /// Appends a number in decimal digits.
  public mutating func append(decimal number: Int) {
    if number < 0 { append(UInt8(ascii: "-")) }
    append(digits: number.magnitude, atLeast: 1)
  }

  /// Appends a number in at least `width` decimal digits, zeros in front; `width` at most 20.
  public mutating func append(digits number: UInt, atLeast width: Int) {
    guard number < 100_000_000, width <= 8 else { return append(long: number, atLeast: width) }
    let digits = ByteBuffer.eightDigits(number)
    let length = max(8 &- digits.trailingZeroBitCount / 8, width, 1)
    makeRoom(8)
    let shown = (digits | 0x3030_3030_3030_3030) &>> UInt64(64 &- 8 &* length)
    UnsafeMutableRawPointer(base + count).storeBytes(of: shown.littleEndian, as: UInt64.self)
    count &+= length
  }

  /// The eight decimal digits of a number below 10^8, one a byte, the first in the lowest bits.
  ///
  /// Halves, then quarters, then digits: each step divides all lanes at once by a multiplication.
  @inline(__always)
  private static func eightDigits(_ number: UInt) -> UInt64 {
    let word = UInt64(number)
    let halves = word / 10_000 | (word % 10_000) << 32
    let hundreds = ((halves &* 5_243) &>> 19) & 0x0000_007f_0000_007f
    let pairs = hundreds | (halves &- hundreds &* 100) << 16
    let tens = ((pairs &* 103) &>> 10) & 0x000f_000f_000f_000f
    return tens | (pairs &- tens &* 10) << 8
  }

  @inline(never)
  private mutating func append(long number: UInt, atLeast width: Int) {
    makeRoom(20)
    var rest = number
    var length = 0
    repeat {
      length &+= 1
      rest /= 10
    } while rest > 0
    length = max(length, min(width, 20))
    rest = number
    for place in stride(from: count &+ length &- 1, through: count, by: -1) {
      base[place] = UInt8(truncatingIfNeeded: rest % 10) &+ UInt8(ascii: "0")
      rest /= 10
    }
    count &+= length
  }

  /// The byte at a position; can be replaced.
  @inline(__always)
  public subscript(_ position: Int) -> UInt8 {
    get {
      precondition(position >= 0 && position < count, "a position within the bytes")
      return base[position]
    }
    set {
      precondition(position >= 0 && position < count, "a position within the bytes")
      base[position] = newValue
    }
  }

  /// Eight bytes from a position on, the first in the lowest bits.
  @inline(__always)
  func word(at position: Int) -> UInt64 {
    precondition(position >= 0 && position &+ 8 <= count, "eight bytes of the buffer")
    return UInt64(
      littleEndian: UnsafeRawPointer(base + position).loadUnaligned(as: UInt64.self))
  }

  /// Appends a number that mostly has up to three decimal digits.
  @inline(__always)
  mutating func append(small number: Int) {
    guard number >= 0, number < 1000 else { return append(decimal: number) }
    makeRoom(3)
    let (tens, one) = (number / 10, number % 10)
    let (hundred, ten) = (tens / 10, tens % 10)
    let zero = UInt8(ascii: "0")
    if hundred > 0 {
      base[count] = zero &+ UInt8(truncatingIfNeeded: hundred)
      count &+= 1
    }
    if tens > 0 {
      base[count] = zero &+ UInt8(truncatingIfNeeded: ten)
      count &+= 1
    }
    base[count] = zero &+ UInt8(truncatingIfNeeded: one)
    count &+= 1
  }

  /// Calls `body` with all bytes, to write or hash them.
  public func withBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(UnsafeRawBufferPointer(start: base, count: count))
  }

  /// A copy of the bytes as an array.
  public var array: [UInt8] {
    Array(UnsafeBufferPointer(start: base, count: count))
  }

  /// A copy of some of the bytes as text; for tests and messages.
  public func string(_ range: Range<Int>) -> String {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "a range of the buffer")
    return String(
      decoding: UnsafeBufferPointer(start: base + range.lowerBound, count: range.count),
      as: UTF8.self)
  }
}
