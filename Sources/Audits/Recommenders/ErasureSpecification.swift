// SPDX-License-Identifier: Apache-2.0

public import Recommenders

/// What somebody asked to have erased, before it meets a data set; several clauses make a mixture.
public struct ErasureSpecification: Equatable, Sendable {
  /// One thing asked for.
  public enum Clause: Equatable, Sendable {
    /// A share of the training interactions, or of the users or items that have any, in 0..<1.
    case share(ErasureRequest.Kind, Double)
    /// A whole user.
    case user(String)
    /// A whole item.
    case item(String)
    /// One interaction; its user and item stay.
    case interaction(user: String, item: String)
  }

  /// What is asked for, in the order given; the order changes nothing.
  public let clauses: [Clause]
  /// Where each clause stands, such as `pairs.tsv:3`; empty where they come from no file.
  let origins: [String]
  /// The files that the clauses were read from.
  let files: [String]

  /// Wraps clauses; there is at least one.
  public init(_ clauses: [Clause]) {
    self.init(clauses, origins: [], files: [])
  }

  /// Takes the lines of an erase file.
  public init(lines: [ErasureLine]) {
    var clauses: [Clause] = []
    var origins: [String] = []
    for line in lines {
      switch (line.user, line.item) {
      case (let user?, let item?): clauses.append(.interaction(user: user, item: item))
      case (let user?, nil): clauses.append(.user(user))
      case (nil, let item?): clauses.append(.item(item))
      case (nil, nil): continue
      }
      origins.append("\(line.path):\(line.line)")
    }
    self.init(clauses, origins: origins, files: Set(lines.map(\.path)).sorted())
  }

  private init(_ clauses: [Clause], origins: [String], files: [String]) {
    precondition(!clauses.isEmpty, "a request asks for something")
    self.clauses = clauses
    self.origins = origins
    self.files = files
  }

  /// Reads what stands after `--erase`.
  ///
  /// - Parameter texts: Each one of `interactions:SHARE`, `users:SHARE`, `items:SHARE`, `user:ID`
  ///   and `item:ID`; an identifier may hold colons.
  /// - Throws: AUD002 for anything else.
  public init(parsing texts: [String]) throws(AuditError) {
    guard !texts.isEmpty else {
      throw AuditError(
        "AUD002", .usage, "Nothing to erase was named.", remedy: ErasureSpecification.usage)
    }
    var clauses: [Clause] = []
    for (index, text) in texts.enumerated() {
      clauses.append(try ErasureSpecification.clause(text, place: index + 1))
    }
    self.init(clauses)
  }

  /// The forms that `init(parsing:)` reads, as a sentence.
  private static let usage =
    "Write interactions:0.05, users:0.05, items:0.05, user:ID or item:ID."

  private static func clause(_ text: String, place: Int) throws(AuditError) -> Clause {
    // The text may hold a person's identifier, so the message names its place instead.
    let refusal = AuditError(
      "AUD002", .usage, "Erasure \(place) is not of a form that is understood.", remedy: usage)
    guard let colon = text.firstIndex(of: ":") else { throw refusal }
    let value = String(text[text.index(after: colon)...])
    guard !value.isEmpty else { throw refusal }
    let word = String(text[..<colon])
    switch word {
    case "user": return .user(value)
    case "item": return .item(value)
    default:
      guard let kind = ErasureRequest.Kind(rawValue: word) else { throw refusal }
      guard let share = Double(value), share > 0, share < 1 else {
        throw AuditError(
          "AUD002", .usage, "Erasure \(place) needs a share above 0 and below 1.", remedy: usage)
      }
      return .share(kind, share)
    }
  }

  /// What is asked for without any identifier, for evidence that others may read.
  ///
  /// Shares stand as given; named users, items and interactions are counted, such as `user:*3`.
  public var publicTexts: [String] {
    var counts = [0, 0, 0]
    var texts: [String] = []
    for clause in clauses {
      switch clause {
      case .share(let kind, let share): texts.append("\(kind.rawValue):\(share)")
      case .user: counts[0] += 1
      case .item: counts[1] += 1
      case .interaction: counts[2] += 1
      }
    }
    let named = zip(["user", "item", "interaction"], counts).filter { $1 > 0 }
    return texts + named.map { "\($0):*\($1)" }
  }
}
