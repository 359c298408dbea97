// SPDX-License-Identifier: Apache-2.0

/// What kind of text a document is.
public enum DocumentKind: UInt8, CaseIterable, Sendable {
  // PANORAMA's six.
  case article
  case social
  case forum
  case review
  case comment
  case ad
  // SynthPAI's.
  case thread
  // Private documents.
  case chat
  case assistant
  case purchase

  /// The number of kinds.
  public static let count = allCases.count

  private static let names = allCases.map { CaseName.hyphenated("\($0)") }

  /// The name in files and identifiers.
  public var name: String { DocumentKind.names[index] }

  /// The kind of a name; nil for a name that is none.
  public init?(name: some StringProtocol) {
    guard let place = DocumentKind.names.firstIndex(where: { $0 == name }) else { return nil }
    self = DocumentKind.allCases[place]
  }

  /// The position in tables.
  @inline(__always)
  public var index: Int { Int(rawValue) }

  /// Whether its documents belong to a community as a whole, so that their authors are drawn.
  public var isOfCommunity: Bool { self == .thread }
}

/// What a document is for in an experiment.
public enum CorpusSet: String, CaseIterable, Sendable {
  /// A member that stays.
  case retain
  /// A member that will have to be forgotten.
  case forget
  /// A member by somebody close to a person who will have to be forgotten.
  case neighbour
  /// Never trained on: alike to one member in all but the values.
  case twin
  /// Never trained on.
  case unseen

  /// Whether documents of the set may be trained on.
  public var isMember: Bool { self == .retain || self == .forget || self == .neighbour }
}
