// SPDX-License-Identifier: Apache-2.0

/// The head of an answer, line by line as it comes; interim answers are forgotten for the last one.
struct AnswerHead {
  /// The most bytes of all lines together, those of interim answers and trailers included.
  static let byteLimit = 256 << 10
  /// The most lines, counted likewise: many short ones cost more work than few long ones.
  static let lineLimit = 1000

  /// Headers by lower-case name; of those that come twice, the first.
  private(set) var headers: [String: String] = [:]
  private(set) var byteCount = 0
  private(set) var lineCount = 0
  /// Whether the body is encoded by something that would have to be unpacked.
  private(set) var isPacked = false
  private var isOver = false

  /// Whether there were more lines or bytes than are taken.
  var isTooLong: Bool {
    byteCount > AnswerHead.byteLimit || lineCount > AnswerHead.lineLimit
  }

  /// Takes a line with its end; false where it is one too many.
  mutating func take(_ line: UnsafeRawBufferPointer) -> Bool {
    byteCount += line.count
    lineCount += 1
    guard !isTooLong else { return false }
    let end = line.lastIndex { $0 != 0x0D && $0 != 0x0A }.map { $0 + 1 } ?? 0
    let bytes = line[..<end]
    if bytes.starts(with: "HTTP/".utf8) {
      (headers, isPacked, isOver) = ([:], false, false)
    } else if bytes.isEmpty {
      // What comes later are trailers, which are counted and not believed.
      isOver = true
    } else if !isOver, let colon = bytes.firstIndex(of: UInt8(ascii: ":")) {
      let name = String(decoding: bytes[..<colon], as: UTF8.self).lowercased()
      let value = AnswerHead.trimmed(bytes[(colon + 1)...])
      headers[name] = headers[name] ?? value
      if name == "transfer-encoding", value.lowercased() != "chunked" { isPacked = true }
    }
    return !isPacked
  }

  private static func trimmed(_ bytes: Slice<UnsafeRawBufferPointer>) -> String {
    let start = bytes.drop { $0 == 0x20 || $0 == 0x09 }
    let end = start.lastIndex { $0 != 0x20 && $0 != 0x09 }
    return end.map { String(decoding: start[...$0], as: UTF8.self) } ?? ""
  }
}
