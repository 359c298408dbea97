// SPDX-License-Identifier: Apache-2.0

import Compute
import Recommenders

/// Draws triples while unlearning: retained pairs at random, and negatives that no one ever chose.
///
/// Negatives avoid retained and erased positives of the user, and erased items: a forward step that
/// drew an erased item as its negative would rebuild the row that is to go.
struct RepairSampler {
  private let retained: [Interaction]
  private let avoided: PositiveSet
  private let isErasedItem: [Bool]
  private var stream: KeyedStream
  private var generator: SeededGenerator

  private static let attemptLimit = 256

  init(
    _ train: Interactions, retained: [Interaction], request: ErasureRequest, seed: Seed
  ) {
    self.retained = retained
    avoided = PositiveSet(train)
    var isErasedItem = [Bool](repeating: false, count: train.items.count)
    for item in request.items { isErasedItem[Int(item)] = true }
    self.isErasedItem = isErasedItem
    stream = KeyedStream(key: seed.derive("repair").value)
    generator = SeededGenerator(seed: seed.derive("order"))
  }

  /// Adds `count` retained pairs with negatives.
  mutating func appendRetained(_ count: Int, to batch: inout TripleBatch) {
    guard !retained.isEmpty else { return }
    for _ in 0..<count {
      append(retained[stream.index(below: retained.count)], to: &batch)
    }
  }

  /// Adds the pair with a negative, or nothing where the user has chosen every other item.
  mutating func append(_ pair: Interaction, to batch: inout TripleBatch) {
    for _ in 0..<RepairSampler.attemptLimit {
      let item = Int32(stream.index(below: isErasedItem.count))
      if !avoided.contains(user: pair.user, item: item) && !isErasedItem[Int(item)] {
        batch.append(user: pair.user, positive: pair.item, negative: item)
        return
      }
    }
  }

  mutating func shuffle(_ set: inout ForgetSet) { set.shuffle(using: &generator) }
}
