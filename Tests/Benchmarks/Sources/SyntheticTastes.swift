// SPDX-License-Identifier: Apache-2.0

import Compute
import Foundation
import Recommenders

/// Interactions of 50,000 users with 20,000 items, 2 million in all, a tenth of them held out.
///
/// Every user has a held-out item. Items belong to 50 groups; popularity falls as a power of the rank. A user likes two groups and
/// takes 7 of 10 items from them, the rest from the whole catalogue. Activity is long-tailed.
struct SyntheticTastes {
  static let userCount = 50_000
  static let itemCount = 20_000
  static let pairCount = 2_000_000
  private static let groupCount = 50

  /// What both sides learn from.
  let train: Interactions
  /// What both sides are judged by.
  let test: Interactions

  /// Draws the interactions.
  init(seed: Seed) {
    var generator = SeededGenerator(seed: seed)
    let shares = SyntheticTastes.activityShares(&generator)
    let whole = WeightedItems(0..<SyntheticTastes.itemCount)
    let groups = (0..<SyntheticTastes.groupCount).map { group in
      WeightedItems((0..<SyntheticTastes.itemCount).filter { $0 % 50 == group })
    }
    var parts: [[Interaction]] = [[], []]
    for user in 0..<SyntheticTastes.userCount {
      let liked = [
        groups[generator.index(below: groups.count)], groups[generator.index(below: groups.count)],
      ]
      var chosen: Set<Int32> = []
      let wanted = min(shares[user], 2000)
      while chosen.count < wanted {
        let source = generator.uniform() < 0.7 ? liked[generator.index(below: 2)] : whole
        let item = source.draw(&generator)
        guard chosen.insert(item).inserted else { continue }
        let isHeldOut = generator.uniform() < 0.075 || chosen.count == wanted
        let part = isHeldOut ? 1 : 0
        parts[part].append(Interaction(user: Int32(user), item: item))
      }
    }
    let users = SyntheticTastes.index("u", SyntheticTastes.userCount)
    let items = SyntheticTastes.index("i", SyntheticTastes.itemCount)
    train = Interactions(users: users, items: items, pairs: parts[0])
    test = Interactions(users: users, items: items, pairs: parts[1])
  }

  /// How many items each user takes: log-normal, at least 5, about 2 million in all.
  private static func activityShares(_ generator: inout SeededGenerator) -> [Int] {
    let weights = (0..<userCount).map { _ in exp(generator.normal() * 0.9) }
    let total = weights.reduce(0, +)
    return weights.map { max(5, Int($0 / total * Double(pairCount))) }
  }

  private static func index(_ prefix: String, _ count: Int) -> IdentifierIndex {
    IdentifierIndex((0..<count).map { "\(prefix)\(1_000_000 + $0)" })
  }

  /// Writes both sets where peers read them: user and item positions, 32-bit, little-endian.
  func write(to folder: URL) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, part) in [("train", train), ("test", test)] {
      let flat = part.pairs.flatMap { [$0.user.littleEndian, $0.item.littleEndian] }
      try flat.withUnsafeBytes { Data($0) }.write(to: folder.appendingPathComponent("\(name).i32"))
    }
  }
}

/// Items with weights that fall as a power of their position.
private struct WeightedItems {
  private let items: [Int32]
  private let cumulative: [Double]

  init(_ positions: some Sequence<Int>) {
    items = positions.map(Int32.init)
    var sum = 0.0
    cumulative = items.map { item in
      sum += pow(Double(item) + 20, -0.8)
      return sum
    }
  }

  func draw(_ generator: inout SeededGenerator) -> Int32 {
    let target = generator.uniform() * (cumulative.last ?? 0)
    var low = 0
    var high = items.count - 1
    while low < high {
      let middle = (low + high) / 2
      if cumulative[middle] <= target { low = middle + 1 } else { high = middle }
    }
    return items[low]
  }
}
