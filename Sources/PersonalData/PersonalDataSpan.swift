// SPDX-License-Identifier: Apache-2.0

/// A stretch of a text that is personal data.
public struct PersonalDataSpan: Equatable, Sendable {
  /// Where it lies, in UTF-8 bytes from the text's start.
  public let range: Range<Int>
  /// What it is.
  public let kind: PersonalDataKind
  /// Who says so: a detector's name, or the source of a span that was known.
  public let detector: String
  /// How sure the detector is, 0...1: 1 where a form or a checksum leaves no doubt.
  ///
  /// A judgement of whoever
  /// wrote the detector, and no measured frequency.
  public let confidence: Double

  /// Creates a span.
  public init(
    range: Range<Int>, kind: PersonalDataKind, detector: String, confidence: Double = 1
  ) {
    self.range = range
    self.kind = kind
    self.detector = detector
    self.confidence = confidence
  }
}

/// Finds personal data of some kinds in texts.
///
/// A detector is a value without memory: the same text gives the same spans. It takes time in proportion
/// to the text. Spans of one detector come in ascending order and do not overlap.
public protocol PersonalDataDetector: Sendable {
  /// The detector's name, as it stands in spans.
  var name: String { get }
  /// The kinds that it finds.
  var kinds: [PersonalDataKind] { get }
  /// Finds personal data.
  ///
  /// - Parameter text: The text, with its words.
  /// - Returns: The spans, in ascending order.
  func spans(in text: ScannedText) -> [PersonalDataSpan]
}

extension PersonalDataDetector {
  /// Finds personal data in a text that nobody else scans.
  public func spans(in text: String) -> [PersonalDataSpan] { spans(in: ScannedText(text)) }

  func span(_ range: Range<Int>, _ kind: PersonalDataKind, _ confidence: Double)
    -> PersonalDataSpan
  {
    PersonalDataSpan(range: range, kind: kind, detector: name, confidence: confidence)
  }
}
