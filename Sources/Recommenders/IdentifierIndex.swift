// SPDX-License-Identifier: Apache-2.0

/// The distinct identifiers of users or items, in the byte order of their UTF-8.
///
/// Positions depend on the set of identifiers alone, not on the order in which a file listed them.
public struct IdentifierIndex: Equatable, Sendable {
  /// The identifiers, ascending by UTF-8 bytes, without duplicates.
  public let identifiers: [String]
  private let positions: [String: Int32]

  /// Creates an index of the distinct identifiers in the sequence.
  ///
  /// Identifiers that Unicode holds equivalent are one; the one whose bytes come first stands for
  /// all, whatever the order of the sequence.
  public init(_ identifiers: some Sequence<String>) {
    var spellings: Set<String> = []
    for identifier in identifiers {
      let known = spellings.insert(identifier)
      if !known.inserted && identifier.utf8.lexicographicallyPrecedes(known.memberAfterInsert.utf8)
      {
        spellings.update(with: identifier)
      }
    }
    self.init(ascending: spellings.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
  }

  /// Creates an index of identifiers that are ascending and distinct already.
  private init(ascending distinct: [String]) {
    identifiers = distinct
    var positions: [String: Int32] = [:]
    positions.reserveCapacity(distinct.count)
    for (position, identifier) in distinct.enumerated() {
      positions[identifier] = Int32(position)
    }
    self.positions = positions
  }

  /// The number of identifiers.
  public var count: Int { identifiers.count }

  /// Returns the index without the given identifiers; itself where it holds none of them.
  public func removing(_ gone: Set<String>) -> IdentifierIndex {
    guard gone.contains(where: { positions[$0] != nil }) else { return self }
    return IdentifierIndex(ascending: identifiers.filter { !gone.contains($0) })
  }

  /// Returns the identifier's position, or nil where it is not indexed.
  public func position(of identifier: String) -> Int? {
    positions[identifier].map(Int.init)
  }

  /// Returns, for each identifier here, its position in the other index, or -1.
  public func positions(in other: IdentifierIndex) -> [Int32] {
    identifiers.map { other.positions[$0] ?? -1 }
  }

  /// Two indexes are equal where they hold the same identifiers.
  public static func == (left: IdentifierIndex, right: IdentifierIndex) -> Bool {
    left.identifiers == right.identifiers
  }
}
