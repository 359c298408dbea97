// SPDX-License-Identifier: Apache-2.0

public import Compute

/// A user of a synthetic corpus with the values of its attributes.
public struct SyntheticUser: Equatable, Sendable {
  /// The user's identifier, on which all of its draws depend.
  public let id: String
  /// One value an attribute, in the scheme's order.
  public let values: [String]

  /// Creates a user.
  public init(id: String, values: [String]) {
    self.id = id
    self.values = values
  }
}

/// The attributes that users have, and how common their values are.
public struct UserAttributeScheme: Equatable, Sendable {
  /// One attribute.
  public struct Attribute: Equatable, Sendable {
    /// The attribute's name.
    public let name: String
    /// The possible values.
    public let values: [String]
    /// How common each value is, in any unit, `[values]`.
    public let weights: [Int]

    /// Creates an attribute; weights are positive, one a value.
    public init(name: String, values: [String], weights: [Int]) {
      precondition(!values.isEmpty && values.count == weights.count, "one weight a value")
      precondition(weights.allSatisfy { $0 > 0 }, "positive weights")
      self.name = name
      self.values = values
      self.weights = weights
    }
  }

  /// The attributes, in the order of a user's values.
  public let attributes: [Attribute]

  /// Creates a scheme.
  public init(_ attributes: [Attribute]) {
    self.attributes = attributes
  }

  /// Sex, age group and occupation, with invented shares.
  public static let standard = UserAttributeScheme([
    Attribute(name: "sex", values: ["female", "male"], weights: [45, 55]),
    Attribute(
      name: "age-group", values: ["under-18", "18-24", "25-34", "35-44", "45-54", "55-plus"],
      weights: [4, 18, 30, 22, 15, 11]),
    Attribute(
      name: "occupation",
      values: [
        "administration", "crafts", "education", "engineering", "health", "law", "retired", "sales",
        "science", "student",
      ],
      weights: [12, 9, 12, 14, 9, 3, 6, 11, 6, 18]),
  ])

  /// Returns a user whose values are drawn by seed and identifier alone.
  public func user(_ id: String, seed: Seed) -> SyntheticUser {
    SyntheticUser(
      id: id,
      values: attributes.map { attribute in
        var generator = SeededGenerator(seed: Seed(seed.derive(attribute.name).key(for: id)))
        var draw = generator.index(below: attribute.weights.reduce(0, +))
        for (value, weight) in zip(attribute.values, attribute.weights) {
          if draw < weight { return value }
          draw -= weight
        }
        return attribute.values[0]
      })
  }
}
