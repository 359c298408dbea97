// SPDX-License-Identifier: Apache-2.0

public import Compute

/// One attribute to be told of people: who has which class, and who is in which fold.
///
/// Folds are stratified and keyed: the people of each class are ordered by draws keyed by seed and
/// identifier and dealt out in turn, each class going on where the one before ended. A person's class is
/// foretold by a learner that saw nobody of the person's fold.
public struct AttributeTask: Equatable, Sendable {
  /// The number of folds.
  public static let foldCount = 5
  /// The fewest people of a class: two for each fold.
  public static let leastClassSize = 2 * foldCount

  /// The attribute's name.
  public let name: String
  /// The classes, ascending.
  public let classes: [String]
  /// The people, by position in the data's index, ascending.
  public let users: [Int32]
  /// The class of each person, `[users]`.
  public let labels: [Int]
  /// The fold of each person, `[users]`.
  public let folds: [Int]

  private init(
    name: String, classes: [String], users: [Int32], labels: [Int], folds: [Int]
  ) {
    self.name = name
    self.classes = classes
    self.users = users
    self.labels = labels
    self.folds = folds
  }

  /// Puts people into folds.
  ///
  /// - Parameters:
  ///   - name: The attribute's name.
  ///   - people: Position, identifier and class of each person.
  ///   - seed: The seed of the folds.
  /// - Throws: ATK001 for fewer than two classes, or a class of fewer than `leastClassSize`.
  public init(
    name: String, people: [(user: Int32, identifier: String, class: String)], seed: Seed
  ) throws(AttacksError) {
    let classes = Set(people.map(\.class)).sorted()
    guard classes.count > 1 else {
      throw AttacksError(
        .emptyInput, "There is nothing to tell of \(people.count) people of one class.",
        remedy: "Give people of two classes at least.")
    }
    let keys = seed.derive("attribute folds").derive(name)
    var fold: [Int32: Int] = [:]
    for value in classes {
      let members = people.filter { $0.class == value }
      guard members.count >= AttributeTask.leastClassSize else {
        throw AttacksError(
          .emptyInput, "A class has \(members.count) people.",
          remedy: "Give \(AttributeTask.leastClassSize) people of each class at least.")
      }
      let order = members.sorted {
        (keys.key(for: $0.identifier), $0.user) < (keys.key(for: $1.identifier), $1.user)
      }
      for member in order { fold[member.user] = fold.count % AttributeTask.foldCount }
    }
    let sorted = people.sorted { $0.user < $1.user }
    let place = Dictionary(uniqueKeysWithValues: classes.enumerated().map { ($1, $0) })
    self.init(
      name: name, classes: classes, users: sorted.map(\.user),
      labels: sorted.map { place[$0.class] ?? 0 }, folds: sorted.map { fold[$0.user] ?? 0 })
  }

  /// Returns the task with classes dealt to others of the same fold at random: nothing to be learned.
  ///
  /// What an adversary reaches on it is what chance gives with as many people, classes and columns.
  public func shuffled(seed: Seed) -> AttributeTask {
    var generator = SeededGenerator(seed: seed.derive("shuffled \(name)"))
    var labels = self.labels
    for fold in 0..<AttributeTask.foldCount {
      let members = folds.indices.filter { folds[$0] == fold }
      var dealt = members.map { self.labels[$0] }
      generator.shuffle(&dealt)
      for (member, label) in zip(members, dealt) { labels[member] = label }
    }
    return AttributeTask(name: name, classes: classes, users: users, labels: labels, folds: folds)
  }

  /// Returns the task for some of its people, in the folds they have.
  public func restricted(to isKept: (Int32) -> Bool) -> AttributeTask {
    let kept = users.indices.filter { isKept(users[$0]) }
    return AttributeTask(
      name: name, classes: classes, users: kept.map { users[$0] },
      labels: kept.map { labels[$0] }, folds: kept.map { folds[$0] })
  }

  /// The places of those outside of a fold: whom its learner sees.
  public func training(of fold: Int) -> [Int] { folds.indices.filter { folds[$0] != fold } }

  /// The share of each class among those outside of a fold, `[folds][classes]`.
  public var shares: [[Double]] {
    (0..<AttributeTask.foldCount).map { fold in
      let training = training(of: fold)
      var counts = [Double](repeating: 0, count: classes.count)
      for place in training { counts[labels[place]] += 1 }
      return counts.map { $0 / Double(max(training.count, 1)) }
    }
  }
}
