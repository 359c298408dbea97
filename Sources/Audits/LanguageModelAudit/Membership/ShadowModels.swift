// SPDX-License-Identifier: Apache-2.0

import Compute
import Corpora
import Evidence
import LanguageModels

/// Shadow models: trained like the audited one, each on another half of the texts in question.
///
/// With a corpus, a shadow model learns what the audited model learnt, but that a coin decides of each
/// pair whether the member or its twin stands in the training order. With texts of the user's own, a
/// coin decides for each text. Every second model has the coins of the one before turned round, so that
/// each text is known to half of them. An attacker who could do this knows all other training data: it
/// is the strongest case, as an audit should take.
struct ShadowModels: AuditPart {
  /// How a shadow model is trained.
  enum Recipe: Sendable {
    case transformer(LanguageModels.TrainingRecipe)
    case ngram(order: Int, vocabularyCount: Int)
  }

  let name = "shadows"
  let unitCount: Int
  /// The audited model is not asked.
  let passCount = 0

  private let recipe: Recipe
  private let material: ShadowMaterial
  private let seed: Seed

  /// Prepares shadow models.
  ///
  /// - Parameters:
  ///   - settings: How many, and how they are trained.
  ///   - material: What they are trained on.
  ///   - seed: The seed of coins and weights.
  /// - Throws: What reading the recipe throws; `AUD062` for one that cannot train from scratch.
  init(
    _ settings: MembershipSettings, _ material: ShadowMaterial, seed: Seed
  ) throws(AuditError) {
    unitCount = settings.shadowCount
    self.material = material
    self.seed = seed.derive("shadows")
    guard let path = settings.shadowRecipe, path != MembershipSettings.nGramRecipe else {
      recipe = .ngram(order: 3, vocabularyCount: 2048)
      return
    }
    do {
      let found = try LanguageModels.TrainingRecipe(contentsOf: path)
      guard found.shape != nil, found.adapters == nil else {
        throw AuditError(
          "AUD062", .configuration, "\(path) trains no model from scratch.",
          remedy: "Give a recipe with a 'model' and no 'adapters', such as tiny.")
      }
      recipe = .transformer(found)
    } catch {
      throw AuditError(any: error)
    }
  }

  func record(of place: Int) async throws(AuditError) -> JSONValue {
    let half = material.half(coins(of: place))
    let losses: [Double?]
    do throws(LanguageModelError) {
      let weights = Seed(seed.key(for: "model \(place)"))
      switch recipe {
      case .transformer(let recipe):
        losses = try transformerLosses(recipe, half, weights)
      case .ngram(let order, let vocabularyCount):
        losses = try await countedLosses(half, order: order, vocabularyCount: vocabularyCount)
      }
    } catch {
      throw AuditError(error)
    }
    return ["losses": .array(losses.map { .number(orNull: $0) })]
  }

  /// Facts alone: the scores join those of the other attacks.
  func results(of records: [JSONValue]) throws(AuditError) -> PartResults {
    var results = PartResults()
    let word: String =
      switch recipe {
      case .transformer(let recipe): recipe.name
      case .ngram: MembershipSettings.nGramRecipe
      }
    results.facts = ["shadow-models": String(unitCount), "shadow-recipe": word]
    return results
  }

  /// The losses of each shadow model, and whether it was trained on a text, in the order of `texts`.
  ///
  /// - Throws: `AuditError` for records that this version did not write.
  func shadows(
    of records: [JSONValue]
  ) throws(AuditError) -> [(losses: [Double?], inside: [Bool])] {
    var shadows: [(losses: [Double?], inside: [Bool])] = []
    for (place, record) in records.enumerated() {
      do throws(EvidenceError) {
        let fields = try JSONFields(record, path: "journal.jsonl: \(name)-\(place)")
        let losses = try fields.list("losses") { value, _ throws(EvidenceError) in value.double }
        let inside = material.inside(coins(of: place))
        guard losses.count == inside.count else {
          throw EvidenceError(
            .unexpectedShape, "journal.jsonl: \(name)-\(place) has \(losses.count) losses.",
            remedy: "Run the audit again.")
        }
        shadows.append((losses, inside))
      } catch {
        throw AuditError(error)
      }
    }
    return shadows
  }

  /// The coin of each pair, or of each text of the user's own.
  private func coins(of place: Int) -> [Bool] {
    let draw = seed.derive("coins \(place / 2)")
    return material.keys.map { (draw.key(for: $0) & 1 == 1) == place.isMultiple(of: 2) }
  }

  private func transformerLosses(
    _ recipe: LanguageModels.TrainingRecipe, _ half: ShadowMaterial.Half, _ weights: Seed
  ) throws(LanguageModelError) -> [Double?] {
    let training = try ModelTraining(
      recipe, texts: half.texts, order: half.order, seed: weights, jobs: 1)
    _ = try training.trainer.run { _ in true }
    return training.lossesPerByte(of: material.texts)
  }

  private func countedLosses(
    _ half: ShadowMaterial.Half, order: Int, vocabularyCount: Int
  ) async throws(LanguageModelError) -> [Double?] {
    var learner = try BPETrainer(.init(vocabularyCount: vocabularyCount))
    for text in half.texts { learner.add(text) }
    let vocabulary = try learner.train()
    let tokenizer = try vocabulary.tokenizer(name: MembershipSettings.nGramRecipe)
    let documents = ModelTraining.tokens(half.texts, tokenizer, jobs: 1)
    var counter = NGramCounter(
      order: order, vocabularyCount: vocabulary.tokens.count, beginning: nil)
    for place in half.order { counter.add(documents[place]) }
    let model = NGramModel(
      identity: ModelIdentity(name: "shadow", architecture: nil, digest: nil),
      probabilities: counter.probabilities(), tokenizer: tokenizer)
    var losses: [Double?] = []
    for text in material.texts {
      let tokens = try await model.tokenize(text)
      let loss =
        tokens.count > 1
        ? try await model.score(tokens, detail: .chosen).negativeLogLikelihood : nil
      losses.append(
        loss.map { $0 * Double(tokens.count - 1) / Double(text.utf8.count) })
    }
    return losses
  }
}
