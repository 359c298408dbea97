// SPDX-License-Identifier: Apache-2.0

import Attacks
import Compute
import Corpora
import LanguageModels

extension LanguageModelAudit {
  /// The most tokens that ReCaLL puts before a text; less where the context is short.
  private static let recallTokens = 256

  /// The membership attacks, whether they are made or not.
  var attackNames: MembershipAttackNames {
    MembershipAttackNames(preparedQuestions, shadowCount: shadows?.unitCount ?? 0)
  }

  /// The shadow models that a job asks for; nil where none are, or membership is not measured.
  static func shadows(
    _ job: LanguageModelAuditJob, _ texts: AuditedTexts, _ contrast: SameDistributionGuard?,
    scratch: String
  ) throws(AuditError) -> ShadowModels? {
    guard job.membership.shadowCount > 0, let contrast, contrast.refusal == nil else { return nil }
    let material: ShadowMaterial
    switch job.material {
    case .files:
      material = ShadowMaterial(members: texts.bothSides[0], nonmembers: texts.bothSides[1])
    case .corpus(let folder):
      do throws(CorpusError) {
        let training = try TrainingTexts(
          of: CorpusFolder(at: folder), CorpusSelection([], without: [], standard: .members),
          scratch: scratch)
        material = ShadowMaterial(texts.pairs, training)
      } catch {
        throw AuditError(error)
      }
    }
    return try ShadowModels(job.membership, material, seed: Seed(job.seed))
  }

  /// What membership attacks need besides the model, as far as it is there before the model is asked.
  var preparedQuestions: MembershipQuestions {
    var questions = MembershipQuestions(MembershipAttack.allCases)
    questions.reference = reference?.model
    let settings = job.membership
    if settings.neighbourCount > 0 {
      questions.neighbours = TextNeighbours(
        wordsOf: texts.bothSides.flatMap(\.self), count: settings.neighbourCount,
        seed: Seed(job.seed))
    }
    return questions
  }

  /// What membership attacks need; nil where none is made.
  ///
  /// ReCaLL's prefix is of non-members, drawn by key, and those are not asked about. DC-PDD's
  /// frequencies are counted over both sides, so that neither has the rarer tokens by being left out.
  ///
  /// - Throws: What cutting texts into tokens throws.
  func questions() async throws(AuditError) -> MembershipQuestions? {
    guard makesAttacks, PromptedModel(subject.model).isScoring else { return nil }
    var questions = preparedQuestions
    let model = subject.model
    let (members, others) = (texts.bothSides[0], texts.bothSides[1])
    do throws(LanguageModelError) {
      let draw = Seed(job.seed).derive("recall")
      let ordered = others.sorted { (draw.key(for: $0), $0) < (draw.key(for: $1), $1) }
      let limit = min(LanguageModelAudit.recallTokens, (model.contextLength ?? .max) / 4)
      questions.prefix = try await RecallPrefix.of(ordered, limit: limit, model)
      var counts = [Int](repeating: 0, count: subject.tokenizer?.vocabularyCount ?? 0)
      for text in members + others {
        for token in try await model.tokenize(text) {
          if Int(token) >= counts.count {
            counts += [Int](repeating: 0, count: Int(token) + 1 - counts.count)
          }
          counts[Int(token)] += 1
        }
      }
      questions.frequencies = try? TokenFrequencies(counts: counts)
    } catch {
      throw AuditError(error)
    }
    return questions
  }
}
