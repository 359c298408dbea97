// SPDX-License-Identifier: Apache-2.0

import Compute
import Learners
import Statistics
import TestSupport
import Testing

@Suite struct TextContrastTests {
  private static let words = (0..<60).map { "word\($0)" }

  /// Texts of words of which the first are the most frequent.
  private func texts(
    _ count: Int, wordCount: ClosedRange<Int> = 10...30, shift: Int = 0, firstGroup: Int = 0,
    using generator: inout SeededGenerator
  ) -> [GroupedText] {
    (0..<count).map { number in
      let length = wordCount.lowerBound + generator.index(below: wordCount.count)
      let chosen = (0..<length).map { _ in
        let draw = generator.uniform()
        return Self.words[(Int(draw * draw * 60) + shift) % 60]
      }
      return GroupedText(chosen.joined(separator: " "), group: firstGroup + number)
    }
  }

  /// The lower end lies above .5 by chance in 2.5 % of draws: more than 9 of 100 once in 5,000 times.
  @Test func textsOfOneKindAreTakenForOne() throws {
    var refusals = 0
    var sum = 0.0
    for seed in 0..<100 {
      var generator = SeededGenerator(seed: Seed(UInt64(seed)))
      let contrast = try TextContrast(
        members: texts(60, using: &generator),
        nonMembers: texts(90, firstGroup: 60, using: &generator), seed: Seed(UInt64(seed)))
      if contrast.refusal != nil { refusals += 1 }
      sum += contrast.area.value
    }
    #expect(refusals <= 9)
    // The area's standard error is .05 on one draw, so .005 on their mean.
    #expect(isClose(sum / 100, 0.5, absolute: 0.015))
  }

  @Test func otherWordsAreRefusedWithAReason() throws {
    var generator = SeededGenerator(seed: Seed(1))
    let contrast = try TextContrast(
      members: texts(80, using: &generator),
      nonMembers: texts(80, shift: 20, firstGroup: 80, using: &generator), seed: Seed(1))
    #expect(contrast.area.value > 0.9)
    #expect(contrast.area.method == "delong")
    #expect(contrast.refusal?.code == .differentKinds)
  }

  @Test func otherLengthsAreRefused() throws {
    var generator = SeededGenerator(seed: Seed(2))
    let contrast = try TextContrast(
      members: texts(80, using: &generator),
      nonMembers: texts(80, wordCount: 25...45, firstGroup: 80, using: &generator), seed: Seed(2))
    #expect(contrast.refusal?.code == .differentKinds)
  }

  /// What a group shares, such as a name, cannot be learned from one of its texts for another.
  @Test func whatGroupsShareIsNotLearnedByHeart() throws {
    var generator = SeededGenerator(seed: Seed(3))
    func set(_ groups: Range<Int>) -> [GroupedText] {
      groups.flatMap { group in
        texts(6, using: &generator).map { GroupedText("\($0.text) name\(group)", group: group) }
      }
    }
    let (members, nonMembers) = (set(0..<30), set(30..<60))
    let grouped = try TextContrast(members: members, nonMembers: nonMembers, seed: Seed(3))
    #expect(grouped.area.method == "bootstrap by group")
    #expect(grouped.area.n == 60)
    #expect(grouped.refusal == nil)
    func apart(_ texts: [GroupedText], _ first: Int) -> [GroupedText] {
      texts.enumerated().map { GroupedText($1.text, group: first + $0) }
    }
    let leaky = try TextContrast(
      members: apart(members, 0), nonMembers: apart(nonMembers, 1_000), seed: Seed(3))
    #expect(leaky.refusal != nil)
  }

  @Test func theOutcomeIsTheSameAtAnyNumberOfJobs() throws {
    var generator = SeededGenerator(seed: Seed(4))
    let members = texts(30, using: &generator)
    let others = texts(30, shift: 2, firstGroup: 20, using: &generator)
    let one = try TextContrast(members: members, nonMembers: others, seed: Seed(4))
    let two = try TextContrast(members: members, nonMembers: others, seed: Seed(4), jobs: 2)
    #expect(one.area == two.area)
  }

  @Test func aLimitAllowsSmallDifferences() throws {
    var generator = SeededGenerator(seed: Seed(5))
    let members = texts(80, using: &generator)
    let others = texts(80, shift: 20, firstGroup: 80, using: &generator)
    var settings = TextContrast.Settings()
    settings.limit = 0.999
    let contrast = try TextContrast(
      members: members, nonMembers: others, settings: settings, seed: Seed(5))
    #expect(contrast.refusal == nil)
    settings.limit = 0.2
    let error = #expect(throws: LearnersError.self) {
      try TextContrast(members: members, nonMembers: others, settings: settings, seed: Seed(5))
    }
    #expect(error?.code == .invalidParameter)
    #expect(throws: LearnersError.self) {
      try TextContrast(members: Array(members[..<3]), nonMembers: others, seed: Seed(5))
    }
  }

  /// "A a b!" and "b, a" keep the words a and b.
  ///
  /// Their rows are (log 3, log 2) / size and (1, 1) / sqrt 2. Lengths of 6 and 4 bytes lie one standard deviation above and below their mean.
  @Test func featuresByHand() {
    let features = TextFeatures(["A a b!", "b, a"], wordLimit: 10)
    #expect(features.words == ["a", "b"])
    // (log 3, log 2) / sqrt(1.206949 + 0.480453).
    let expected = [[0.845_736_7, 0.533_600_4, 1], [0.707_106_8, 0.707_106_8, -1]]
    for (row, values) in expected.enumerated() {
      for (column, value) in values.enumerated() {
        var unit = [0.0, 0, 0]
        unit[column] = 1
        #expect(isClose(features.rows.product(row, unit), value, absolute: 1e-6))
      }
    }
    #expect(TextFeatures(["x y", "x z", "y x"], wordLimit: 1).words == ["x"])
    #expect(TextFeatures(["", ""], wordLimit: 5).rows.count == 2)
  }
}
