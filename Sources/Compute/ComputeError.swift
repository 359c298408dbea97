// SPDX-License-Identifier: Apache-2.0

/// A failure of this module that a caller's data caused.
public struct ComputeError: Error, Equatable {
  /// Stable code, such as `CMP001`.
  public let code: String
  /// What happened, and to what.
  public let message: String
  /// What to do next.
  public let remedy: String
  /// The failure underneath, in words, where there is one.
  public let cause: String?

  /// Creates an error.
  public init(_ code: String, _ message: String, remedy: String, cause: String? = nil) {
    self.code = code
    self.message = message
    self.remedy = remedy
    self.cause = cause
  }
}
