// SPDX-License-Identifier: Apache-2.0

import Attacks
import TestSupport
import Testing

@Suite struct ShadowAttackTests {
  /// 70 shadow models a side have variances of their own, 5 share one.
  @Test func likelihoodRatiosEqualSciPys() throws {
    let cases = try Oracle.load("membership", as: MembershipOracle.self).shadows
    #expect(cases.map { $0.inside[0].count } == [70, 5])
    for shadows in cases {
      let examples = shadows.observed.indices.map {
        ShadowScores(
          observed: shadows.observed[$0], inside: shadows.inside[$0], outside: shadows.outside[$0])
      }
      expectClose(
        try LikelihoodRatioAttack.online(examples), shadows.online, absolute: 1e-9, "online")
      expectClose(
        try LikelihoodRatioAttack.offline(examples), shadows.offline, absolute: 1e-9, "offline")
    }
  }

  @Test func relativeScoresEqualNumPys() throws {
    for relative in try Oracle.load("membership", as: MembershipOracle.self).relative {
      let population = zip(relative.population, relative.references).map {
        ShadowScores(observed: $0, outside: $1)
      }
      let attack = try RelativeAttack(
        population: population, offlineScale: relative.scale, threshold: relative.threshold)
      let found = try zip(relative.observed, relative.outside).map {
        try attack.score(of: ShadowScores(observed: $0, outside: $1))
      }
      expectClose(found, relative.scores, absolute: 1e-9, "a = \(relative.scale)")
    }
  }

  /// x: P = (1.5 * .2 + .5) / 2 = .4, ratio 2; z: ratios .5 / .625 = .8 and .9 / .25 = 3.6.
  @Test func aRelativeScoreByHand() throws {
    let population = [
      ShadowScores(observed: 0.5, outside: [0.5]), ShadowScores(observed: 0.9, outside: [0, 0]),
    ]
    let attack = try RelativeAttack(population: population, offlineScale: 0.5)
    #expect(try attack.score(of: ShadowScores(observed: 0.8, outside: [0.1, 0.3])) == 0.5)
  }

  /// log(.9 / .1) = 2.1972; for log p = -1e-12 the odds are 1e12.
  @Test func logitsDoNotCancel() {
    let near = LikelihoodRatioAttack.logit(logConfidence: logarithm(0.9))
    #expect(isClose(near, 2.197_224_577_336_219_4, relative: 1e-12))
    #expect(
      isClose(
        LikelihoodRatioAttack.logit(logConfidence: -1e-12), 27.631_021_115_928_55, relative: 1e-9))
    #expect(
      isClose(LikelihoodRatioAttack.logit(logConfidence: -800), -800, relative: 1e-12))
  }

  @Test func whatCannotBeJudgedIsRefused() throws {
    let flat = ShadowScores(observed: 1, inside: [2, 2], outside: [1, 1])
    let error = #expect(throws: AttacksError.self) { try LikelihoodRatioAttack.online([flat]) }
    #expect(error?.code == .undefined)
    let alone = ShadowScores(observed: 1, outside: [1])
    #expect(throws: AttacksError.self) {
      try LikelihoodRatioAttack.offline([alone], variance: .own)
    }
    let infinite = ShadowScores(observed: .infinity, outside: [1, 2, 3])
    #expect(throws: AttacksError.self) { try LikelihoodRatioAttack.offline([infinite]) }
    #expect(throws: AttacksError.self) { try RelativeAttack(population: [], offlineScale: 0.5) }
    #expect(throws: AttacksError.self) {
      try RelativeAttack(population: [alone], offlineScale: 1.5)
    }
    let attack = try RelativeAttack(population: [alone], offlineScale: 0.5)
    #expect(throws: AttacksError.self) {
      try attack.score(of: ShadowScores(observed: -3, outside: [0.5]))
    }
    #expect(throws: AttacksError.self) {
      try attack.score(of: ShadowScores(observed: 0.5, outside: []))
    }
  }
}
