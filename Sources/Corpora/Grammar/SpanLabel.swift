// SPDX-License-Identifier: Apache-2.0

/// What a span tells: an attribute of a person, or a fact that only its document knows.
public enum SpanLabel: Hashable, Sendable {
  /// An attribute of the person whom the span is about.
  case attribute(Attribute)
  /// Something that was made up for this document.
  case local(LocalFact)

  /// The label of a name such as `job-title` or `price`; nil for a name that is none.
  public init?(name: some StringProtocol) {
    if let attribute = Attribute(name: name) {
      self = .attribute(attribute)
    } else if let fact = LocalFact(rawValue: String(name)) {
      self = .local(fact)
    } else {
      return nil
    }
  }

  /// The name in files.
  public var name: String {
    switch self {
    case .attribute(let attribute): attribute.name
    case .local(let fact): fact.rawValue
    }
  }

  /// The label as one byte: attributes first, then local facts.
  var code: UInt8 {
    switch self {
    case .attribute(let attribute): attribute.rawValue
    case .local(let fact): UInt8(Attribute.count + fact.index)
    }
  }

  /// The label of each code.
  static let all: [SpanLabel] =
    Attribute.allCases.map(SpanLabel.attribute) + LocalFact.allCases.map(SpanLabel.local)
}

/// A fact that is made up for one document and belongs to its author there.
public enum LocalFact: String, CaseIterable, Sendable {
  /// A thing that is bought, sold or reviewed.
  case item
  /// An amount of money that suits the item.
  case price
  /// A day of the two years before the corpus's date, `YYYY-MM-DD`.
  case day
  /// A time of day, `18:30`.
  case clock
  /// A whole number from 2 to 48.
  case number

  /// All facts, made once.
  static let all = LocalFact.allCases

  /// The position in tables.
  var index: Int { LocalFact.all.firstIndex(of: self) ?? 0 }

  /// The forms in which it can be written.
  var forms: [AttributeForm] {
    switch self {
    case .item: [.canonical, .lower, .upper]
    case .price: [.canonical, .rounded]
    case .day: [.canonical, .long, .american, .year, .month]
    case .clock, .number: [.canonical]
    }
  }
}
