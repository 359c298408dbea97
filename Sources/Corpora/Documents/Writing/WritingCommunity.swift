// SPDX-License-Identifier: Apache-2.0

internal import Compute

/// What the writers of documents know of a community.
struct WritingCommunity {
  let index: Int
  /// The index in the corpus of its first person.
  let firstPerson: Int
  /// The code of its locale.
  let locale: Int
  let values: CommunityValues
  /// The facets and attributes of each seat, as bits.
  let people: [PersonBits]
  let styles: [AuthorStyle]
  /// The seat of each one's partner, a parent and a child; -1 where there is none.
  let partners: [Int16]
  let parents: [Int16]
  let children: [Int16]
  /// The seats of each one's friends.
  let friends: [[Int16]]
  /// The fields of each one's interests.
  let interestFields: [[UInt8]]
  /// The set of each one.
  let sets: [CorpusSet]
  /// Whether its documents are trained on, or whose twins they are.
  let role: CommunityRole
  /// The index of the first person of the member community, of twins.
  let firstMember: Int

  var size: Int { people.count }

  /// A word of 64 random bits for each seat's style.
  static func styles(
    count: Int, registers: (Int) -> Int, seed: Seed
  ) -> [AuthorStyle] {
    (0..<count).map { seat in
      AuthorStyle(
        register: registers(seat),
        word: Seed.mix(seed.value &+ UInt64(seat) &* Seed.golden))
    }
  }
}
