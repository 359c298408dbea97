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
///
/// The facts of one text fit together: what a line costs is its quantity times its price, and a total
/// is the sum of what was written before it.
public enum LocalFact: String, CaseIterable, Sendable {
  /// A thing that is bought, sold or reviewed.
  case item
  /// What one of the last item costs.
  case price
  /// A day of the two years before the corpus's date, `YYYY-MM-DD`.
  case day
  /// A time of day, `18:30`.
  case clock
  /// A whole number from 2 to 48.
  case number
  /// An item that a till or a parcel takes.
  case smallItem = "small-item"
  /// An item that people save for.
  case bigItem = "big-item"
  /// How many of the item are bought, 1 of dear things.
  case quantity
  /// Quantity times price of the item; the total counts it.
  case lineTotal = "line-total"
  /// What something costs that is no item, such as a ticket; the total counts it.
  case charge
  /// The sum of all line totals and charges so far.
  case subtotal
  /// What is paid for bringing the goods.
  case deliveryFee = "delivery-fee"
  /// What is taken off the subtotal.
  case discount
  /// Subtotal and delivery fee without the discount.
  case total
  /// A day after the last one, by up to six days.
  case laterDay = "later-day"
  /// In how many parts the total is paid.
  case partCount = "part-count"
  /// The first part: what the others leave of the total.
  case firstPart = "first-part"
  /// Each of the other parts, which are equal.
  case partPrice = "part-price"

  /// All facts, made once.
  static let all = LocalFact.allCases

  /// The position in tables.
  var index: Int { LocalFact.all.firstIndex(of: self) ?? 0 }

  /// The forms in which it can be written.
  var forms: [AttributeForm] {
    switch self {
    case .item, .smallItem, .bigItem: [.canonical, .lower, .upper]
    case .price: [.canonical, .rounded]
    case .day, .laterDay: [.canonical, .long, .american, .year, .month]
    case .clock, .number, .quantity, .partCount: [.canonical]
    // Sums are to be exact.
    case .lineTotal, .charge, .subtotal, .deliveryFee, .discount, .total, .firstPart, .partPrice:
      [.canonical]
    }
  }
}
