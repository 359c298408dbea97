// SPDX-License-Identifier: Apache-2.0

/// A failure of this module that a user, a file, a server or a caller's data caused.
public struct LanguageModelError: Error, Equatable {
  /// What kind of thing went wrong; decides the exit code.
  public enum Category: Sendable {
    /// The data is wrong: exit code 65.
    case badData
    /// A named file or subject does not exist: exit code 66.
    case missingInput
    /// The disk, the file system or the network refused: exit code 74.
    case inputOutput
    /// The work stopped and can be taken up again: exit code 75.
    case resumable
    /// A recipe is wrong: exit code 78.
    case configuration
    /// The request makes no sense: exit code 64.
    case usage
  }

  /// Stable code, such as `LMD004`.
  public let code: String
  /// What kind of failure it is.
  public let category: Category
  /// What happened, and to what; never a personal value, a prompt or a key.
  public let message: String
  /// What to do next.
  public let remedy: String
  /// The failure underneath, in words, where there is one.
  public let cause: String?

  /// Creates an error.
  public init(
    _ code: String, _ category: Category, _ message: String, remedy: String, cause: String? = nil
  ) {
    self.code = code
    self.category = category
    self.message = message
    self.remedy = remedy
    self.cause = cause
  }
}
