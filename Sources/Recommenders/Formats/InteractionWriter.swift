// SPDX-License-Identifier: Apache-2.0

import Evidence

/// Writes interactions; the same set gives the same bytes.
///
/// Pairs stand ascending by the UTF-8 bytes of user, then item. LightGCN lists are ascending by
/// number. What is written reads back as an equal set of pairs.
public struct InteractionWriter: Sendable {
  /// The formats that are written.
  public enum Layout: String, CaseIterable, Sendable {
    /// A RecBole `.inter` file with `user_id:token` and `item_id:token`.
    case recbole
    /// Tab-separated values with the header `user`, `item`.
    case tsv
    /// LightGCN lists; every identifier must be a whole number.
    case lightgcn
  }

  /// The format.
  public let layout: Layout

  /// Creates a writer.
  public init(_ layout: Layout) {
    self.layout = layout
  }

  /// Writes a file that is complete or absent at every moment.
  ///
  /// - Parameters:
  ///   - interactions: The pairs.
  ///   - path: Where the file goes; its folder exists.
  ///   - replacing: Whether a file that is there may be replaced.
  /// - Throws: REC111 for an existing file, REC112 where the disk refuses, REC113 for identifiers
  ///   that the format cannot hold.
  public func write(_ interactions: Interactions, to path: String, replacing: Bool = false)
    throws(RecommenderError)
  {
    let bytes = try encode(interactions)
    if !replacing && StoredFile.exists(path) { throw .existingOutput(path) }
    do throws(EvidenceError) {
      try StoredFile.write(bytes, to: path)
    } catch {
      throw .unwritable(path, cause: error.message)
    }
  }

  /// Returns the bytes of the file.
  ///
  /// - Parameter interactions: The pairs.
  /// - Returns: UTF-8 text whose last line has a line end.
  /// - Throws: REC113 for identifiers that the format cannot hold.
  public func encode(_ interactions: Interactions) throws(RecommenderError) -> [UInt8] {
    switch layout {
    case .recbole: try encodeTable(interactions, header: "user_id:token\titem_id:token\n")
    case .tsv: try encodeTable(interactions, header: "user\titem\n")
    case .lightgcn: try encodeLists(interactions)
    }
  }

  private func encodeTable(_ interactions: Interactions, header: String)
    throws(RecommenderError) -> [UInt8]
  {
    let users = try fields(interactions.users, "A user id with a control character")
    let items = try fields(interactions.items, "An item id with a control character")
    var bytes = Array(header.utf8)
    for pair in interactions.pairs {
      bytes += users[Int(pair.user)]
      bytes.append(ASCII.tab)
      bytes += items[Int(pair.item)]
      bytes.append(ASCII.lineFeed)
    }
    return bytes
  }

  private func fields(_ index: IdentifierIndex, _ what: String) throws(RecommenderError)
    -> [[UInt8]]
  {
    try index.identifiers.map { identifier throws(RecommenderError) in
      let bytes = Array(identifier.utf8)
      guard !bytes.isEmpty, !bytes.contains(where: ASCII.isControl) else {
        throw .inexpressible(layout.rawValue, what)
      }
      return layout == .tsv && bytes.contains(ASCII.quote) ? quoted(bytes) : bytes
    }
  }

  private func quoted(_ bytes: [UInt8]) -> [UInt8] {
    [ASCII.quote] + bytes.flatMap { $0 == ASCII.quote ? [$0, $0] : [$0] } + [ASCII.quote]
  }

  private func encodeLists(_ interactions: Interactions) throws(RecommenderError) -> [UInt8] {
    let users = try numbers(interactions.users, "A user id that is no whole number")
    let items = try numbers(interactions.items, "An item id that is no whole number")
    var bytes: [UInt8] = []
    for user in users.indices.sorted(by: { users[$0] < users[$1] }) {
      let row = interactions.items(of: user)
      if row.isEmpty { continue }
      bytes += "\(users[user])".utf8
      for item in row.map({ items[Int($0)] }).sorted() { bytes += " \(item)".utf8 }
      bytes.append(ASCII.lineFeed)
    }
    return bytes
  }

  private func numbers(_ index: IdentifierIndex, _ what: String) throws(RecommenderError) -> [Int] {
    try index.identifiers.map { identifier throws(RecommenderError) in
      let bytes = Array(identifier.utf8)
      guard let number = NumberField.identifier(bytes, 0..<bytes.count) else {
        throw .inexpressible(layout.rawValue, what)
      }
      return number
    }
  }
}
