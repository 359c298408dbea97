// SPDX-License-Identifier: Apache-2.0

internal import Evidence

/// Texts as they stand in JSON.
enum JSONText {
  /// The text of a JSON string with its quotation marks; nil where it is none.
  static func decoded(_ raw: ArraySlice<UInt8>) -> String? {
    guard raw.count >= 2, raw.first == UInt8(ascii: "\""), raw.last == UInt8(ascii: "\"") else {
      return nil
    }
    let inside = raw.dropFirst().dropLast()
    guard inside.contains(UInt8(ascii: "\\")) else {
      return String(decoding: inside, as: UTF8.self)
    }
    return (try? JSONValue(parsing: Array(raw)))?.text
  }

  /// Appends a text as a JSON string.
  static func append(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(byte)
      case 0x0A: bytes += Array("\\n".utf8)
      case 0x09: bytes += Array("\\t".utf8)
      case 0x0D: bytes += Array("\\r".utf8)
      case 0..<0x20:
        bytes +=
          Array((byte < 0x10 ? "\\u000" : "\\u00").utf8) + Array(String(byte, radix: 16).utf8)
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
