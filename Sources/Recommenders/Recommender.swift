// SPDX-License-Identifier: Apache-2.0

/// Which of a model's parameters a table holds.
public enum ParameterGroup: Hashable, Sendable {
  /// One row a user.
  case users
  /// One row an item.
  case items
  /// Parameters that no single user or item owns, such as a map from features, by name.
  case shared(String)
}

/// A model that scores user-item pairs and exposes what it stores about each of them.
///
/// Scores are inner products of a user's and an item's representation, so that ranking, fold-in and
/// attacks work on every conformer alike. Plain factor models represent a row by its parameters;
/// graph and multi-modal models compute representations from several groups.
public protocol Recommender: Sendable {
  /// The architecture's stable name, such as `bpr-mf`.
  static var architecture: String { get }

  /// The users with parameters of their own.
  var users: IdentifierIndex { get }

  /// The items with parameters of their own.
  var items: IdentifierIndex { get }

  /// The groups of parameters that the model stores, in a fixed order.
  var parameterGroups: [ParameterGroup] { get }

  /// The parameters of a group; nil where the model has no such group.
  func parameters(_ group: ParameterGroup) -> ParameterTable?

  /// Replaces the parameters of a group that the model has, in the same shape.
  mutating func setParameters(_ group: ParameterGroup, to table: ParameterTable)

  /// Users' representations, `[users, width]`.
  var userRepresentations: ParameterTable { get }

  /// Items' representations, `[items, width]`, on the same columns as the users'.
  var itemRepresentations: ParameterTable { get }

  /// The representation of a user the model knows nothing about, `[width]`.
  var unknownUser: [Float] { get }

  /// The columns of a user's representation that are learned; others are constants of the model.
  var learnedColumns: Range<Int> { get }

  /// Returns the model without the rows of the given users and items.
  func removing(users: Set<String>, items: Set<String>) -> Self
}
