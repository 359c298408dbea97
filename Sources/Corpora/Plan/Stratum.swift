// SPDX-License-Identifier: Apache-2.0

internal import Compute

/// The member documents of one kind, locale and focus, each with the number of its copies.
///
/// The stratum's documents, in a keyed order, go on dealing classes where the stratum before it
/// stopped: document p of the order has class (start + p) mod K. So the classes are within one of
/// each other in every stratum and in every run of strata, among them whole kinds.
struct Stratum: Sendable {
  /// The keyed order: rank to position.
  let order: KeyedPermutation
  /// The number of member documents in earlier strata, modulo the number of classes.
  let start: Int
  /// The number of examples in earlier strata.
  let firstExample: Int

  /// The number of documents.
  var documentCount: Int { order.count }

  /// The class of the document with a rank.
  @inline(__always)
  func replicationClass(of rank: Int, classCount: Int) -> Int {
    let place = UInt(bitPattern: start &+ order(rank))
    return Int(bitPattern: place % UInt(bitPattern: classCount))
  }

  /// The first position of a class.
  @inline(__always)
  private func firstPosition(of replicationClass: Int, classCount: Int) -> Int {
    let distance = replicationClass - start
    return distance < 0 ? distance + classCount : distance
  }

  /// The number of documents of a class.
  @inline(__always)
  func documentCount(of replicationClass: Int, classCount: Int) -> Int {
    let first = firstPosition(of: replicationClass, classCount: classCount)
    return documentCount > first ? (documentCount - 1 - first) / classCount + 1 : 0
  }

  /// The examples of the stratum by class, those without documents left out.
  func cells(_ index: Int, classes: [Int]) -> [ExampleCells.Cell] {
    var first = firstExample
    return classes.enumerated().compactMap { place, copies in
      let count = documentCount(of: place, classCount: classes.count)
      guard count > 0 else { return nil }
      defer { first += count * copies }
      return ExampleCells.Cell(
        firstExample: first, stratum: Int32(index), copies: UInt32(copies),
        firstPosition: Int32(firstPosition(of: place, classCount: classes.count)))
    }
  }

  /// Lines up the strata of all kinds: by kind, then locale, then focus.
  static func all(of kinds: [KindShares], classes: [Int], seed: Seed) -> (
    strata: [Stratum], exampleCount: Int
  ) {
    var strata: [Stratum] = []
    var (documents, examples) = (0, 0)
    for shares in kinds {
      let seed = seed.derive("replication").derive(shares.kind.name)
      for (locale, members) in shares.members.enumerated() {
        for focus in shares.attributes.indices {
          let focusCount = shares.attributes.count
          let count = (members.total + focusCount - 1 - focus) / focusCount
          let order = KeyedPermutation(
            count: count, key: seed.derive("stratum", locale * focusCount + focus).value)
          let stratum = Stratum(
            order: order, start: documents % classes.count, firstExample: examples)
          strata.append(stratum)
          documents += count
          for (place, copies) in classes.enumerated() {
            examples += stratum.documentCount(of: place, classCount: classes.count) * copies
          }
        }
      }
    }
    return (strata, examples)
  }
}
