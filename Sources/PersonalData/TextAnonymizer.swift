// SPDX-License-Identifier: Apache-2.0

/// Masks personal data in texts: what detectors find, and spans that are known.
///
/// Detection by pattern is a weak defence, here to be measured: whatever the detectors miss stays, and
/// how somebody writes stays in any case. Spans grow to whole characters as readers see them; those that
/// overlap become one, of the surest one's kind. Masking goes on until the detectors find nothing more in
/// the masked text, so that masking it again changes nothing: each round is linear in the text, and two
/// are usual.
public struct TextAnonymizer: Sendable {
  /// What stands in place of a span.
  public enum Style: String, CaseIterable, Sendable {
    /// The kind in brackets, as `[EMAIL]`.
    case marker
    /// One asterisk for each character.
    case asterisks
  }

  /// Every detector that needs no list.
  public static let patternDetectors: [any PersonalDataDetector] = [
    EmailDetector(), URLDetector(), HandleDetector(), PaymentCardDetector(), IPAddressDetector(),
    PhoneDetector(), DateDetector(), AgeDetector(), MoneyDetector(), PostalCodeDetector(),
  ]

  /// The detectors.
  public let detectors: [any PersonalDataDetector]
  /// What stands in place of a span.
  public let style: Style
  /// Spans of less confidence stay.
  public let leastConfidence: Double
  private let markers: Set<String>

  /// Creates an anonymizer.
  ///
  /// - Parameters:
  ///   - detectors: The detectors.
  ///   - style: What stands in place of a span.
  ///   - leastConfidence: Spans of less confidence stay, 0...1.
  public init(
    detectors: [any PersonalDataDetector] = TextAnonymizer.patternDetectors,
    style: Style = .marker, leastConfidence: Double = 0
  ) {
    self.detectors = detectors
    self.style = style
    self.leastConfidence = leastConfidence
    let standard: [PersonalDataKind] = [
      .email, .phone, .url, .handle, .card, .ipAddress, .date, .age, .money, .postalCode, .name,
      .place, .relationship, .sex, .occupation, .education,
    ]
    markers = Set((standard + detectors.flatMap(\.kinds)).map { "[\($0.rawValue)]" })
  }

  /// Returns what the detectors find, in ascending order, overlaps and all.
  public func spans(in text: String) -> [PersonalDataSpan] {
    let scanned = ScannedText(text)
    return detectors.flatMap { $0.spans(in: scanned) }
      .filter { $0.confidence >= leastConfidence }
      .sorted { TextAnonymizer.precedes($0, $1) }
  }

  /// Masks a text.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - known: Spans that are personal data whatever the detectors say, within the text.
  /// - Returns: The masked text with its masks.
  public func masked(_ text: String, known: [PersonalDataSpan] = []) -> MaskedText {
    let original = CharacterBounds(text)
    var merged: [PersonalDataSpan] = []
    // The first round reads the original, so that what overlaps a known span is found as a whole.
    var added = known.map { original.whole($0) }
    while true {
      let rendered = original.render(merged, style)
      added += newSpans(in: rendered).map { span in
        original.whole(
          PersonalDataSpan(
            range: rendered.original(of: span.range), kind: span.kind, detector: span.detector,
            confidence: span.confidence))
      }
      let next = merge(merged + added)
      // A round that covers nothing more ends it, since the covered bytes can only grow.
      guard next.reduce(0, { $0 + $1.range.count }) > merged.reduce(0, { $0 + $1.range.count })
      else { return rendered }
      merged = next
      added = []
    }
  }

  /// What the detectors find outside markers.
  private func newSpans(in rendered: MaskedText) -> [PersonalDataSpan] {
    let found = spans(in: rendered.text)
    guard style == .marker, !found.isEmpty else { return found }
    let taken = markerRanges(Array(rendered.text.utf8))
    var next = 0
    return found.filter { span in
      while next < taken.count, taken[next].upperBound <= span.range.lowerBound { next += 1 }
      return next == taken.count || taken[next].lowerBound >= span.range.upperBound
    }
  }

  /// Where markers of known kinds stand.
  private func markerRanges(_ bytes: [UInt8]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var open: Int?
    for (place, byte) in bytes.enumerated() {
      if byte == 91 { open = place }
      guard byte == 93, let start = open else { continue }
      open = nil
      guard place - start <= 40 else { continue }
      if markers.contains(String(decoding: bytes[start...place], as: UTF8.self)) {
        found.append(start..<place + 1)
      }
    }
    return found
  }

  private static func precedes(_ left: PersonalDataSpan, _ right: PersonalDataSpan) -> Bool {
    let a = (left.range.lowerBound, -left.range.upperBound, -left.confidence)
    let b = (right.range.lowerBound, -right.range.upperBound, -right.confidence)
    return a == b ? (left.kind, left.detector) < (right.kind, right.detector) : a < b
  }

  /// Overlapping spans as one, of the surest, then longest, then first one's kind; empty ones left out.
  private func merge(_ spans: [PersonalDataSpan]) -> [PersonalDataSpan] {
    var merged: [PersonalDataSpan] = []
    // The size of the span that gave the last one its kind.
    var size = 0
    for span in spans.filter({ !$0.range.isEmpty }).sorted(by: TextAnonymizer.precedes) {
      guard let last = merged.last, span.range.lowerBound < last.range.upperBound else {
        merged.append(span)
        size = span.range.count
        continue
      }
      let wins = (span.confidence, span.range.count) > (last.confidence, size)
      let better = wins ? span : last
      if wins { size = span.range.count }
      merged[merged.count - 1] = PersonalDataSpan(
        range: last.range.lowerBound..<max(last.range.upperBound, span.range.upperBound),
        kind: better.kind, detector: better.detector, confidence: better.confidence)
    }
    return merged
  }
}

/// A text with where its characters, as readers see them, begin.
private struct CharacterBounds {
  let bytes: [UInt8]
  /// Whether a character begins at each byte, with one entry more for the end; nil where every byte
  /// is one.
  let begins: [Bool]?

  init(_ text: String) {
    bytes = Array(text.utf8)
    guard bytes.contains(where: { $0 >= 0x80 || $0 == 13 }) else {
      begins = nil
      return
    }
    var begins = [Bool](repeating: false, count: bytes.count + 1)
    var place = 0
    for character in text {
      begins[place] = true
      place += character.utf8.count
    }
    begins[bytes.count] = true
    self.begins = begins
  }

  /// The span within the text and grown to whole characters.
  func whole(_ span: PersonalDataSpan) -> PersonalDataSpan {
    var low = min(max(0, span.range.lowerBound), bytes.count)
    var high = min(max(low, span.range.upperBound), bytes.count)
    if let begins, low < high {
      while !begins[low] { low -= 1 }
      while !begins[high] { high += 1 }
    }
    return PersonalDataSpan(
      range: low..<high, kind: span.kind, detector: span.detector, confidence: span.confidence)
  }

  /// The text with spans, in order and apart, masked.
  func render(_ spans: [PersonalDataSpan], _ style: TextAnonymizer.Style) -> MaskedText {
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count)
    var masks: [MaskedText.Mask] = []
    var done = 0
    for span in spans {
      output += bytes[done..<span.range.lowerBound]
      let start = output.count
      switch style {
      case .marker: output += "[\(span.kind.rawValue)]".utf8
      case .asterisks:
        let count = begins.map { begins in span.range.count { begins[$0] } } ?? span.range.count
        output += [UInt8](repeating: 42, count: count)
      }
      masks.append(
        MaskedText.Mask(
          original: span.range, masked: start..<output.count, kind: span.kind))
      done = span.range.upperBound
    }
    output += bytes[done...]
    return MaskedText(text: String(decoding: output, as: UTF8.self), masks: masks)
  }
}
