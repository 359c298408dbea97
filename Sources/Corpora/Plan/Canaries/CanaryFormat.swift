// SPDX-License-Identifier: Apache-2.0

/// What a planted secret looks like; each has a known number of equally likely secrets.
public enum CanaryFormat: String, CaseIterable, Sendable {
  /// Twelve decimal digits.
  case digits
  /// Four words of a list of 1,024.
  case words
  /// Ten hexadecimal digits.
  case token
  /// A mailbox of eight letters and digits at a domain that is reserved for examples.
  case mailbox
  /// Sixteen digits in fours as on a payment card, the last one not the check digit.
  case card

  /// The number of words that secrets are made of.
  public static let wordCount = 1_024

  /// The number of secrets.
  ///
  /// A card's first four digits are fixed, eleven are free, and nine of ten last digits are wrong.
  public var secretCount: Int {
    switch self {
    case .digits: 1_000_000_000_000
    case .words, .token, .mailbox: 1 << 40
    case .card: 900_000_000_000
    }
  }

  /// The entropy of a secret in bits: the binary logarithm of `secretCount`.
  ///
  /// Factors of two are counted, so that the logarithm of a power of two is exact.
  public var bits: Double {
    let twos = secretCount.trailingZeroBitCount
    let odd = secretCount >> twos
    return odd == 1
      ? Double(twos)
      : Double(twos) + ReproducibleMath.logarithm(Double(odd)) / ReproducibleMath.logarithm(2)
  }

  /// The sentences that carry a secret, each in two parts.
  var carriers: [(before: StaticString, after: StaticString)] {
    switch self {
    case .digits:
      [
        ("The access code for the archive room is ", "."),
        ("Note to self: the locker opens with ", "."),
        ("Please key in ", " when the panel asks for it."),
        ("The booking reference you asked for is ", "."),
      ]
    case .words:
      [
        ("The recovery phrase is ", "."),
        ("If you are locked out, say ", " at the desk."),
        ("My pass phrase used to be ", " until this morning."),
        ("The watchword for tonight is ", "."),
      ]
    case .token:
      [
        ("The service answers to the token ", "."),
        ("Set the key to ", " and restart."),
        ("The build was signed as ", "."),
        ("The session that failed was ", "."),
      ]
    case .mailbox:
      [
        ("Write to ", " for the rest of it."),
        ("The list is kept by ", "."),
        ("Replies go to ", " from now on."),
        ("The account under ", " was closed."),
      ]
    case .card:
      [
        ("The deposit was charged to ", "."),
        ("Use ", " for the order."),
        ("The refund goes back to ", "."),
        ("The number on file is ", "."),
      ]
    }
  }
}
