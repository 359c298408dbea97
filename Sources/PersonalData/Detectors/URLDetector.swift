// SPDX-License-Identifier: Apache-2.0

/// Finds addresses on the web that begin with `http://`, `https://` or `www.`.
///
/// A name such as `example.com` alone is no address here: file names and missing spaces after a full
/// stop look the same.
public struct URLDetector: PersonalDataDetector {
  /// `url`.
  public let name = "url"
  /// Web addresses.
  public let kinds: [PersonalDataKind] = [.url]

  /// Creates a detector.
  public init() {}

  /// Finds addresses, each up to a space or bracket, without marks at its end.
  public func spans(in text: ScannedText) -> [PersonalDataSpan] {
    var found: [PersonalDataSpan] = []
    var place = 0
    while place < text.bytes.count {
      guard !text.isWord(place - 1), let size = URLDetector.prefix(text, place),
        text.isWord(place + size)
      else {
        place += 1
        continue
      }
      var end = place + size
      while end < text.bytes.count, !URLDetector.ends(text.bytes[end]) { end += 1 }
      while end > place + size, URLDetector.isMark(text.bytes[end - 1]) { end -= 1 }
      found.append(span(place..<end, .url, 1))
      place = end
    }
    return found
  }

  private static func prefix(_ text: ScannedText, _ place: Int) -> Int? {
    let first = text.bytes[place] | 32
    guard first == 104 || first == 119 else { return nil }
    for prefix in ["https://", "http://", "www."] {
      if prefix.utf8.enumerated().allSatisfy({ ByteClass.lower(text.byte(place + $0)) == $1 }) {
        return prefix.utf8.count
      }
    }
    return nil
  }

  /// A space, a quote, or one of `<>[]{}`.
  private static func ends(_ byte: UInt8) -> Bool {
    ByteClass.isSpace(byte) || byte == 34 || byte == 60 || byte == 62 || byte == 91 || byte == 93
      || byte == 123 || byte == 125
  }

  /// One of `.,;:!?)'*`.
  private static func isMark(_ byte: UInt8) -> Bool {
    byte == 46 || byte == 44 || byte == 59 || byte == 58 || byte == 33 || byte == 63 || byte == 41
      || byte == 39 || byte == 42
  }
}
