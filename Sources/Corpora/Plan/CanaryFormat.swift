// SPDX-License-Identifier: Apache-2.0

/// What a planted secret looks like; each has a known number of equally likely secrets.
public enum CanaryFormat: String, CaseIterable, Sendable {
  /// Twelve decimal digits.
  case digits
  /// Four words of a list of 1,024.
  case words
  /// Ten hexadecimal digits.
  case token
  /// A mailbox of eight letters and digits in a domain that is reserved for examples.
  case mailbox
  /// Sixteen digits as on a payment card, with a wrong check digit.
  case card
}
