// SPDX-License-Identifier: Apache-2.0

import Attacks
import Audits
import Compute
import Evidence
import Recommenders
import Testing

extension ModelReading {
  /// The reading with some of its answers replaced.
  func with(
    kinds: [KindReading]? = nil, forget: ServedUsers? = nil, retain: ServedUsers? = nil,
    retained: [Double]? = nil
  ) -> ModelReading {
    ModelReading(
      kinds: kinds ?? self.kinds, forget: forget ?? self.forget, retain: retain ?? self.retain,
      heldOut: heldOut, storedUserCount: storedUserCount, storedItemCount: storedItemCount,
      servedItemCount: servedItemCount, retainedPlacements: retained ?? retainedPlacements)
  }
}

/// One ingredient of a reading that may be missing.
private enum Ingredient: CaseIterable {
  case everyKind, oneKind, matched, foldIn, halfOfThePairs, forget, retain, retained, geometry

  private static let nobody = ServedUsers(users: [], recall: [], ndcg: [])
  private static let nothing = ModelReading.Attack(
    placements: [], groups: [], memberScores: [], nonMemberScores: [])

  /// The reading without it.
  func missing(from reading: ModelReading) -> ModelReading {
    switch self {
    case .everyKind: reading.with(kinds: [])
    case .oneKind: reading.with(kinds: Array(reading.kinds.dropLast()))
    case .matched: reading.with(kinds: reading.kinds.map { changed($0, matched: Self.nothing) })
    case .foldIn:
      reading.with(kinds: reading.kinds.map { changed($0, foldIn: .some(nil)) })
    case .halfOfThePairs:
      reading.with(kinds: reading.kinds.map { changed($0, matched: half(of: $0.matched)) })
    case .forget: reading.with(forget: Self.nobody)
    case .retain: reading.with(retain: Self.nobody)
    case .retained: reading.with(retained: [])
    case .geometry: reading.with(kinds: reading.kinds.map { changed($0, geometry: []) })
    }
  }

  private func changed(
    _ kind: ModelReading.KindReading, matched: ModelReading.Attack? = nil,
    foldIn: ModelReading.Attack?? = nil, geometry: [Double]? = nil
  ) -> ModelReading.KindReading {
    ModelReading.KindReading(
      kind: kind.kind, matched: matched ?? kind.matched, foldIn: foldIn ?? kind.foldIn,
      randomAreaUnderCurve: nil, recoveryRanks: [], geometry: geometry ?? kind.geometry,
      controlGeometry: kind.controlGeometry, restored: kind.restored)
  }

  private func half(of attack: ModelReading.Attack) -> ModelReading.Attack {
    let count = attack.placements.count / 2
    return ModelReading.Attack(
      placements: Array(attack.placements.prefix(count)),
      groups: Array(attack.groups.prefix(count)), memberScores: [], nonMemberScores: [])
  }
}

/// Missing evidence never gives good news.
@Suite struct MissingEvidenceTests {
  /// Every audit that would be honoured, by what it asks of.
  private func honourable() -> [(name: String, audit: MadeUpAudit)] {
    let requests: [[ErasureRequest.Kind]] = [
      [.interactions], [.users], [.items], ErasureRequest.Kind.allCases,
    ]
    var audits = requests.map { ("\($0.map(\.rawValue))", MadeUpAudit($0)) }
    for index in requests.indices {
      var foreign = audits[index].1
      foreign.isForeign = true
      // With the model before, utility has a second yardstick beside Gold.
      foreign.original = nil
      audits.append(("foreign \(audits[index].0)", foreign))
    }
    for kind in ErasureRequest.Kind.allCases {
      var one = MadeUpAudit([kind], groupCount: 1)
      one.singles = [kind]
      audits.append(("one of \(kind)", one))
    }
    return audits
  }

  /// Whether the verdict rests on the ingredient at all.
  private func isNeeded(_ ingredient: Ingredient, by audit: MadeUpAudit) -> Bool {
    switch ingredient {
    case .foldIn: audit.singles.isEmpty && audit.kinds != [.interactions]
    case .retained: audit.isForeign
    case .geometry: !audit.singles.isEmpty
    // One history's attacks only inform: structure carries the verdict.
    case .everyKind, .oneKind: true
    case .matched, .halfOfThePairs: audit.singles.isEmpty
    case .forget: audit.singles.isEmpty
    case .retain: true
    }
  }

  @Test func anIngredientThatIsMissingAnywhereKeepsTheVerdictFromHonoured() throws {
    for (name, audit) in honourable() {
      let readings = audit.readings
      #expect(try audit.judgement(readings).verdict == .honoured, "\(name)")
      for ingredient in Ingredient.allCases where isNeeded(ingredient, by: audit) {
        var own = readings
        own.unlearned = ingredient.missing(from: own.unlearned)
        var others = readings
        others.golds = others.golds.map(ingredient.missing)
        var both = others
        both.unlearned = own.unlearned
        var one = readings
        one.golds[0] = ingredient.missing(from: one.golds[0])
        for (place, changed) in [own, others, both, one].enumerated() {
          // Half of the pairs of every model is a smaller audit, not a missing ingredient.
          if ingredient == .halfOfThePairs && place == 2 { continue }
          let verdict = try audit.judgement(changed).verdict
          #expect(verdict != .honoured, "\(name) without \(ingredient) at \(place)")
        }
      }
    }
  }

  @Test func withoutOthersToCompareWithOneHistoryIsNotHonoured() throws {
    var audit = MadeUpAudit([.users], groupCount: 1)
    audit.singles = [.users]
    var readings = audit.readings
    #expect(try audit.judgement(readings).verdict == .honoured)
    let kinds = readings.unlearned.kinds.map { kind in
      ModelReading.KindReading(
        kind: kind.kind, matched: kind.matched, foldIn: kind.foldIn, randomAreaUnderCurve: nil,
        recoveryRanks: [], geometry: kind.geometry)
    }
    readings.unlearned = readings.unlearned.with(kinds: kinds)
    #expect(try audit.judgement(readings).verdict == .inconclusive)
  }

  @Test(arguments: UInt64(0)..<40) func whateverIsFoundWithoutGoldIsNotHonoured(seed: UInt64) throws
  {
    var generator = SeededGenerator(seed: Seed(seed))
    var audit = MadeUpAudit(seed % 2 == 0 ? [.users] : [.interactions], groupCount: 20)
    func drawn() -> Double { (generator.uniform() - 0.5) * 0.6 }
    audit.unlearned.matched = drawn()
    audit.unlearned.foldIn = drawn()
    audit.unlearned.forgetRecall = drawn()
    audit.unlearned.utility = 1 + drawn()
    audit.isForeign = generator.uniform() < 0.5
    audit.golds = Array(audit.golds.prefix(Int(seed % 2)))
    #expect(try audit.judgement().verdict != .honoured)
  }
}
