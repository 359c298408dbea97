// SPDX-License-Identifier: Apache-2.0

import Compute
public import Recommenders
import Statistics

/// How closely a model fits one person: whether it tells their own items from others.
///
/// All three are areas under the ROC curve over scores of one person, .5 where the model tells nothing.
/// The fit to what it learned from is taste and memory together; items held out have the taste alone.
public struct UserFit: Equatable, Sendable {
  /// Items learned from against those that the person has nothing to do with; nil without either.
  public let learned: Double?
  /// Items held out against those that the person has nothing to do with; nil without either.
  public let heldOut: Double?
  /// Items learned from against items held out: memory without taste; nil without either.
  public let memory: Double?

  /// Wraps three areas.
  public init(learned: Double?, heldOut: Double?, memory: Double?) {
    self.learned = learned
    self.heldOut = heldOut
    self.memory = memory
  }

  /// Measures some people; O(users * items * (factors + log items)).
  ///
  /// - Parameters:
  ///   - users: The people, by position in the split's index.
  ///   - factors: The model, laid out over the split's users and items.
  ///   - split: What was learned from, and what was held out.
  ///   - jobs: The most people under way at once; changes no result.
  /// - Returns: One fit for each person.
  public static func all(
    of users: [Int32], in factors: AlignedFactors, split: InteractionSplit, jobs: Int = 1
  ) -> [UserFit] {
    parallelMap(count: users.count, jobs: jobs) { place in
      UserFit(user: users[place], factors, split)
    }
  }

  private init(user: Int32, _ factors: AlignedFactors, _ split: InteractionSplit) {
    var parts: [[Double]] = [[], [], []]
    let learnedItems = Set(split.train.items(of: Int(user)))
    let heldItems = Set(split.validation.items(of: Int(user)))
      .union(split.test.items(of: Int(user)))
    for item in 0..<Int32(factors.items.count) where factors.hasItem[Int(item)] {
      let part = learnedItems.contains(item) ? 0 : heldItems.contains(item) ? 1 : 2
      parts[part].append(Double(factors.score(user: user, item: item)))
    }
    func area(_ one: Int, _ other: Int) -> Double? {
      try? areaUnderCurve(positives: parts[one], negatives: parts[other])
    }
    self.init(learned: area(0, 2), heldOut: area(1, 2), memory: area(0, 1))
  }
}
