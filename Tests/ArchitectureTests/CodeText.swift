// SPDX-License-Identifier: Apache-2.0

/// A Swift source with comments and string literals blanked out and every line kept in its place.
///
/// Code inside string interpolations stays, so nothing hides there. Regex literals are read as
/// code, which can only make a rule fire too often.
struct CodeText {
  /// The code that is left, line by line.
  var lines: [Substring] {
    String(decoding: code, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
  }

  private let source: [UInt8]
  private var code: [UInt8] = []
  private var place = 0

  /// Reads a source.
  init(_ text: String) {
    source = Array(text.utf8)
    code.reserveCapacity(source.count)
    copyCode(untilClosingParenthesis: false)
  }

  private mutating func copyCode(untilClosingParenthesis: Bool) {
    var depth = 0
    while place < source.count {
      if at("//") {
        while place < source.count, source[place] != UInt8(ascii: "\n") { blank(1) }
      } else if at("/*") {
        blankComment()
      } else if let hashes = hashesBeforeQuote() {
        blankString(hashes: hashes)
      } else {
        if source[place] == UInt8(ascii: "(") { depth += 1 }
        if source[place] == UInt8(ascii: ")") { depth -= 1 }
        code.append(source[place])
        place += 1
        if untilClosingParenthesis && depth == 0 { return }
      }
    }
  }

  private mutating func blankComment() {
    var depth = 0
    repeat {
      if at("/*") {
        depth += 1
        blank(2)
      } else if at("*/") {
        depth -= 1
        blank(2)
      } else {
        blank(1)
      }
    } while depth > 0 && place < source.count
  }

  /// The number of `#` before a quote here, or nil where no string starts here.
  private func hashesBeforeQuote() -> Int? {
    var end = place
    while end < source.count, source[end] == UInt8(ascii: "#") { end += 1 }
    return end < source.count && source[end] == UInt8(ascii: "\"") ? end - place : nil
  }

  private mutating func blankString(hashes: Int) {
    blank(hashes)
    let marks = at("\"\"\"") ? "\"\"\"" : "\""
    let fence = String(repeating: "#", count: hashes)
    blank(marks.utf8.count)
    while place < source.count {
      if at(marks + fence) {
        blank(marks.utf8.count + hashes)
        return
      } else if at("\\" + fence + "(") {
        blank(1 + hashes)
        copyCode(untilClosingParenthesis: true)
      } else if at("\\" + fence) {
        blank(2 + hashes)
      } else {
        blank(1)
      }
    }
  }

  private func at(_ text: String) -> Bool {
    source[place...].starts(with: text.utf8)
  }

  private mutating func blank(_ count: Int) {
    for byte in source[place..<min(place + count, source.count)] {
      code.append(byte == UInt8(ascii: "\n") ? byte : UInt8(ascii: " "))
    }
    place = min(place + count, source.count)
  }
}
