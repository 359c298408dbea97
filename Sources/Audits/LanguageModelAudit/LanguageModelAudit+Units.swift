// SPDX-License-Identifier: Apache-2.0

import Attacks
import Compute
import Corpora
import Evidence
import LanguageModels

extension LanguageModelAudit {
  private static let pairsPerUnit = 16
  private static let canariesPerUnit = 4
  private static let textsPerUnit = 32

  /// The work to be done, in the order in which it is begun.
  var units: [LanguageModelUnit] {
    LanguageModelUnit.ranges(texts.pairs.count, of: LanguageModelAudit.pairsPerUnit)
      .map(LanguageModelUnit.pairs)
      + LanguageModelUnit.ranges(texts.canaries.count, of: LanguageModelAudit.canariesPerUnit)
      .map(LanguageModelUnit.canaries)
      + LanguageModelUnit.ranges(texts.members.count, of: LanguageModelAudit.textsPerUnit)
      .map(LanguageModelUnit.members)
      + LanguageModelUnit.ranges(texts.nonmembers.count, of: LanguageModelAudit.textsPerUnit)
      .map(LanguageModelUnit.nonmembers)
      + parts.enumerated().flatMap { place, part in
        (0..<part.unitCount).map { LanguageModelUnit.part(place, name: part.name, unit: $0) }
      }
  }

  /// Does one unit of work.
  func work(
    on unit: LanguageModelUnit, _ questions: MembershipQuestions?
  ) async throws(AuditError) -> LanguageModelRecord {
    if case .part(let place, _, let unit) = unit {
      var record = LanguageModelRecord()
      record.payload = try await parts[place].record(of: unit)
      return record
    }
    return try await readings(of: unit, questions)
  }

  private func readings(
    of unit: LanguageModelUnit, _ questions: MembershipQuestions?
  ) async throws(AuditError) -> LanguageModelRecord {
    guard PromptedModel(subject.model).isScoring else { return unscored(unit) }
    do throws(LanguageModelError) {
      var record = LanguageModelRecord()
      switch unit {
      case .pairs(let range):
        for pair in texts.pairs[range] {
          record.readings.append(try await reading(of: pair.member, questions))
          record.readings.append(try await reading(of: pair.twin, questions))
        }
      case .canaries(let range):
        for canary in texts.canaries[range] {
          record.readings.append(try await reading(of: canary))
        }
      case .members(let range):
        for entry in texts.members[range] {
          record.readings.append(try await reading(ofText: entry.text, questions))
        }
      case .nonmembers(let range):
        for entry in texts.nonmembers[range] {
          record.readings.append(try await reading(ofText: entry.text, questions))
        }
      case .part: break
      }
      return record
    } catch {
      throw AuditError(error)
    }
  }

  /// What is recorded of texts where a model gives nothing but text: that they were not read.
  private func unscored(_ unit: LanguageModelUnit) -> LanguageModelRecord {
    var record = LanguageModelRecord()
    var reading = TextReading()
    reading.reason = ExtractionParts.isNotScoring
    let count =
      switch unit {
      case .pairs(let range): 2 * range.count
      case .canaries(let range), .members(let range), .nonmembers(let range): range.count
      case .part: 0
      }
    record.readings = Array(repeating: reading, count: count)
    return record
  }

  private func reading(
    of document: LabelledDocument, _ questions: MembershipQuestions?
  ) async throws(LanguageModelError) -> TextReading {
    var reading = try await reading(ofText: document.text, questions)
    guard job.risks.contains(.memorize) else { return reading }
    for (place, value) in document.values.enumerated() {
      let probe = try await ValueProbe.probe(
        of: value.range, in: document.text, promptLimit: job.promptLimit, subject.model)
      guard let probe else { continue }
      reading.values[place] = try await ValueReading.reading(of: probe, subject.model)
    }
    return reading
  }

  /// A text as a whole: what membership attacks and measures of memorization read in it.
  private func reading(
    ofText text: String, _ questions: MembershipQuestions?
  ) async throws(LanguageModelError) -> TextReading {
    var reading = TextReading()
    var tokens = try await subject.model.tokenize(text)
    if let most = subject.model.contextLength { tokens = Array(tokens.prefix(most)) }
    guard tokens.count > 1 else {
      reading.reason = "fewer than two tokens"
      return reading
    }
    let scores = try await MembershipReading(text, tokens, subject.model, questions: questions)
    reading.loss = scores.loss
    if shadows != nil, let loss = scores.loss {
      let isWhole = tokens.count < subject.model.contextLength ?? .max
      let read = isWhole ? text : try await subject.model.detokenize(tokens)
      reading.lossPerByte = loss * Double(tokens.count - 1) / Double(max(read.utf8.count, 1))
    }
    reading.exactMemorization = scores.exactMemorization
    reading.extractionStrength = scores.extractionStrength
    reading.scores = scores.byAttack
    return reading
  }

  /// A canary's secret among those that its sentence could have held as well.
  private func reading(of canary: LabelledCanary) async throws(LanguageModelError) -> TextReading {
    var reading = TextReading()
    reading.secretLoss = try await loss(of: canary.secret, in: canary)
    // Controls calibrate: they are ranked as members are.
    let others = canary.references(
      job.referenceCount, among: texts.allCanaries, seed: Seed(job.seed))
    for secret in others {
      guard let loss = try await loss(of: secret, in: canary) else {
        reading.secretLoss = nil
        reading.reason = "the model leaves out a log-probability"
        return reading
      }
      reading.referenceLosses.append(loss)
    }
    return reading
  }

  private func loss(
    of secret: String, in canary: LabelledCanary
  ) async throws(LanguageModelError) -> Double? {
    let start = canary.before.utf8.count
    let probe = try await ValueProbe.probe(
      of: start..<start + secret.utf8.count, in: canary.before + secret + canary.after,
      promptLimit: nil, subject.model)
    guard let probe else { return nil }
    let scores = try await subject.model.score(probe.prompt + probe.target, detail: .chosen)
    let values = scores.tokens.suffix(probe.target.count).compactMap(\.logProbability)
    // A secret of which a part is not told has no loss; a sum over the rest would look memorized.
    return values.count == probe.target.count ? 0 - values.reduce(0, +) : nil
  }
}
