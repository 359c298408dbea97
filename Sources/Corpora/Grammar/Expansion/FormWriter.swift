// SPDX-License-Identifier: Apache-2.0

/// Writes canonical texts in other forms.
enum FormWriter {
  private static let forms = AttributeForm.allCases

  /// Appends a canonical text in a form.
  ///
  /// - Parameters:
  ///   - form: The form's position.
  ///   - bytes: Where the canonical text lies.
  ///   - range: Its place there; not empty.
  ///   - buffer: Takes the text.
  /// - Returns: The form's disclosure, or verbatim where nothing was changed.
  static func write(
    _ form: UInt8, _ bytes: [UInt8], _ range: Range<Int>, into buffer: inout ByteBuffer
  ) -> Disclosure {
    let start = buffer.count
    let form = forms[Int(form)]
    switch form {
    case .canonical: buffer.append(bytes, range)
    case .lower: for place in range { buffer.append(lowered(bytes[place])) }
    case .upper: for place in range { buffer.append(raised(bytes[place])) }
    case .digits: for place in range where isPart(bytes[place]) { buffer.append(bytes[place]) }
    case .last4: writeLastFour(bytes, range, into: &buffer)
    case .first: buffer.append(bytes, range.lowerBound..<firstBlank(bytes, range))
    case .initials: writeInitials(bytes, range, into: &buffer)
    case .domain:
      let at = range.first { bytes[$0] == UInt8(ascii: "@") } ?? range.lowerBound - 1
      buffer.append(bytes, at + 1..<range.upperBound)
    case .long, .american, .year, .month: writeDate(form, bytes, range, into: &buffer)
    case .decade: writeDecade(bytes, range, into: &buffer)
    case .rounded: RoundedAmount.write(bytes, range, into: &buffer)
    }
    guard buffer.count - start == range.count else { return form.disclosure }
    for place in range where buffer[start + place - range.lowerBound] != bytes[place] {
      return form.disclosure
    }
    return .verbatim
  }

  private static func lowered(_ byte: UInt8) -> UInt8 {
    SentenceCase.isCapital(byte) ? byte | 0x20 : byte
  }

  private static func raised(_ byte: UInt8) -> UInt8 {
    byte < 0x80 && SentenceCase.isSmall(byte) ? byte & ~0x20 : byte
  }

  private static func isPart(_ byte: UInt8) -> Bool {
    SentenceCase.isCapital(byte) || SentenceCase.isSmall(byte) || SentenceCase.isDigit(byte)
  }

  private static func firstBlank(_ bytes: [UInt8], _ range: Range<Int>) -> Int {
    range.first { bytes[$0] == UInt8(ascii: " ") } ?? range.upperBound
  }

  private static func writeLastFour(
    _ bytes: [UInt8], _ range: Range<Int>, into buffer: inout ByteBuffer
  ) {
    var start = range.upperBound
    var count = 0
    while start > range.lowerBound, count < 4 {
      start -= 1
      if isPart(bytes[start]) { count += 1 }
    }
    for place in start..<range.upperBound where isPart(bytes[place]) { buffer.append(bytes[place]) }
  }

  /// Appends the first letter of each word and a full stop after it.
  private static func writeInitials(
    _ bytes: [UInt8], _ range: Range<Int>, into buffer: inout ByteBuffer
  ) {
    var isStart = true
    for place in range {
      let byte = bytes[place]
      if isStart, byte != UInt8(ascii: " ") {
        var end = place + 1
        while end < range.upperBound, bytes[end] & 0xc0 == 0x80 { end += 1 }
        buffer.append(bytes, place..<end)
        buffer.append(UInt8(ascii: "."))
      }
      isStart = byte == UInt8(ascii: " ")
    }
  }

  private static func writeDecade(
    _ bytes: [UInt8], _ range: Range<Int>, into buffer: inout ByteBuffer
  ) {
    let age = number(bytes, range)
    switch age / 10 {
    case 0, 1: buffer.append("teens")
    case 2: buffer.append("twenties")
    case 3: buffer.append("thirties")
    case 4: buffer.append("forties")
    case 5: buffer.append("fifties")
    case 6: buffer.append("sixties")
    case 7: buffer.append("seventies")
    case 8: buffer.append("eighties")
    default: buffer.append("nineties")
    }
  }

  /// The number that digits of a range make up, others left out.
  static func number(_ bytes: [UInt8], _ range: Range<Int>) -> Int {
    var number = 0
    for place in range where SentenceCase.isDigit(bytes[place]) && number < 1 << 50 {
      number = number * 10 + Int(bytes[place] & 0x0f)
    }
    return number
  }
}

/// Dates, of which the canonical text is `YYYY-MM-DD`, or that cut short.
extension FormWriter {
  private static let months: [[UInt8]] = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ].map { Array($0.utf8) }

  private static func writeDate(
    _ form: AttributeForm, _ bytes: [UInt8], _ range: Range<Int>, into buffer: inout ByteBuffer
  ) {
    let year = range.lowerBound..<min(range.upperBound, range.lowerBound + 4)
    guard form != .year, range.count >= 7 else { return buffer.append(bytes, year) }
    let month = number(bytes, range.lowerBound + 5..<range.lowerBound + 7)
    let name = months[min(max(month, 1), 12) - 1]
    let day = range.count >= 10 ? number(bytes, range.upperBound - 2..<range.upperBound) : 0
    if form == .long, day > 0 {
      buffer.append(decimal: day)
      buffer.append(UInt8(ascii: " "))
    }
    buffer.append(name, 0..<name.count)
    if form == .american, day > 0 {
      buffer.append(UInt8(ascii: " "))
      buffer.append(decimal: day)
      buffer.append(UInt8(ascii: ","))
    }
    buffer.append(UInt8(ascii: " "))
    buffer.append(bytes, year)
  }
}

/// Amounts and numbers, rounded off.
enum RoundedAmount {
  /// Appends an amount of which at most two figures are kept, as in `$54k`, `1.2m` and `710`.
  ///
  /// What stands before the first and after the last digit is kept.
  static func write(_ bytes: [UInt8], _ range: Range<Int>, into buffer: inout ByteBuffer) {
    guard let first = range.first(where: { SentenceCase.isDigit(bytes[$0]) }) else {
      return buffer.append(bytes, range)
    }
    var last = range.upperBound - 1
    while !SentenceCase.isDigit(bytes[last]) { last -= 1 }
    // Two places after a decimal point are dropped.
    let hasCents = last - first > 2 && bytes[last - 2] == UInt8(ascii: ".")
    let number = FormWriter.number(bytes, first..<(hasCents ? last - 2 : last + 1))
    buffer.append(bytes, range.lowerBound..<first)
    var unit = 1
    while number / unit >= 100 { unit *= 10 }
    write((number + unit / 2) / unit * unit, into: &buffer)
    buffer.append(bytes, last + 1..<range.upperBound)
  }

  private static func write(_ number: Int, into buffer: inout ByteBuffer) {
    if number >= 1_000_000 {
      write(number / 100_000, "m", into: &buffer)
    } else if number >= 10_000 {
      buffer.append(decimal: number / 1000)
      buffer.append("k")
    } else if number >= 1000 {
      write(number / 100, "k", into: &buffer)
    } else {
      buffer.append(decimal: number)
    }
  }

  /// Appends tenths of a unit.
  private static func write(_ tenths: Int, _ unit: StaticString, into buffer: inout ByteBuffer) {
    buffer.append(decimal: tenths / 10)
    if tenths % 10 != 0 {
      buffer.append(".")
      buffer.append(decimal: tenths % 10)
    }
    buffer.append(unit)
  }
}
