// SPDX-License-Identifier: Apache-2.0

/// Canonical words of what people have in common.
enum PersonWords {
  static func writeSex(_ code: UInt8, into buffer: inout ByteBuffer) {
    switch code {
    case 0: buffer.append("female")
    case 1: buffer.append("male")
    case 2: buffer.append("non-binary")
    default: buffer.append("other")
    }
  }

  static func write(_ relationship: Relationship, into buffer: inout ByteBuffer) {
    switch relationship {
    case .single: buffer.append("single")
    case .inRelationship: buffer.append("in a relationship")
    case .engaged: buffer.append("engaged")
    case .married: buffer.append("married")
    case .divorced: buffer.append("divorced")
    case .widowed: buffer.append("widowed")
    }
  }

  static func write(_ level: EducationLevel, into buffer: inout ByteBuffer) {
    switch level {
    case .noDiploma: buffer.append("no diploma")
    case .highSchool: buffer.append("high school diploma")
    case .someCollege: buffer.append("some college")
    case .associate: buffer.append("associate degree")
    case .vocational: buffer.append("vocational training")
    case .diploma: buffer.append("college diploma")
    case .certificate: buffer.append("professional certificate")
    case .bachelor: buffer.append("bachelor's degree")
    case .master: buffer.append("master's degree")
    case .doctorate: buffer.append("doctorate")
    }
  }

  /// Writes `bachelor's degree in nursing`.
  static func writeEducation(_ person: Person, into buffer: inout ByteBuffer) {
    write(person.education, into: &buffer)
    guard person.studyField >= 0 else { return }
    buffer.append(" in ")
    StudyFields.write(person.studyField, into: &buffer)
  }

  static func writeIncomeLevel(_ code: UInt8, into buffer: inout ByteBuffer) {
    switch code {
    case 0: buffer.append("low")
    case 1: buffer.append("middle")
    case 2: buffer.append("high")
    default: buffer.append("very high")
    }
  }

  static func writeFinanceStatus(_ code: UInt8, into buffer: inout ByteBuffer) {
    switch code {
    case 0: buffer.append("very low")
    case 1: buffer.append("low")
    case 2: buffer.append("medium")
    case 3: buffer.append("high")
    default: buffer.append("very high")
    }
  }

  /// Writes `$54,300` or `-€1,200`.
  static func writeAmount(
    _ amount: Int, _ sheet: borrowing LocaleSheet, into buffer: inout ByteBuffer
  ) {
    if amount < 0 { buffer.append(UInt8(ascii: "-")) }
    sheet.facts.copy(.currencySign, into: &buffer)
    writeGrouped(amount.magnitude, into: &buffer)
  }

  /// Writes a number with a comma between groups of three digits.
  static func writeGrouped(_ number: UInt, into buffer: inout ByteBuffer) {
    if number < 1000 { return buffer.append(digits: number, atLeast: 1) }
    writeGrouped(number / 1000, into: &buffer)
    buffer.append(UInt8(ascii: ","))
    buffer.append(digits: number % 1000, atLeast: 3)
  }
}
