// SPDX-License-Identifier: Apache-2.0

import Attacks
import Compute
import Recommenders

/// The attributes that can be told of an audit's people, and what is to be said about the others.
struct AttributeColumns {
  /// One task for each attribute that can be told.
  private(set) var tasks: [AttributeTask] = []
  /// Counts for evidence, by stable name; no value of anybody.
  private(set) var facts: [String: String] = [:]

  /// Makes tasks of columns.
  ///
  /// - Parameters:
  ///   - attributes: The users' attributes.
  ///   - named: The columns asked for by name; none for all that can be told.
  ///   - users: The data's users.
  ///   - isKnown: Whether the model has a vector of a user, by position.
  ///   - seed: The seed of the folds.
  /// - Throws: AUD081 for a named column that cannot be told, AUD082 where none can or nobody is known,
  ///   AUD083 where the model knows none of the people.
  init(
    _ attributes: UserAttributes, named: [String], users: IdentifierIndex, isKnown: (Int32) -> Bool,
    seed: Seed
  ) throws(AuditError) {
    let present = users.identifiers.indices.filter {
      attributes.values[users.identifiers[$0]] != nil
    }
    let known = present.map(Int32.init).filter(isKnown)
    facts["users-without-attributes"] = String(users.count - present.count)
    facts["attributes-of-foreign-users"] = String(attributes.values.count - present.count)
    facts["users-without-vector"] = String(present.count - known.count)
    guard !present.isEmpty else {
      throw AuditError(
        "AUD082", .badData, "None of the users of the attribute file occurs in the interactions.",
        remedy: "Give attributes whose first column holds the same user ids.")
    }
    guard !known.isEmpty else {
      throw AuditError(
        "AUD083", .badData, "The model has no vector of any of the \(present.count) users.",
        remedy: "Give the model that was trained on these interactions, with its ids.")
    }
    for (column, name) in attributes.columns.enumerated() {
      try add(column, name, attributes, isNamed: named.contains(name), known, users, seed)
    }
    guard !tasks.isEmpty else {
      throw AuditError(
        "AUD082", .badData, "No column of the attribute file can be told of its users.",
        remedy: "Give a column of 2 to \(ColumnClasses.classLimit) classes with "
          + "\(AttributeTask.leastClassSize) users each.")
    }
  }

  private mutating func add(
    _ column: Int, _ name: String, _ attributes: UserAttributes, isNamed: Bool, _ known: [Int32],
    _ users: IdentifierIndex, _ seed: Seed
  ) throws(AuditError) {
    let given = known.compactMap { user -> (user: Int32, identifier: String, value: String)? in
      let identifier = users.identifiers[Int(user)]
      let text = (attributes.values[identifier]?[column] ?? "").trimmed
      return text.isEmpty ? nil : (user, identifier, text)
    }
    let classes = ColumnClasses(name: name, values: given.map(\.value))
    let people = given.map {
      (user: $0.user, identifier: $0.identifier, class: classes.value(of: $0.value))
    }
    var sizes: [String: Int] = [:]
    for person in people { sizes[person.class, default: 0] += 1 }
    let large = sizes.filter { $0.value >= AttributeTask.leastClassSize }
    let kept = people.filter { large[$0.class] != nil }
    facts["\(name)-users"] = String(kept.count)
    facts["\(name)-without-value"] = String(known.count - given.count)
    facts["\(name)-of-rare-classes"] = String(people.count - kept.count)
    facts["\(name)-classes"] = String(large.count)
    facts["\(name)-classes-are"] = classes.name
    let reason =
      given.isEmpty
      ? "no user has a value"
      : sizes.count > ColumnClasses.classLimit
        ? "it has \(sizes.count) different values, more than \(ColumnClasses.classLimit)"
        : sizes.count < 2
          ? "all users are of one class"
          : "fewer than two classes have \(AttributeTask.leastClassSize) users"
    guard sizes.count <= ColumnClasses.classLimit, large.count > 1,
      let task = try? AttributeTask(name: name, people: kept, seed: seed)
    else {
      facts["\(name)-left-out"] = reason
      guard isNamed else { return }
      throw AuditError(
        "AUD081", .badData, "The attribute '\(name)' cannot be told: \(reason).",
        remedy: "Name a column of 2 to \(ColumnClasses.classLimit) classes with "
          + "\(AttributeTask.leastClassSize) users each, or band its values.")
    }
    tasks.append(task)
  }
}

extension String {
  /// The text without spaces around it.
  fileprivate var trimmed: String {
    let start = drop { $0.isWhitespace }
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(start[...last])
  }
}
