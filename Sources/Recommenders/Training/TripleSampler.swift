// SPDX-License-Identifier: Apache-2.0

public import Compute

/// Draws training triples whose order and negatives are keyed by identifier.
///
/// In each pass every pair comes once, in the order of a keyed draw; its negative comes from a stream
/// of the same key. Leaving out one user's pairs changes neither the order nor the uniform negatives
/// of the others, as long as the catalogue stays the same; popularity negatives follow the counts.
public struct TripleSampler: Sendable {
  private let pairs: [Interaction]
  private let keys: [UInt64]
  private let columns: [Int32]
  private let itemCount: Int
  private let avoided: PositiveSet
  private let negatives: NegativeSampling

  /// How often a negative is redrawn before a pair is left out of a pass.
  private static let attemptLimit = 256

  /// Prepares the draws.
  ///
  /// - Parameters:
  ///   - train: The pairs to learn from; popularity negatives are drawn from them.
  ///   - avoided: Pairs that never serve as negatives; usually all positives of `train`.
  ///   - negatives: How negatives are drawn.
  ///   - seed: The seed of the keyed draws.
  public init(
    _ train: Interactions, avoiding avoided: PositiveSet, negatives: NegativeSampling, seed: Seed
  ) {
    let pairKeys = PairKeys(train.users, train.items, seed: seed.derive("triples"))
    pairs = train.pairs
    keys = pairs.map(pairKeys.key(of:))
    columns = train.columns
    itemCount = train.items.count
    self.avoided = avoided
    self.negatives = negatives
  }

  /// The number of pairs a pass visits.
  public var count: Int { pairs.count }

  /// Replaces the batch by the triples of one pass.
  ///
  /// - Parameters:
  ///   - batch: Where the triples go.
  ///   - pass: The pass's number; passes are independent of each other.
  public func fill(_ batch: inout TripleBatch, pass: Int) {
    batch.removeAll()
    for index in order(of: pass) {
      let pair = pairs[Int(index)]
      if let negative = negative(of: pair, key: keys[Int(index)], pass: pass) {
        batch.append(user: pair.user, positive: pair.item, negative: negative)
      }
    }
  }

  /// Returns a negative for the pair from the stream of key and pass, or nil where none is found.
  private func negative(of pair: Interaction, key: UInt64, pass: Int) -> Int32? {
    var stream = KeyedStream(key: key ^ Seed.mix(UInt64(truncatingIfNeeded: pass) &+ 1))
    for _ in 0..<TripleSampler.attemptLimit {
      let item: Int32
      switch negatives {
      case .uniform: item = Int32(stream.index(below: itemCount))
      case .popularity: item = columns[stream.index(below: columns.count)]
      }
      if !avoided.contains(user: pair.user, item: item) { return item }
    }
    return nil
  }

  /// Positions of `pairs` in the order of a pass: a stable radix sort by 22 keyed bits.
  private func order(of pass: Int) -> [UInt32] {
    let salt = Seed.mix(UInt64(truncatingIfNeeded: pass) &* Seed.golden &+ 0x5eed)
    let words = keys.map { UInt32(truncatingIfNeeded: Seed.mix($0 ^ salt) >> 42) }
    var order = (0..<UInt32(words.count)).map { $0 }
    var target = order
    for shift in [UInt32(0), 11] {
      var starts = [Int](repeating: 0, count: 2049)
      for word in words { starts[Int(word >> shift & 2047) + 1] += 1 }
      for digit in 0..<2048 { starts[digit + 1] += starts[digit] }
      for index in order {
        let digit = Int(words[Int(index)] >> shift & 2047)
        target[starts[digit]] = index
        starts[digit] += 1
      }
      swap(&order, &target)
    }
    return order
  }
}
