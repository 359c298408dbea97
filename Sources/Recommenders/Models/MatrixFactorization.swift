// SPDX-License-Identifier: Apache-2.0

public import Compute

/// Matrix factorization with an item bias.
///
/// score(u, i) = p_u . q_i + b_i. The bias is the last column of an item's row; the same column of a
/// user's row is constant 1, so that a score is one inner product. Koren, Bell and Volinsky, "Matrix
/// Factorization Techniques for Recommender Systems", Computer 42(8), 2009,
/// doi:10.1109/MC.2009.263, with the item bias alone, since user and global biases change no ranking.
public struct MatrixFactorization: Recommender, Equatable {
  /// The stable name `bpr-mf`.
  public static let architecture = "bpr-mf"

  /// The users with a row of factors.
  public let users: IdentifierIndex
  /// The items with a row of factors and a bias.
  public let items: IdentifierIndex
  /// Users' factors and the constant 1, `[users, factors + 1]`.
  public var userTable: ParameterTable
  /// Items' factors and bias, `[items, factors + 1]`.
  public var itemTable: ParameterTable

  /// The number of latent factors.
  public var factorCount: Int { itemTable.width - 1 }

  /// Wraps trained tables.
  ///
  /// - Parameters:
  ///   - users: The users, one a row of `userTable`.
  ///   - items: The items, one a row of `itemTable`.
  ///   - userTable: `[users, factors + 1]`; the last column is set to 1.
  ///   - itemTable: `[items, factors + 1]`; the last column is the bias.
  public init(
    users: IdentifierIndex, items: IdentifierIndex, userTable: ParameterTable,
    itemTable: ParameterTable
  ) {
    precondition(userTable.rowCount == users.count && itemTable.rowCount == items.count)
    precondition(userTable.width == itemTable.width && itemTable.width > 1)
    self.users = users
    self.items = items
    self.userTable = userTable
    self.itemTable = itemTable
    let bias = itemTable.width - 1
    for row in 0..<userTable.rowCount { self.userTable.values[row * userTable.stride + bias] = 1 }
  }

  /// Creates an untrained model whose initial vectors are keyed by identifier.
  ///
  /// Factors are normal with standard deviation `scale`; biases start at 0. A row depends on the
  /// seed and its own identifier alone, so that leaving one user out changes no other row.
  public init(
    users: IdentifierIndex, items: IdentifierIndex, factorCount: Int, scale: Double, seed: Seed
  ) {
    func table(_ index: IdentifierIndex, _ seed: Seed) -> ParameterTable {
      var table = ParameterTable(rowCount: index.count, width: factorCount + 1)
      for (row, identifier) in index.identifiers.enumerated() {
        var generator = SeededGenerator(seed: Seed(seed.key(for: identifier)))
        for column in 0..<factorCount {
          table.values[row * table.stride + column] = Float(generator.normal() * scale)
        }
      }
      return table
    }
    self.init(
      users: users, items: items, userTable: table(users, seed.derive("initial user")),
      itemTable: table(items, seed.derive("initial item")))
  }

  /// Users and items; this model shares nothing between rows.
  public var parameterGroups: [ParameterGroup] { [.users, .items] }

  /// Returns the table of users or items; nil for shared parameters, which it lacks.
  public func parameters(_ group: ParameterGroup) -> ParameterTable? {
    switch group {
    case .users: userTable
    case .items: itemTable
    case .shared: nil
    }
  }

  /// Replaces the table of users or items by one of the same shape.
  public mutating func setParameters(_ group: ParameterGroup, to table: ParameterTable) {
    switch group {
    case .users: userTable = table
    case .items: itemTable = table
    case .shared(let name): preconditionFailure("matrix factorization has no group \(name)")
    }
  }

  /// Users' factors and the constant 1.
  public var userRepresentations: ParameterTable { userTable }

  /// Items' factors and bias.
  public var itemRepresentations: ParameterTable { itemTable }

  /// Zero factors and the constant 1: such a user gets the items by their bias.
  public var unknownUser: [Float] { [Float](repeating: 0, count: factorCount) + [1] }

  /// The factors; the last column holds constants and biases.
  public var learnedColumns: Range<Int> { 0..<factorCount }

  /// Returns the model without the rows of the given users and items.
  public func removing(users goneUsers: Set<String>, items goneItems: Set<String>) -> Self {
    let userMask = users.identifiers.map(goneUsers.contains)
    let itemMask = items.identifiers.map(goneItems.contains)
    return MatrixFactorization(
      users: users.removing(goneUsers),
      items: items.removing(goneItems),
      userTable: userTable.removingRows(userMask), itemTable: itemTable.removingRows(itemMask))
  }
}

extension MatrixFactorization {
  /// Returns the model over exactly these users and items; those it lacks get zero factors.
  public func laidOut(over users: IdentifierIndex, _ items: IdentifierIndex) -> Self {
    if self.users == users && self.items == items { return self }
    let factors = AlignedFactors(self, users: users, items: items)
    return MatrixFactorization(
      users: users, items: items, userTable: factors.userTable, itemTable: factors.itemTable)
  }

  /// Returns the rows of this model for the users and items of another.
  public func restricted(to other: MatrixFactorization) -> Self {
    laidOut(over: other.users, other.items)
  }
}
