// SPDX-License-Identifier: Apache-2.0

public import Corpora

/// One account: texts that somebody wrote under one name.
public struct LinkageAccount: Equatable, Sendable {
  /// The name that the account has for itself; nil where it has none.
  public let name: String?
  /// The texts, in the order of the source.
  public let texts: [AuthoredText]

  /// Creates an account.
  ///
  /// - Parameters:
  ///   - name: The account's own name; nil where the person's accounts were made by dividing, since one
  ///     name on both sides would give the answer away.
  ///   - texts: The texts.
  public init(name: String? = nil, texts: [AuthoredText]) {
    self.name = name
    self.texts = texts
  }
}

/// Two accounts of one person: one that is asked about, and one that is to be found.
public struct LinkedAccounts: Equatable, Sendable {
  /// The person, by an identifier that is unique in the collection.
  public let author: String
  /// The account that is asked about.
  public let asked: LinkageAccount
  /// The account to be found among decoys.
  public let sought: LinkageAccount

  /// Creates a pair of accounts.
  public init(author: String, asked: LinkageAccount, sought: LinkageAccount) {
    self.author = author
    self.asked = asked
    self.sought = sought
  }

  /// The number of texts in both accounts.
  public var textCount: Int { asked.texts.count + sought.texts.count }
}

extension AuthoredText {
  /// The text with other words, as a defence leaves it.
  func with(text: String) -> AuthoredText {
    AuthoredText(identifier: identifier, text: text, thread: thread, time: time)
  }
}
