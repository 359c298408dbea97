// SPDX-License-Identifier: Apache-2.0

/// Finds internet addresses: four numbers up to 255 with dots, or the groups of version 6.
///
/// A version number of four parts looks the same as an address and is taken for one. Version 6: eight
/// groups of up to four hexadecimal digits, or fewer with one `::` (RFC 4291, section 2.2); there must be
/// a digit and three groups, so that `a::b` in code is none. Mixed forms with dots are not found.
public struct IPAddressDetector: PersonalDataDetector {
  /// `ip`.
  public let name = "ip"
  /// Internet addresses.
  public let kinds: [PersonalDataKind] = [.ipAddress]

  /// Creates a detector.
  public init() {}

  /// Finds addresses of both versions.
  public func spans(in text: ScannedText) -> [PersonalDataSpan] {
    var found: [PersonalDataSpan] = []
    var place = 0
    while place < text.bytes.count {
      let byte = text.bytes[place]
      guard ByteClass.isHex(byte) || byte == 58, !text.isWord(place - 1),
        text.byte(place - 1) != 46, text.byte(place - 1) != 58
      else {
        place += 1
        continue
      }
      if let end = IPAddressDetector.versionFour(text, place) {
        found.append(span(place..<end, .ipAddress, 0.9))
        place = end
      } else if let end = IPAddressDetector.versionSix(text, place) {
        found.append(span(place..<end, .ipAddress, 1))
        place = end
      } else {
        place += 1
      }
    }
    return found
  }

  private static func versionFour(_ text: ScannedText, _ start: Int) -> Int? {
    var place = start
    for part in 0..<4 {
      if part > 0 {
        guard text.byte(place) == 46 else { return nil }
        place += 1
      }
      let first = place
      var value = 0
      while ByteClass.isDigit(text.byte(place)), place - first < 4 {
        value = value * 10 + Int(text.byte(place)) - 48
        place += 1
      }
      guard place > first, value <= 255, place - first <= 3 else { return nil }
      guard place - first == 1 || text.byte(first) != 48 else { return nil }
    }
    let goesOn = text.byte(place) == 46 && ByteClass.isDigit(text.byte(place + 1))
    return text.isWord(place) || goesOn ? nil : place
  }

  private static func versionSix(_ text: ScannedText, _ start: Int) -> Int? {
    var place = start
    var groupCount = 0
    var gapCount = 0
    var hasDigit = false
    while place - start < 40 {
      let first = place
      while ByteClass.isHex(text.byte(place)), place - first < 5 {
        if ByteClass.isDigit(text.byte(place)) { hasDigit = true }
        place += 1
      }
      guard place - first <= 4 else { return nil }
      if place > first { groupCount += 1 }
      guard text.byte(place) == 58 else { break }
      if text.byte(place + 1) == 58 {
        gapCount += 1
        place += 2
      } else if ByteClass.isHex(text.byte(place + 1)), place > first {
        place += 1
      } else {
        break
      }
    }
    let isWhole = gapCount == 0 ? groupCount == 8 : gapCount == 1 && (3...7).contains(groupCount)
    guard isWhole, hasDigit, !text.isWord(place), text.byte(place) != 58 else { return nil }
    return place
  }
}
