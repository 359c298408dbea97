// SPDX-License-Identifier: Apache-2.0

import Attacks
import Audits
import Evidence
import Recommenders
import Testing

@Suite struct ErasureJudgementTests {
  private static let requests: [[ErasureRequest.Kind]] = [
    [.interactions], [.users], [.items], ErasureRequest.Kind.allCases,
  ]

  /// The verdict on an audit that a test has changed in one way.
  private func verdict(
    _ kinds: [ErasureRequest.Kind] = [.interactions], _ change: (inout MadeUpAudit) -> Void
  ) throws -> Verdict {
    var audit = MadeUpAudit(kinds)
    change(&audit)
    return try audit.judgement().verdict
  }

  @Test(arguments: requests) func whatGoldCouldHaveBeenIsHonoured(kinds: [ErasureRequest.Kind])
    throws
  {
    let judgement = try MadeUpAudit(kinds).judgement()
    #expect(judgement.verdict == .honoured, "\(judgement.reasons)")
    #expect(judgement.criteria.allSatisfy { $0.outcome == .met && $0.remedy.isEmpty })
    #expect(try verdict(kinds) { $0.original = nil } == .honoured)
  }

  @Test(arguments: requests) func residueIsNotHonoured(kinds: [ErasureRequest.Kind]) throws {
    var audit = MadeUpAudit(kinds)
    audit.unlearned.matched = 0.05
    let judgement = try audit.judgement()
    #expect(judgement.verdict == .notHonoured)
    #expect(judgement.reasons.contains { $0.hasPrefix("Residue") })
  }

  @Test(arguments: [[ErasureRequest.Kind.users], [.items], ErasureRequest.Kind.allCases])
  func residueThatOnlyFoldInSeesIsNotHonoured(kinds: [ErasureRequest.Kind]) throws {
    #expect(try verdict(kinds) { $0.unlearned.foldIn = 0.05 } == .notHonoured)
  }

  @Test(arguments: requests) func overForgettingIsNotHonoured(kinds: [ErasureRequest.Kind]) throws {
    var audit = MadeUpAudit(kinds)
    audit.unlearned.matched = -0.08
    let judgement = try audit.judgement()
    #expect(judgement.verdict == .notHonoured)
    #expect(judgement.reasons.contains { $0.hasPrefix("Over-forgetting") })
    #expect(try verdict(kinds) { $0.unlearned.forgetRecall = -0.1 } == .notHonoured)
  }

  @Test func aDifferenceInsideTheMarginButAboveTheResidueBarIsNotHonoured() throws {
    #expect(try verdict { $0.unlearned.matched = 0.022 } == .notHonoured)
    #expect(try verdict { $0.unlearned.matched = 0.008 } == .honoured)
    #expect(try verdict { $0.unlearned.matched = -0.02 } == .honoured)
  }

  @Test func aStoredIdentifierOrServedItemIsNotHonouredWhateverElse() throws {
    #expect(try verdict([.users]) { $0.unlearned.stored = 1 } == .notHonoured)
    #expect(try verdict([.items]) { $0.unlearned.served = 1 } == .notHonoured)
    #expect(
      try verdict([.users]) {
        $0.unlearned.stored = 1
        $0.golds = []
      } == .notHonoured)
    #expect(
      try verdict([.items]) {
        $0.unlearned.served = 1
        $0.isListsOnly = true
      } == .notHonoured)
  }

  @Test(arguments: requests) func withoutEnoughGoldsNothingIsHonoured(kinds: [ErasureRequest.Kind])
    throws
  {
    #expect(try verdict(kinds) { $0.golds = [] } == .inconclusive)
    #expect(try verdict(kinds) { $0.golds.removeLast(2) } == .inconclusive)
    #expect(try verdict(kinds) { $0.golds.removeLast() } == .honoured)
  }

  @Test func anAttackThatFindsSomethingOnGoldSaysNothing() throws {
    for shift in [0, 0.1, -0.1] {
      let found = try verdict { audit in
        audit.unlearned.parity = 0.7
        audit.unlearned.matched = shift
        for index in audit.golds.indices { audit.golds[index].parity = 0.7 }
      }
      #expect(found == .inconclusive, "\(shift)")
    }
  }

  @Test func aForeignModelTrainedOnHeldOutPairsIsInconclusiveUnlessItShowsResidue() throws {
    #expect(try verdict { $0.isForeign = true } == .honoured)
    // Learned held-out pairs hide residue and feign over-forgetting; they cannot feign residue.
    for (shift, expected) in [
      (0, Verdict.inconclusive), (-0.1, .inconclusive), (0.1, .notHonoured),
    ] {
      let found = try verdict { audit in
        audit.isForeign = true
        audit.unlearned.retained = 0.5
        audit.unlearned.matched = shift
      }
      #expect(found == expected, "\(shift)")
    }
  }

  @Test func whatLooksTrainedOnHeldOutPairsMayHaveAnotherCause() throws {
    var audit = MadeUpAudit()
    audit.isForeign = true
    audit.unlearned.retained = 0.5
    let control = try #require(
      audit.judgement().criteria.first { $0.name == "held-out-control" })
    #expect(control.finding.contains("may have been trained"), "\(control.finding)")
    #expect(control.finding.contains("or have learned too little"), "\(control.finding)")
  }

  @Test(arguments: requests) func givenGoldsAreNotSaidNeverToHaveSeenTheData(
    kinds: [ErasureRequest.Kind]
  ) throws {
    var audit = MadeUpAudit(kinds)
    #expect(try audit.judgement().reasons.contains { $0.contains("never saw the data") })
    audit.isGoldGiven = true
    let judgement = try audit.judgement()
    #expect(judgement.verdict == .honoured)
    #expect(judgement.reasons.allSatisfy { !$0.contains("never saw") }, "\(judgement.reasons)")
    #expect(judgement.reasons.first?.contains("3 models that the auditor was given") == true)
    audit.unlearned.matched = 0.05
    let refuted = try audit.judgement()
    #expect(refuted.verdict == .notHonoured)
    #expect(refuted.reasons.contains { $0.contains("that the auditor was given") })
  }

  @Test func aLossOfUtilityIsInconclusiveAndSaysWhatTheOthersKeep() throws {
    var audit = MadeUpAudit()
    audit.unlearned.utility = 0.85
    let judgement = try audit.judgement()
    #expect(judgement.verdict == .inconclusive)
    #expect(judgement.reasons.contains { $0.contains("The others keep 0.85") })
  }

  @Test func aForeignModelNeedsToKeepOnlyWhatItServedBefore() throws {
    var audit = MadeUpAudit()
    audit.isForeign = true
    audit.unlearned.utility = 0.85
    var before = audit.unlearned.seeded(20)
    before.matched = 0.1
    audit.original = before.reading
    #expect(try audit.judgement().verdict == .honoured)
    audit.isForeign = false
    #expect(try audit.judgement().verdict == .inconclusive)
    audit.isForeign = true
    audit.original = nil
    #expect(try audit.judgement().verdict == .inconclusive)
  }

  @Test func tooFewPairsAreInconclusiveAndSayHowManyWouldSettleIt() throws {
    var audit = MadeUpAudit(groupCount: 12)
    audit.golds = audit.golds.map { $0.seeded($0.seed) }
    // Other noise than Gold's on the same pairs, as if the erased pairs had little in common.
    var noisy = audit.unlearned
    noisy.matched = 0.0
    audit.unlearned = noisy
    var readings = audit.readings
    readings.unlearned = shuffled(readings.unlearned)
    let judgement = try audit.judgement(readings)
    #expect(judgement.verdict == .inconclusive)
    let open = try #require(judgement.criteria.first { $0.name == "matched-auc-difference" })
    #expect(open.outcome == .inconclusive)
    #expect(open.finding.contains("smallest effect"))
    #expect(open.remedy.contains("would settle it"))
  }

  @Test func aFewHistoriesShowLargeResidueAndOnlyThat() throws {
    var audit = MadeUpAudit([.users], groupCount: 5)
    audit.unlearned.matched = 0.1
    #expect(try audit.judgement().verdict == .notHonoured)
    // Golds that lie apart as far as the model lies from them prove nothing.
    audit.golds[0].matched = 0.1
    audit.golds[1].matched = 0.05
    #expect(try audit.judgement().verdict == .inconclusive)
  }

  @Test func onePersonIsCarriedByStructureAndTheReasonSaysSo() throws {
    var audit = MadeUpAudit([.users], groupCount: 1)
    audit.singles = [.users]
    let judgement = try audit.judgement()
    #expect(judgement.verdict == .honoured, "\(judgement.reasons)")
    #expect(judgement.reasons.contains { $0.contains("too short") && $0.contains("Structure") })
    let attacks = judgement.criteria.filter { $0.name.hasSuffix("-auc-difference") }
    #expect(attacks.count == 2 && attacks.allSatisfy { !$0.required })
  }

  @Test func onePersonsRecallProvesNothingByItself() throws {
    // One of twenty erased pairs more in the list than in Gold is .05, and no interval is to be had.
    for shift in [0.05, -0.05] {
      var audit = MadeUpAudit([.users], groupCount: 1)
      audit.singles = [.users]
      audit.unlearned.forgetRecall = shift
      #expect(try audit.judgement().verdict == .honoured)
      // A handful of people cannot refute an erasure that way either.
      audit = MadeUpAudit([.users], groupCount: 6)
      audit.unlearned.forgetRecall = shift
      #expect(try audit.judgement().verdict == .inconclusive)
    }
  }

  @Test func onePersonsRowDropIsSeenInTheItemsConcerned() throws {
    var audit = MadeUpAudit([.users], groupCount: 1)
    audit.singles = [.users]
    audit.original = audit.unlearned.reading
    #expect(try audit.judgement().verdict == .notHonoured)
    audit = MadeUpAudit([.users], groupCount: 1)
    audit.singles = [.users]
    audit.unlearned.geometry = 0.3
    #expect(try audit.judgement().verdict == .inconclusive)
  }

  /// An audit of one person whose items, and others that were never touched, moved from before.
  private func onePerson(
    others: Double, _ kinds: [ErasureRequest.Kind] = [.users], isForeign: Bool = true
  ) throws -> Criterion {
    var audit = MadeUpAudit(kinds)
    audit.singles = [.users]
    audit.isForeign = isForeign
    audit.unlearned.controlGeometry = others
    let judgement = try audit.judgement()
    let found = try #require(judgement.criteria.first { $0.name == "vectors-moved" })
    #expect((judgement.verdict == .honoured) == (!found.required || found.outcome == .met))
    return found
  }

  @Test func trainingOnIsNotTakenForForgettingOnePerson() throws {
    // The person's items move by about .04 between two readings: others as much, or hardly.
    #expect(try onePerson(others: 0.05).outcome == .inconclusive)
    #expect(try onePerson(others: 0.005).outcome == .met)
    #expect(try onePerson(others: 0).outcome == .met)
  }

  @Test func amongOtherErasuresOnePersonsIsNotToldApart() throws {
    let foreign = try onePerson(others: 0.05, [.interactions, .users])
    #expect(foreign.outcome == .inconclusive && foreign.required)
    #expect(foreign.remedy.contains("by itself"))
    #expect(try !onePerson(others: 0.05, [.interactions, .users], isForeign: false).required)
  }

  @Test(arguments: [ErasureRequest.Kind.users, .items])
  func earlierRowsThatAreAvoidedShowOverForgetting(kind: ErasureRequest.Kind) throws {
    func judged(_ shift: Double, hasBefore: Bool = true) throws -> (Verdict, Criterion?) {
      var audit = MadeUpAudit([kind])
      audit.isForeign = true
      audit.unlearned.restored = shift
      for index in audit.golds.indices { audit.golds[index].restored = 0.02 }
      if !hasBefore { audit.original = nil }
      let judgement = try audit.judgement()
      return (judgement.verdict, judgement.criteria.first { $0.name == "over-forgetting" })
    }
    #expect(try judged(0.02).0 == .honoured)
    #expect(try judged(0.02).1?.outcome == .met)
    #expect(try judged(0.1).0 == .honoured)
    #expect(try judged(-0.08).0 == .notHonoured)
    #expect(try judged(-0.08).1?.finding.hasPrefix("Over-forgetting") == true)
    // Without the model before there is nothing to put back.
    #expect(try judged(-0.08, hasBefore: false).1 == nil)
  }

  @Test(arguments: requests) func listsAloneNeverHonour(kinds: [ErasureRequest.Kind]) throws {
    let found = try verdict(kinds) { $0.isListsOnly = true }
    #expect(found == .inconclusive)
    let favoured = try verdict(kinds) { audit in
      audit.isListsOnly = true
      audit.unlearned.forgetRecall = 0.15
    }
    #expect(favoured == .notHonoured)
  }

  @Test func nothingToJudgeIsInconclusive() {
    #expect(ErasureJudgement(criteria: []).verdict == .inconclusive)
    let informing = Criterion(
      name: "forget-recall-difference", question: "?", outcome: .met, required: false, finding: "")
    #expect(ErasureJudgement(criteria: [informing]).verdict == .inconclusive)
  }

  /// The placements of an attack dealt to other pairs.
  private func shuffled(_ reading: ModelReading) -> ModelReading {
    let kinds = reading.kinds.map { kind in
      ModelReading.KindReading(
        kind: kind.kind,
        matched: ModelReading.Attack(
          placements: kind.matched.placements.reversed().map { $0 * 1.6 - 0.3 },
          groups: kind.matched.groups, memberScores: [], nonMemberScores: []),
        foldIn: nil, randomAreaUnderCurve: nil, recoveryRanks: [], geometry: kind.geometry)
    }
    return reading.with(kinds: kinds)
  }
}
