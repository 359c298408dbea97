// SPDX-License-Identifier: Apache-2.0

/// Finds e-mail addresses: a local part of up to 64 characters, `@`, and a domain name with a dot.
///
/// Quoted local parts, and domains without a dot or with letters beyond ASCII, are not found. Form: RFC
/// 5321, section 4.1.2, and its limits of 64 and 253 characters.
public struct EmailDetector: PersonalDataDetector {
  /// `email`.
  public let name = "email"
  /// E-mail addresses.
  public let kinds: [PersonalDataKind] = [.email]

  /// Creates a detector.
  public init() {}

  /// Finds addresses around each `@`.
  public func spans(in text: ScannedText) -> [PersonalDataSpan] {
    var found: [PersonalDataSpan] = []
    var last = 0
    for at in text.bytes.indices where text.bytes[at] == 64 {
      var start = at
      while start > last, at - start < 64, EmailDetector.isLocal(text.bytes[start - 1]) {
        start -= 1
      }
      while start < at, text.bytes[start] == 46 || text.bytes[start] == 45 { start += 1 }
      guard start < at, text.bytes[at - 1] != 46, let end = EmailDetector.domain(text, at + 1)
      else { continue }
      found.append(span(start..<end, .email, 1))
      last = end
    }
    return found
  }

  private static func isLocal(_ byte: UInt8) -> Bool {
    ByteClass.isLetter(byte) || ByteClass.isDigit(byte) || byte == 46 || byte == 95 || byte == 37
      || byte == 43 || byte == 45
  }

  /// The end of a domain name with a dot and a last label of at least two letters.
  private static func domain(_ text: ScannedText, _ start: Int) -> Int? {
    var end = start
    var label = start
    var labelCount = 0
    var good: Int?
    while end - start < 254 {
      let byte = text.byte(end)
      if ByteClass.isLetter(byte) || ByteClass.isDigit(byte) || byte == 45 {
        end += 1
        continue
      }
      guard end > label, text.byte(label) != 45, text.byte(end - 1) != 45 else { break }
      labelCount += 1
      let isTop = end - label >= 2 && text.bytes[label..<end].allSatisfy(ByteClass.isLetter)
      if labelCount > 1, isTop { good = end }
      guard byte == 46 else { break }
      end += 1
      label = end
    }
    return good
  }
}
