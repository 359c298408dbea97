// SPDX-License-Identifier: Apache-2.0

/// What the facts made up for one text have to agree on: its lines, their sums and its last day.
///
/// Amounts are in hundredths of the locale's currency, so that sums are exact.
struct DocumentFacts: Sendable {
  /// The position of the product that the line is about; -1 before the first line.
  private(set) var product = -1
  /// The products of the text's lines, in order.
  private(set) var products: [Int32] = []
  /// Whether the product was drawn for its price or quantity, and its name is still to come.
  private(set) var isNameAwaited = false
  /// What one of the product costs; 0 where it was not drawn yet.
  var price = 0
  /// How many are bought; 0 where it was not drawn yet, which counts as one.
  var quantity = 0
  /// Whether the line is counted, so that another quantity or total is that of the next line.
  private var isCounted = false
  /// The sum of all lines and charges so far.
  private(set) var subtotal = 0
  /// What is paid for delivery; 0 for nothing.
  var deliveryFee = 0
  /// What is taken off; 0 for nothing.
  var discount = 0
  /// In how many parts the total is paid; 0 where it was not drawn yet.
  var partCount = 0
  /// The last day that was written; nil before the first.
  var day: CivilDate?

  /// Whether there is no line that a quantity or a line's total could belong to.
  var needsLine: Bool { product < 0 || isCounted }

  /// What is to be paid.
  var total: Int { subtotal + deliveryFee - discount }

  /// Each part of the total but the first.
  var part: Int { total / max(1, partCount) }

  /// What the other parts leave of the total.
  var firstPart: Int { total - part * (max(1, partCount) - 1) }

  /// Begins a line about a product whose name is still to come.
  mutating func beginLine(about newProduct: Int) {
    (product, isNameAwaited, isCounted) = (newProduct, true, false)
    products.append(Int32(newProduct))
    (price, quantity) = (0, 0)
  }

  /// Notes that the product's name is written.
  mutating func takeName() {
    isNameAwaited = false
  }

  /// Counts the line, whose price must be known, and returns its total.
  mutating func countLine() -> Int {
    let amount = max(1, quantity) * price
    subtotal += amount
    isCounted = true
    return amount
  }

  /// Counts what is no line.
  mutating func count(charge: Int) {
    subtotal += charge
  }
}
