// SPDX-License-Identifier: Apache-2.0

import Attacks
import TestSupport
import Testing

@Suite struct MembershipScorerTests {
  private let conventions = [
    MembershipConvention.muse, MembershipConvention.openUnlearning, MembershipConvention.mimir,
  ]

  private func scores(_ text: MembershipOracle.Text) throws -> TokenScores {
    let moments = zip(text.means, text.variances).map {
      TokenScores.Moments(mean: $0, variance: $1)
    }
    return try TokenScores(text.logs, moments: moments)
  }

  @Test func scoresEqualNumPys() throws {
    let scorer = MembershipScorer(.muse)
    for text in try Oracle.load("membership", as: MembershipOracle.self).texts {
      let scores = try scores(text)
      let frequencies = try TokenFrequencies(counts: text.counts)
      let neighbours = try text.neighbours.map { try TokenScores($0) }
      let found = [
        scorer.loss(scores),
        try scorer.zlib(scores, compressedByteCount: text.compressed),
        try scorer.lowerCase(scores, lowered: TokenScores(text.lowered)),
        scorer.reference(scores, reference: try TokenScores(text.reference)),
        try scorer.neighbour(scores, neighbours: neighbours),
        try scorer.recall(scores, prefixed: TokenScores(text.prefixed)),
        try scorer.calibrated(scores, tokens: text.tokens, frequencies: frequencies),
        try scorer.calibrated(scores, tokens: text.tokens, frequencies: frequencies, limit: 0.5),
      ]
      let expected = [
        text.loss, text.zlib, text.lowerCase, text.referenceScore, text.neighbour, text.recall,
        text.dcPDD, text.dcPDDHalf,
      ]
      expectClose(found, expected, absolute: 1e-9, "\(text.logs.count) tokens")
    }
  }

  @Test func minKEqualsNumPysInEachConventionOrIsAnError() throws {
    for text in try Oracle.load("membership", as: MembershipOracle.self).texts {
      let scores = try scores(text)
      for (place, convention) in conventions.enumerated() {
        let scorer = MembershipScorer(convention)
        if let expected = text.minK[place], let relative = text.minKPlusPlus[place] {
          let found = [try scorer.minK(scores), try scorer.minKPlusPlus(scores)]
          expectClose(found, [expected, relative], absolute: 1e-9, convention.name)
        } else {
          let error = #expect(throws: AttacksError.self) { try scorer.minK(scores) }
          #expect(error?.code == .undefined)
          #expect(throws: AttacksError.self) { try scorer.minKPlusPlus(scores) }
        }
      }
    }
  }

  /// floor(.4 * 2) is 0: MUSE's code gives NaN there; OpenUnlearning's takes one token.
  @Test func theConventionsDifferOnShortTextsAndAreNamed() throws {
    let scores = try TokenScores([-1, -3])
    #expect(throws: AttacksError.self) { try MembershipScorer(.muse).minK(scores) }
    #expect(try MembershipScorer(.openUnlearning).minK(scores) == -3)
    #expect(MembershipScorer(.muse).name(of: .minK) == "min-k (muse)")
    #expect(
      MembershipScorer(.openUnlearning).name(of: .minKPlusPlus) == "min-k++ (open-unlearning)")
    #expect(MembershipScorer(.muse).name(of: .loss) == "loss")
  }

  /// (-1 - (-2)) / sqrt(1e-6) = 1000 with the floor; without it there is nothing to divide by.
  @Test func aDistributionWithoutVarianceHasAScoreOnlyWithAFloor() throws {
    let moments = [TokenScores.Moments(mean: -2, variance: 0)]
    let scores = try TokenScores([-1], moments: moments)
    let floored = try MembershipScorer(.openUnlearning).minKPlusPlus(scores)
    #expect(isClose(floored, 1_000, relative: 1e-12))
    let whole = MembershipConvention(
      name: "all", lowestShare: 1, leastCount: 0, varianceFloor: nil)
    let error = #expect(throws: AttacksError.self) {
      try MembershipScorer(whole).minKPlusPlus(scores)
    }
    #expect(error?.code == .undefined)
  }

  @Test func whatIsNoScoreIsRefused() throws {
    #expect(throws: AttacksError.self) { try TokenScores([]) }
    for value in [Double.nan, -.infinity, .infinity, 0.5] {
      let error = #expect(throws: AttacksError.self) { try TokenScores([-1, value]) }
      #expect(error?.code == .notANumber)
    }
    let moment = TokenScores.Moments(mean: -1, variance: 1)
    #expect(throws: AttacksError.self) { try TokenScores([-1, -1], moments: [moment]) }
    let certain = try TokenScores([0])
    let scorer = MembershipScorer(.muse)
    #expect(throws: AttacksError.self) { try scorer.lowerCase(certain, lowered: certain) }
    #expect(throws: AttacksError.self) { try scorer.recall(certain, prefixed: certain) }
    #expect(throws: AttacksError.self) { try scorer.neighbour(certain, neighbours: []) }
    #expect(throws: AttacksError.self) { try scorer.zlib(certain, compressedByteCount: 0) }
    #expect(throws: AttacksError.self) { try scorer.minKPlusPlus(certain) }
  }

  /// A model that gives members more probability makes every score higher for them.
  @Test func higherIsMoreLikelyAMember() throws {
    let scorer = MembershipScorer(.openUnlearning)
    let member = try TokenScores([-0.1, -0.2, -0.1])
    let stranger = try TokenScores([-2, -4, -1])
    #expect(scorer.loss(member) > scorer.loss(stranger))
    #expect(try scorer.minK(member) > scorer.minK(stranger))
    #expect(
      scorer.reference(member, reference: stranger)
        > scorer.reference(stranger, reference: stranger))
    #expect(
      try scorer.zlib(member, compressedByteCount: 9)
        > scorer.zlib(stranger, compressedByteCount: 9))
    #expect(
      try scorer.lowerCase(member, lowered: stranger)
        > scorer.lowerCase(stranger, lowered: stranger))
  }

  @Test func compressedLengthsEqualPythons() throws {
    let texts = try Oracle.load("membership", as: MembershipOracle.self).texts
    let found = try CompressedLength.zlib(texts.map { Array($0.text.utf8) })
    #expect(found == texts.map(\.compressed))
    // An empty zlib stream: a header of 2 bytes, an empty block of 2, a checksum of 4.
    #expect(try CompressedLength.zlib([[]]) == [8])
  }

  /// A uniform distribution over 4 tokens has mean -log 4 and no variance.
  @Test func momentsOfAUniformDistribution() {
    let uniform = TokenScores.Moments(logProbabilities: [0.25, 0.25, 0.25, 0.25].map(logarithm))
    #expect(isClose(uniform.mean, -1.386_294_361_119_890_6, absolute: 1e-15))
    #expect(isClose(uniform.variance, 0, absolute: 1e-15))
    let certain = TokenScores.Moments(logProbabilities: [0, -.infinity])
    #expect(certain == TokenScores.Moments(mean: 0, variance: 0))
  }
}
