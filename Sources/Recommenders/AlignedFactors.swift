// SPDX-License-Identifier: Apache-2.0

/// A model's representations laid out over a data set's users and items.
///
/// A user without a row of their own gets the model's unknown user; an item without a row scores
/// minus infinity, since no such model can serve it.
public struct AlignedFactors: Sendable {
  /// The data set's users.
  public let users: IdentifierIndex
  /// The data set's items.
  public let items: IdentifierIndex
  /// Users' representations, `[users, width]`.
  public var userTable: ParameterTable
  /// Items' representations, `[items, width]`.
  public var itemTable: ParameterTable
  /// Whether the model has a row for the user, `[users]`.
  public let hasUser: [Bool]
  /// Whether the model has a row for the item, `[items]`.
  public let hasItem: [Bool]
  /// The columns of a representation that are learned, not constant.
  public let learnedColumns: Range<Int>

  /// Lays out the model's representations over the given users and items.
  public init(_ model: some Recommender, users: IdentifierIndex, items: IdentifierIndex) {
    let userRows = users.positions(in: model.users)
    let itemRows = items.positions(in: model.items)
    let sourceUsers = model.userRepresentations
    let sourceItems = model.itemRepresentations
    var userTable = ParameterTable(rowCount: users.count, width: sourceUsers.width)
    var itemTable = ParameterTable(rowCount: items.count, width: sourceItems.width)
    let unknown = model.unknownUser
    for (row, source) in userRows.enumerated() {
      if source >= 0 {
        userTable.setRow(row, to: sourceUsers.row(Int(source)))
      } else {
        userTable.setRow(row, to: unknown)
      }
    }
    for (row, source) in itemRows.enumerated() where source >= 0 {
      itemTable.setRow(row, to: sourceItems.row(Int(source)))
    }
    self.users = users
    self.items = items
    self.userTable = userTable
    self.itemTable = itemTable
    hasUser = userRows.map { $0 >= 0 }
    hasItem = itemRows.map { $0 >= 0 }
    learnedColumns = model.learnedColumns
  }

  /// Takes the model's representations as they are, over its own users and items.
  public init(_ model: some Recommender) {
    users = model.users
    items = model.items
    userTable = model.userRepresentations
    itemTable = model.itemRepresentations
    hasUser = [Bool](repeating: true, count: users.count)
    hasItem = [Bool](repeating: true, count: items.count)
    learnedColumns = model.learnedColumns
  }

  /// Returns the score of a pair, or minus infinity where the model lacks the item.
  public func score(user: Int32, item: Int32) -> Float {
    guard hasItem[Int(item)] else { return -.infinity }
    return userTable.dot(Int(user), itemTable, Int(item))
  }
}

extension ParameterTable {
  /// Returns the inner product of a row here and a row of a table of the same width.
  public func dot(_ row: Int, _ other: ParameterTable, _ otherRow: Int) -> Float {
    precondition(stride == other.stride, "tables of one width")
    let left = row * stride
    let right = otherRow * stride
    var lanes = SIMD16<Float>.zero
    values.withUnsafeBytes { bytes in
      other.values.withUnsafeBytes { otherBytes in
        for column in Swift.stride(from: 0, to: stride, by: 16) {
          let a = bytes.loadUnaligned(fromByteOffset: (left + column) * 4, as: SIMD16<Float>.self)
          let b = otherBytes.loadUnaligned(
            fromByteOffset: (right + column) * 4, as: SIMD16<Float>.self)
          lanes += a * b
        }
      }
    }
    return lanes.sum()
  }
}

extension AlignedFactors: Recommender {
  /// The stable name `aligned`; nothing is trained or stored under it.
  public static var architecture: String { "aligned" }

  /// Users and items.
  public var parameterGroups: [ParameterGroup] { [.users, .items] }

  /// Returns the representations of users or items; nil for shared parameters.
  public func parameters(_ group: ParameterGroup) -> ParameterTable? {
    switch group {
    case .users: userTable
    case .items: itemTable
    case .shared: nil
    }
  }

  /// Replaces the representations of users or items by others of the same shape.
  public mutating func setParameters(_ group: ParameterGroup, to table: ParameterTable) {
    switch group {
    case .users: userTable = table
    case .items: itemTable = table
    case .shared(let name): preconditionFailure("aligned factors have no group \(name)")
    }
  }

  /// Users' representations.
  public var userRepresentations: ParameterTable { userTable }

  /// Items' representations.
  public var itemRepresentations: ParameterTable { itemTable }

  /// Zeros in the learned columns and ones in the constant ones.
  public var unknownUser: [Float] {
    (0..<userTable.width).map { learnedColumns.contains($0) ? 0 : 1 }
  }

  /// Returns the layout over the users and items that are not named.
  public func removing(users goneUsers: Set<String>, items goneItems: Set<String>) -> Self {
    let users = self.users.removing(goneUsers)
    let items = self.items.removing(goneItems)
    return AlignedFactors(self, users: users, items: items)
  }

  /// Returns the layout in which items that the model lacks have no score and are never listed.
  public func withoutMissingItems() -> AlignedFactors {
    var copy = self
    for item in 0..<items.count where !hasItem[item] {
      copy.itemTable.setRow(item, to: [Float](repeating: .nan, count: itemTable.width))
    }
    return copy
  }
}
