// SPDX-License-Identifier: Apache-2.0

import Attacks
import Compute
import Corpora
import Evidence
import LanguageModels
import Learners

/// The documents that models are trained on and examined on.
///
/// Examples are the members of pairs, from which models learn, and after them their twins, from which
/// none does: place `documents.count + i` is the twin of place i.
struct CorpusExamples: Sendable {
  /// The documents that models learn from.
  let documents: [LabelledDocument]
  /// One document like each that no model learns from.
  let twins: [LabelledDocument]
  /// What classifiers foretell, `[documents + twins]`; empty for language models.
  let labels: [String]
  /// The corpus's digest.
  let digest: Digest

  /// All examples, documents first.
  var all: [LabelledDocument] { documents + twins }

  /// Draws documents with twins, and reads what is to be foretold of them.
  ///
  /// - Throws: `AUD070` for an attribute that there is not, `AUD071` for fewer than four documents or
  ///   a target that is the same in all, and what reading throws.
  init(_ job: CorpusAuditJob) throws(AuditError) {
    let found: [(pair: LabelledPair, labels: [String])]
    do {
      let corpus = try CorpusFolder(at: job.corpus)
      digest = corpus.digest
      let pairs = try LabelledPairs(of: corpus, limit: job.limit, seed: Seed(job.seed)).pairs
      found = try CorpusExamples.labelled(pairs, job, in: corpus)
    } catch {
      throw AuditError(any: error)
    }
    documents = found.map(\.pair.member)
    twins = found.map(\.pair.twin)
    labels = found.compactMap(\.labels.first) + found.compactMap(\.labels.last)
    let kinds = Set(labels)
    guard documents.count >= 4, !job.learner.isClassifier || kinds.count > 1 else {
      throw AuditError(
        "AUD071", .badData,
        "The corpus has \(documents.count) documents with twins to learn from, and \(kinds.count) "
          + "different values of '\(job.target)'.",
        remedy: "Use a larger corpus, another --target, or --learner ngram.")
    }
  }

  /// The pairs whose documents both have a value of the target.
  private static func labelled(
    _ pairs: [LabelledPair], _ job: CorpusAuditJob, in corpus: CorpusFolder
  ) throws -> [(pair: LabelledPair, labels: [String])] {
    guard job.learner.isClassifier else { return pairs.map { ($0, []) } }
    if job.target == "kind" {
      return pairs.map { ($0, [$0.member.kind.name, $0.twin.kind.name]) }
    }
    let attribute = Attribute(name: job.target)
    guard attribute != nil || job.target == "locale" else {
      throw AuditError(
        "AUD070", .usage, "'\(job.target)' is no attribute of people.",
        remedy: "Use kind, locale, or an attribute such as income-level.")
    }
    let people = Set(pairs.flatMap { [$0.member.profile, $0.twin.profile] })
    let values = try LabelledProfiles(of: attribute, for: people, in: corpus).values
    return pairs.compactMap { pair in
      guard let own = values[pair.member.profile], let other = values[pair.twin.profile] else {
        return nil
      }
      return (pair, [own, other])
    }
  }
}

/// A learner over a corpus's documents, and what somebody gets right who learns nothing.
struct CorpusLearner: Sendable {
  /// The learner.
  let learner: any ExampleLearner
  /// The share of things that always naming the commonest gets right, `[examples]`, in 0...1.
  let baseline: [Double]

  /// Prepares the learner that a job names.
  ///
  /// - Throws: What cutting texts into tokens throws.
  init(_ examples: CorpusExamples, _ job: CorpusAuditJob, jobs: Int) throws(AuditError) {
    let texts = examples.all.map(\.text)
    if job.learner.isClassifier {
      let names = Set(examples.labels).sorted()
      let numbers = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
      let labels = examples.labels.map { numbers[$0] ?? 0 }
      let rows = TextFeatures(texts, wordLimit: CorpusLearner.wordLimit).rows
      let commonest = CorpusLearner.commonest(labels.prefix(examples.documents.count))
      baseline = labels.map { $0 == commonest ? 1 : 0 }
      learner =
        job.learner == .nearest
        ? NearestNeighbourLearner(rows, labels: labels, jobs: jobs)
        : LinearLearner(rows, labels: labels)
      return
    }
    let copies = examples.documents.map(\.copies) + examples.twins.map { _ in 1 }
    let tokens: TokenExamples
    do throws(AttacksError) {
      tokens = try TokenExamples(texts: texts, copies: copies, jobs: jobs)
    } catch {
      throw AuditError(error)
    }
    let learned = tokens.sequences.prefix(examples.documents.count).flatMap { $0.dropFirst() }
    let commonest = CorpusLearner.commonest(learned[...])
    baseline = tokens.sequences.map { sequence in
      Double(sequence.dropFirst().count { $0 == commonest }) / Double(sequence.count - 1)
    }
    learner =
      job.learner == .ngram
      ? NGramLearner(tokens)
      : TransformerLearner(
        tokens, stepCount: CorpusLearner.stepCount(tokens, examples.documents), kernels: job.kernels
      )
  }

  /// Four passes through the training, but 200 steps of 1,024 tokens at most and 20 at least.
  private static func stepCount(_ tokens: TokenExamples, _ documents: [LabelledDocument]) -> Int {
    let count = documents.indices.reduce(0) {
      $0 + tokens.sequences[$1].count * documents[$1].copies
    }
    return min(200, max(20, 4 * count / 1_024))
  }

  /// The most words that classifiers see.
  private static let wordLimit = 2_000

  /// The value that stands there most often, the lowest of equally frequent ones.
  private static func commonest<Value: Hashable & Comparable>(_ values: ArraySlice<Value>)
    -> Value?
  {
    var counts: [Value: Int] = [:]
    for value in values { counts[value, default: 0] += 1 }
    return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
  }
}
