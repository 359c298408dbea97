// SPDX-License-Identifier: Apache-2.0

/// What can be said of an answer that is no JSON document: whether asking again could mend it.
enum AnswerShape {
  /// No server nests its answers deeper than this.
  private static let depthLimit = 64

  /// Whether a body looks like a document that was cut off: it begins like one, and its end stands
  /// inside a text, list or object.
  ///
  /// One that is nested too deep, or goes on after its end, is what the server meant to send.
  static func isCutOff(_ body: [UInt8]) -> Bool {
    guard let first = body.first(where: { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }) else {
      return true
    }
    guard first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else { return false }
    var (depth, isText, isEscaped) = (0, false, false)
    for byte in body {
      if isText {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isText = false
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): isText = true
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        if depth > depthLimit { return false }
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        if depth <= 0 { return false }
      default: break
      }
    }
    return true
  }
}
