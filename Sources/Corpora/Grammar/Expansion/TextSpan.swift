// SPDX-License-Identifier: Apache-2.0

/// A stretch of a text that tells something, in UTF-8 bytes of the text.
public struct TextSpan: Equatable, Sendable {
  /// Where the canonical text of what is told lies.
  enum Source: UInt8, Sendable {
    /// In the values of the community.
    case community
    /// In the values of people who are not in the corpus.
    case decoys
    /// Among what was made up for the document.
    case made
  }

  /// The first byte.
  public var start: Int32
  /// The byte after the last.
  public var end: Int32
  var valueStart: Int32
  var valueEnd: Int32
  /// The seat of whom it is about; -1 for a decoy.
  public var seat: Int16
  /// The code of its label.
  var label: UInt8
  var disclosureCode: UInt8
  /// From 1, stated, to 5, hard to find out; 0 for a decoy.
  public var hardness: UInt8
  /// From 1 to 5 for implied spans, else 0.
  public var certainty: UInt8
  var source: Source

  /// What the span is about.
  public var subject: SpanLabel { SpanLabel.all[Int(label)] }

  /// How much it gives away.
  public var disclosure: Disclosure { Disclosure.allCases[Int(disclosureCode)] }
}

extension Disclosure {
  /// The position in tables.
  var code: UInt8 {
    switch self {
    case .verbatim: 0
    case .normalized: 1
    case .partial: 2
    case .implied: 3
    case .decoy: 4
    }
  }
}
