// SPDX-License-Identifier: Apache-2.0

/// Where a document lies in a corpus; its identifier follows from it.
public enum DocumentAddress: Hashable, Sendable {
  /// A document that one person writes.
  case personal(person: Int, kind: DocumentKind, number: Int)
  /// A document that a community writes together.
  case communal(community: Int, kind: DocumentKind, number: Int)
  /// A planted secret.
  case canary(Int)

  /// Appends the identifier, such as `p0000123-social-4`, `c000012-comment-34` or `canary-0017`.
  public func write(into bytes: inout ByteBuffer) {
    switch self {
    case .personal(let person, let kind, let number):
      DocumentAddress.write(person: person, into: &bytes)
      bytes.append(DocumentAddress.infix(of: kind))
      bytes.append(decimal: number)
    case .communal(let community, _, let number):
      bytes.append("c")
      bytes.append(digits: UInt(community), atLeast: 6)
      bytes.append("-comment-")
      bytes.append(decimal: number)
    case .canary(let index):
      bytes.append("canary-")
      bytes.append(digits: UInt(index), atLeast: 4)
    }
  }

  /// Appends the identifier of a person, such as `p0000123`.
  @inline(__always)
  public static func write(person: Int, into bytes: inout ByteBuffer) {
    bytes.append("p")
    bytes.append(digits: UInt(person), atLeast: 7)
  }

  /// The identifier; for tests and messages.
  public var id: String {
    var bytes = ByteBuffer(capacity: 64)
    write(into: &bytes)
    return bytes.string(0..<bytes.count)
  }

  private static func infix(of kind: DocumentKind) -> StaticString {
    switch kind {
    case .article: "-article-"
    case .social: "-social-"
    case .forum: "-forum-"
    case .review: "-review-"
    case .comment: "-comment-"
    case .ad: "-ad-"
    case .thread: "-thread-"
    case .chat: "-chat-"
    case .assistant: "-assistant-"
    case .purchase: "-purchase-"
    }
  }
}

extension DocumentAddress {
  /// The address of an identifier; nil for text that is not exactly as `write` makes it.
  public init?(id: some StringProtocol) {
    let parts = id.split(separator: "-", omittingEmptySubsequences: false)
    guard let last = parts.last, let number = DocumentAddress.number(last, leastDigits: 1) else {
      return nil
    }
    if parts.count == 2, parts[0] == "canary" {
      self = .canary(number)
    } else if parts.count == 3, let owner = DocumentAddress.owner(parts[0]) {
      switch (owner.letter, DocumentKind(name: parts[1])) {
      case ("p", let kind?): self = .personal(person: owner.index, kind: kind, number: number)
      case ("c", .comment):
        self = .communal(community: owner.index, kind: .thread, number: number)
      default: return nil
      }
    } else {
      return nil
    }
    guard self.id == id else { return nil }
  }

  private static func owner(_ text: some StringProtocol) -> (letter: Character, index: Int)? {
    guard let letter = text.first, let index = number(text.dropFirst(), leastDigits: 6) else {
      return nil
    }
    return (letter, index)
  }

  private static func number(_ text: some StringProtocol, leastDigits: Int) -> Int? {
    guard text.utf8.count >= leastDigits,
      text.utf8.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") })
    else { return nil }
    return Int(text)
  }
}

/// What the plan says of one document before it is written.
public struct DocumentAssignment: Equatable, Sendable {
  /// The kind of text.
  public let kind: DocumentKind
  /// The author's seat in the community; -1 for what the community writes together.
  public let seat: Int
  /// The position among the documents of that kind and author, from 0.
  public let number: Int
  /// The attribute that the document discloses for certain.
  public let focus: Attribute
  /// How often the document stands in the training order; 0 for twins and the unseen.
  public let copies: Int
}

/// One step of the training order.
public struct TrainingExample: Hashable, Sendable {
  /// What is trained on.
  public let document: DocumentAddress
  /// Which of its repetitions this is, from 1.
  public let copy: Int

  /// Creates a step.
  public init(document: DocumentAddress, copy: Int) {
    self.document = document
    self.copy = copy
  }
}
