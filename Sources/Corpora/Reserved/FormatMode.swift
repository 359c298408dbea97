// SPDX-License-Identifier: Apache-2.0

internal import Compute

/// Whether numbers that could reach or name somebody may be made.
public enum FormatMode: String, CaseIterable, Sendable {
  /// Only numbers that nobody can have: fiction ranges, never-issued ranges, failing checksums.
  case reserved
  /// Numbers of issued shape with passing checksums; asked for by name and recorded. Domains stay
  /// reserved.
  case realistic
}

/// What kind of line a phone number belongs to.
public enum PhoneKind: Sendable {
  /// A mobile phone.
  case mobile
  /// A line of a place or office, under the area's code where the locale has fiction ranges there.
  case landline
}

/// Drawing from one 64-bit word, for makers.
struct WordDraws {
  private var stream: KeyedStream

  /// Starts at a word.
  @inline(__always)
  init(_ word: UInt64) {
    stream = KeyedStream(key: word)
  }

  /// Returns a number below `count`, which is at most 2^32.
  @inline(__always)
  mutating func below(_ count: Int) -> Int {
    stream.index(below: count)
  }

  /// Returns a number of at most ten digits.
  @inline(__always)
  mutating func tenDigits() -> Int {
    below(100_000) * 100_000 + below(100_000)
  }

  /// Returns one letter of a literal.
  @inline(__always)
  mutating func letter(of letters: StaticString) -> UInt8 {
    letters.utf8Start[below(letters.utf8CodeUnitCount)]
  }
}

extension ByteBuffer {
  /// Appends a non-negative number in `width` digits.
  @inline(__always)
  mutating func append(_ number: Int, width: Int) {
    append(digits: UInt(number), atLeast: width)
  }
}
