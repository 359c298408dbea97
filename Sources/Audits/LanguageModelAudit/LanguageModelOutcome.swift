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

  /// Sorts the units' readings by what they are of.
  init(audit: LanguageModelAudit, units: [LanguageModelUnit], records: [LanguageModelRecord]) {
    self.audit = audit
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
      }
    }
    (self.pairs, self.canaries) = (pairs, canaries)
    (self.members, self.nonmembers) = (members, nonmembers)
  }

  /// The document: measures, the policy's conditions, and the verdict that follows from them.
  var document: AuditDocument {
    let (measures, curves) = measured
    var document = AuditDocument(
      tool: Tool.name, kind: LanguageModelAuditJob.kind, seed: audit.job.seed,
      verdict: .inconclusive, reasons: [], criteria: [], account: account, facts: facts,
      measures: measures, series: curves, findings: findings, timings: [])
    let judged = audit.policy.judge(document)
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
      series += RepetitionSeries(measures).all
      let exposure = ExposureMeasures(
        audit.texts.canaries, canaries, referenceCount: audit.job.referenceCount, seed: seed)
      measures += exposure.all
      series += exposure.series
    } else if audit.job.risks.contains(.memorize) {
      measures.append(
        Measurement(
          missing: "extraction-rate", reason: "texts without a corpus name no values", group: [:]))
    }
    if audit.job.risks.contains(.member) {
      let guarded = SameDistributionGuard(audit.texts, audit.policy, seed: seed)
      measures.append(guarded.measure)
      if let refusal = guarded.refusal {
        measures += MembershipMeasures.missing(refusal) + PrivacyLossMeasures.missing(refusal)
      } else {
        let membership = membership
        measures += membership.all
        series += membership.curves
        measures += PrivacyLossMeasures(pairs).all
      }
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
        }, isPaired: true, seed: audit.job.seed)
    }
    let texts = { (readings: [TextReading]) in
      readings.enumerated().map { place, reading in
        MembershipMeasures.Text(scores: reading.scores, person: String(place), copies: 1)
      }
    }
    return MembershipMeasures(
      members: texts(members), nonmembers: texts(nonmembers), isPaired: false,
      seed: audit.job.seed)
  }
}
