// SPDX-License-Identifier: Apache-2.0

import Compute
import Corpora
import Evidence
import LanguageModels

/// Puts an audit's outcome together from what its units found.
struct LanguageModelOutcome {
  let audit: LanguageModelAudit
  let pairs: [AdvantageMeasures.Read]
  private let canaries: [TextReading]
  private let members: [TextReading]
  private let nonmembers: [TextReading]
  private let attacks: MembershipAttackNames
  let parts: [PartResults]

  /// Sorts the units' readings by what they are of.
  ///
  /// - Throws: `AuditError` for records that this version did not write.
  init(
    audit: LanguageModelAudit, units: [LanguageModelUnit], records: [LanguageModelRecord]
  ) throws(AuditError) {
    self.audit = audit
    var payloads = [[JSONValue]](repeating: [], count: audit.parts.count)
    var (pairs, canaries): ([AdvantageMeasures.Read], [TextReading]) = ([], [])
    var (members, nonmembers): ([TextReading], [TextReading]) = ([], [])
    for (unit, record) in zip(units, records) {
      switch unit {
      case .pairs(let range):
        pairs += range.enumerated().map { place, pair in
          AdvantageMeasures.Read(
            pair: audit.texts.pairs[pair], member: record.readings[2 * place],
            twin: record.readings[2 * place + 1])
        }
      case .canaries: canaries += record.readings
      case .members: members += record.readings
      case .nonmembers: nonmembers += record.readings
      case .part(let place, _, _): payloads[place].append(record.payload ?? .null)
      }
    }
    var parts: [PartResults] = []
    for (part, payloads) in zip(audit.parts, payloads) {
      parts.append(try part.results(of: payloads))
    }
    self.parts = parts
    attacks = audit.attackNames
    self.canaries = canaries
    if let shadows = audit.shadows, let records = payloads.first {
      try LanguageModelOutcome.add(
        shadows.shadows(of: records), to: &pairs, &members, &nonmembers)
    }
    (self.pairs, self.members, self.nonmembers) = (pairs, members, nonmembers)
  }

  /// Adds the scores of attacks by shadow models to those of the others.
  private static func add(
    _ shadows: [(losses: [Double?], inside: [Bool])], to pairs: inout [AdvantageMeasures.Read],
    _ members: inout [TextReading], _ nonmembers: inout [TextReading]
  ) {
    let inside = pairs.map(\.member) + members
    let outside = pairs.map(\.twin) + nonmembers
    let scores = ShadowAttacks(
      observed: (inside + outside).map(\.lossPerByte), shadows: shadows,
      isOther: inside.map { _ in false } + outside.map { _ in true }
    ).scores
    for place in pairs.indices {
      pairs[place].member.scores.merge(scores[place]) { $1 }
      pairs[place].twin.scores.merge(scores[pairs.count + place]) { $1 }
    }
    guard pairs.isEmpty else { return }
    for place in members.indices { members[place].scores.merge(scores[place]) { $1 } }
    for place in nonmembers.indices {
      nonmembers[place].scores.merge(scores[members.count + place]) { $1 }
    }
  }

  /// The document: measures, the policy's conditions, and the verdict that follows from them.
  var document: AuditDocument {
    let (measures, curves) = measured
    var document = AuditDocument(
      tool: Tool.name, kind: LanguageModelAuditJob.kind, seed: audit.job.seed,
      verdict: .inconclusive, reasons: [], criteria: [], account: account, facts: facts,
      measures: measures, series: curves, findings: findings, timings: [])
    var judged = audit.policy.judge(document)
    if let promise = audit.promise, audit.makesAttacks, !pairs.isEmpty {
      judged.criteria += [
        promise.criterion(
          PrivacyLossMeasures(pairs, attacks), documentsOfPerson: audit.texts.documentsOfPerson)
      ].compactMap(\.self)
    }
    document.criteria = judged.criteria
    (document.verdict, document.reasons) = judged.conclusion
    return document
  }

  private var measured: ([Measurement], [Series]) {
    let seed = audit.job.seed
    var (measures, series): ([Measurement], [Series]) = ([], [])
    if audit.job.risks.contains(.memorize) && !pairs.isEmpty {
      let asked = values
      let extraction = ExtractionMeasures(members: asked.members, twins: asked.twins)
      measures += extraction.all
      measures += AdvantageMeasures(pairs, stray: audit.texts.stray, seed: seed, jobs: 1).all
      let exposure = ExposureMeasures(
        audit.texts.canaries, canaries, referenceCount: audit.job.referenceCount, seed: seed)
      measures += exposure.all
      series += RepetitionSeries(measures).all
    } else if audit.job.risks.contains(.memorize) {
      measures.append(
        Measurement(
          missing: "extraction-rate", reason: "texts without a corpus name no values", group: [:]))
    }
    if let guarded = audit.contrast {
      measures.append(guarded.measure)
      if let refusal = guarded.refusal {
        measures +=
          MembershipMeasures.missing(refusal, attacks)
          + PrivacyLossMeasures.missing(refusal, attacks)
      } else {
        let membership = membership
        measures += membership.all
        series += membership.curves
        measures += PrivacyLossMeasures(pairs, attacks).all
        if !pairs.isEmpty {
          measures +=
            audit.promise?.measures(documentsOfPerson: audit.texts.documentsOfPerson) ?? []
        }
      }
    }
    for part in parts {
      measures += part.measures
      series += part.series
    }
    return (measures, series)
  }

  private var values: (members: [AskedValue], twins: [AskedValue]) {
    let (documents, locales) = (pairs.map(\.pair), audit.texts.locales)
    return (
      AskedValue.all(
        documents, pairs.map(\.member), locales, of: \.member, without: audit.texts.stray),
      AskedValue.all(documents, pairs.map(\.twin), locales, of: \.twin)
    )
  }

  private var membership: MembershipMeasures {
    guard pairs.isEmpty else {
      return MembershipMeasures(
        members: pairs.map {
          .init(
            scores: $0.member.scores, person: $0.pair.member.profile, copies: $0.pair.member.copies)
        },
        nonmembers: pairs.map {
          .init(
            scores: $0.twin.scores, person: $0.pair.twin.profile, copies: $0.pair.member.copies)
        }, isPaired: true, attacks: attacks, seed: audit.job.seed)
    }
    let texts = { (readings: [TextReading]) in
      readings.enumerated().map { place, reading in
        MembershipMeasures.Text(scores: reading.scores, person: String(place), copies: 1)
      }
    }
    return MembershipMeasures(
      members: texts(members), nonmembers: texts(nonmembers), isPaired: false,
      attacks: attacks, seed: audit.job.seed)
  }
}
