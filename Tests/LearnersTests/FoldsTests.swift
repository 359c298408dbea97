// SPDX-License-Identifier: Apache-2.0

import Compute
import Learners
import Testing

@Suite struct FoldsTests {
  @Test func groupsStayWholeAndSidesAreSharedOut() throws {
    for seed in 0..<50 {
      var generator = SeededGenerator(seed: Seed(UInt64(seed)))
      let groups = (0..<200).map { _ in generator.index(below: 60) }
      let labels = groups.map { $0 < 25 ? true : $0 < 50 ? false : generator.index(below: 2) == 0 }
      let folds = try Folds(labels: labels, groups: groups, count: 5, seed: Seed(UInt64(seed)))
      let pairs = Set(zip(groups, folds.assignments).map { [$0, $1] })
      #expect(pairs.count == Set(groups).count, "seed \(seed)")
      let sides = Dictionary(grouping: labels.indices, by: { groups[$0] })
        .mapValues { members in Set(members.map { labels[$0] }) }
      for side in [Set([true]), [false], [true, false]] {
        let counts = (0..<5).map { part in
          sides.count { $0.value == side && pairs.contains([$0.key, part]) }
        }
        #expect(counts.max()! - counts.min()! <= 1, "seed \(seed)")
      }
    }
  }

  @Test func theSeedAloneDecides() throws {
    let labels = (0..<40).map { $0 % 2 == 0 }
    let one = try Folds(labels: labels, groups: Array(0..<40), count: 4, seed: Seed(1))
    #expect(one == (try? Folds(labels: labels, groups: Array(0..<40), count: 4, seed: Seed(1))))
    #expect(one != (try? Folds(labels: labels, groups: Array(0..<40), count: 4, seed: Seed(2))))
  }

  @Test func tooFewGroupsAreRefused() {
    let error = #expect(throws: LearnersError.self) {
      try Folds(labels: [true, true, false, false], groups: [0, 0, 1, 2], count: 2, seed: Seed(1))
    }
    #expect(error?.code == .tooFewExamples)
    #expect(throws: LearnersError.self) {
      try Folds(labels: [true, false], groups: [0, 1], count: 1, seed: Seed(1))
    }
  }
}
