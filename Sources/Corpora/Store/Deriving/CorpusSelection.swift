// SPDX-License-Identifier: Apache-2.0

/// Which sets of a corpus are wanted.
public struct CorpusSelection: Equatable, Sendable {
  /// The sets, in the order of the enumeration.
  public let sets: [CorpusSet]

  /// Every set.
  public static let everything = CorpusSelection(sets: CorpusSet.allCases)
  /// The sets that may be trained on.
  public static let members = CorpusSelection(sets: CorpusSet.allCases.filter(\.isMember))

  private init(sets: [CorpusSet]) {
    self.sets = sets
  }

  /// Selects by name.
  ///
  /// - Parameters:
  ///   - names: The sets that are wanted; empty for those of `standard`.
  ///   - left: The sets that are left out.
  ///   - standard: What is wanted where no names are given.
  /// - Throws: `unknownSet` for a name that is none, or where nothing is left.
  public init(_ names: [String], without left: [String], standard: CorpusSelection)
    throws(CorpusError)
  {
    let wanted = names.isEmpty ? standard.sets : try CorpusSelection.read(names)
    let unwanted = try CorpusSelection.read(left)
    sets = CorpusSet.allCases.filter { wanted.contains($0) && !unwanted.contains($0) }
    guard !sets.isEmpty else {
      throw CorpusError(
        .unknownSet, "No set is left.", remedy: "Leave out fewer sets, or ask for more.")
    }
  }

  private static func read(_ names: [String]) throws(CorpusError) -> [CorpusSet] {
    var sets: [CorpusSet] = []
    for name in names {
      guard let set = CorpusSet(rawValue: name) else {
        throw CorpusError(
          .unknownSet, "A corpus has no set '\(name)'.",
          remedy: "The sets are \(CorpusSet.allCases.map(\.rawValue).joined(separator: ", ")).")
      }
      sets.append(set)
    }
    return sets
  }

  /// Whether a set is wanted.
  public func contains(_ set: CorpusSet) -> Bool { sets.contains(set) }

  /// Refuses sets that must never be trained on.
  ///
  /// - Throws: `nonMember`, naming one of them.
  public func requireMembers() throws(CorpusError) {
    guard let stranger = sets.first(where: { !$0.isMember }) else { return }
    throw CorpusSelection.refusal("The set '\(stranger.rawValue)'")
  }

  /// The error for something that must never be trained on.
  static func refusal(_ what: String) -> CorpusError {
    CorpusError(
      .nonMember, "\(what) must never be trained on, and this would put it into training.",
      remedy: "Ask for retain, forget and neighbour alone; 'corpus split' writes all sets.")
  }
}
