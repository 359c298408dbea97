// SPDX-License-Identifier: Apache-2.0

/// The bytes that structure the text formats.
enum ASCII {
  static let tab: UInt8 = 0x09
  static let lineFeed: UInt8 = 0x0A
  static let carriageReturn: UInt8 = 0x0D
  static let space: UInt8 = 0x20
  static let quote: UInt8 = 0x22
  static let plus: UInt8 = 0x2B
  static let comma: UInt8 = 0x2C
  static let minus: UInt8 = 0x2D
  static let point: UInt8 = 0x2E
  static let zero: UInt8 = 0x30
  static let nine: UInt8 = 0x39
  static let colon: UInt8 = 0x3A
  static let semicolon: UInt8 = 0x3B
  static let bar: UInt8 = 0x7C
  static let delete: UInt8 = 0x7F

  /// Whether the byte is one of `0` to `9`.
  static func isDigit(_ byte: UInt8) -> Bool { byte >= zero && byte <= nine }

  /// Whether the byte is a control character, tab and line ends included.
  static func isControl(_ byte: UInt8) -> Bool { byte < space || byte == delete }
}
