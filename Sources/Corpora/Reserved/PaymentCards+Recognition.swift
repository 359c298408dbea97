// SPDX-License-Identifier: Apache-2.0

extension PaymentCards {
  /// Whether a card number fails its check, or is one that payment services publish for tests.
  ///
  /// - Parameter text: The number as written, with or without blanks and hyphens.
  /// - Returns: Whether no bank can have issued it; false for what is no number of 16 digits.
  public static func isReserved(_ text: some StringProtocol) -> Bool {
    guard let digits = TextShape.digits(text), digits.count == 16 else { return false }
    return !TextShape.passesLuhn(digits)
      || publishedTests.contains(digits.map(String.init).joined())
  }

  /// Test numbers of Visa and Mastercard that payment services publish.
  private static let publishedTests: Set<String> = [
    "4111111111111111", "4242424242424242", "4012888888881881", "4000056655665556",
    "5555555555554444", "5105105105105100", "5200828282828210", "2223003122003222",
  ]
}
