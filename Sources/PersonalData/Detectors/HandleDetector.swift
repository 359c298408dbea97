// SPDX-License-Identifier: Apache-2.0

/// Finds names on social networks: `@name`, and `u/name` as on Reddit.
///
/// A name has 2 to 30 letters, digits, dots and underscores, with a letter among them.
public struct HandleDetector: PersonalDataDetector {
  /// `handle`.
  public let name = "handle"
  /// Names on social networks.
  public let kinds: [PersonalDataKind] = [.handle]

  /// Creates a detector.
  public init() {}

  /// Finds names.
  public func spans(in text: ScannedText) -> [PersonalDataSpan] {
    var found: [PersonalDataSpan] = []
    for place in text.bytes.indices {
      let byte = text.bytes[place]
      guard byte == 64 || byte | 32 == 117, !text.isWord(place - 1) else { continue }
      let before = text.byte(place - 1)
      guard before != 46, before != 95, before != 64, before != 43, before != 45 else { continue }
      let start = byte == 64 ? place + 1 : place + 2
      guard byte == 64 || text.byte(place + 1) == 47 else { continue }
      guard let end = HandleDetector.end(text, start) else { continue }
      found.append(span(place..<end, .handle, byte == 64 ? 0.9 : 1))
    }
    return found
  }

  private static func end(_ text: ScannedText, _ start: Int) -> Int? {
    var end = start
    var hasLetter = false
    while end - start <= 31 {
      let byte = text.byte(end)
      guard ByteClass.isLetter(byte) || ByteClass.isDigit(byte) || byte == 95 || byte == 46 else {
        break
      }
      if ByteClass.isLetter(byte) { hasLetter = true }
      end += 1
    }
    while end > start, text.bytes[end - 1] == 46 { end -= 1 }
    let size = end - start
    return hasLetter && size >= 2 && size <= 30 && !text.isWord(end) && text.byte(end) != 64
      ? end : nil
  }
}
