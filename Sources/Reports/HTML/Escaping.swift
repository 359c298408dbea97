// SPDX-License-Identifier: Apache-2.0

/// Makes any text safe to stand in markup, whoever wrote it.
enum Escaping {
  /// The text with markup characters escaped and characters that XML forbids replaced.
  ///
  /// Characters that reorder what a reader sees (bidirectional overrides and isolates) are
  /// replaced too: a hostile identifier must not rewrite the sentence around it.
  static func escaped(_ text: String) -> String {
    var output = ""
    output.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": output += "&amp;"
      case "<": output += "&lt;"
      case ">": output += "&gt;"
      case "\"": output += "&quot;"
      case "'": output += "&#39;"
      default:
        output.unicodeScalars.append(isReplaced(scalar.value) ? "\u{FFFD}" : scalar)
      }
    }
    return output
  }

  private static func isReplaced(_ value: UInt32) -> Bool {
    switch value {
    case 0x09, 0x0A, 0x0D: false
    case 0..<0x20, 0x7F..<0xA0: true
    case 0x202A...0x202E, 0x2066...0x2069: true
    case 0xFFFE, 0xFFFF: true
    default: false
    }
  }
}
