// SPDX-License-Identifier: Apache-2.0

import Compute
import Corpora
import Evidence

/// `palimpsest inference score`: files in, measures and receipts out.
public struct InferenceScore: Sendable {
  /// The file of predictions.
  public let predictions: String
  /// How guesses are scored.
  public let mode: ScoringMode
  /// The file or folder of profiles; nil where the truth is unknown.
  public let truth: String?
  /// Where receipts go; nil for nowhere.
  public let receipts: String?
  /// Whether receipts hold guesses and labels.
  public let isShowingValues: Bool
  /// The folder `Corpora`.
  public let corporaFolder: String
  /// The seed of the bootstrap.
  public let seed: UInt64

  /// Creates the work.
  public init(
    predictions: String, mode: ScoringMode, truth: String? = nil, receipts: String? = nil,
    isShowingValues: Bool = false, corporaFolder: String, seed: UInt64
  ) {
    self.predictions = predictions
    self.mode = mode
    self.truth = truth
    self.receipts = receipts
    self.isShowingValues = isShowingValues
    self.corporaFolder = corporaFolder
    self.seed = seed
  }

  /// Reads, scores, writes receipts, and returns the measures.
  ///
  /// - Returns: What was measured.
  /// - Throws: What reading and scoring throw; `AUD079` for profiles of none of the authors, and where
  ///   receipts would replace something that is read or that is no file of receipts.
  public func run() throws(AuditError) -> CommandResult {
    try requireApart()
    let stored = try StoredPredictions(path: predictions)
    let truths = try truth.map { path throws(AuditError) in try StoredProfiles.read(path) } ?? [:]
    let classes: AttributeClasses
    do throws(CorpusError) {
      classes = try AttributeClasses(corporaFolder: corporaFolder)
    } catch {
      throw AuditError(error)
    }
    let known = stored.authors.count { truths[$0.name] != nil }
    guard truth == nil || known > 0 else {
      throw AuditError(
        "AUD079", .badData,
        "None of the authors of '\(predictions)' has a profile in '\(truth ?? "")'.",
        remedy: "Give the profiles of the same authors, under the same names.")
    }
    let scoring = InferenceScoring(
      stored, mode: mode, strict: StrictRules(classes: classes), truths: truths, seed: Seed(seed))
    let answers = try scoring.answers()
    let authors = Set(answers.map(\.author)).count
    let isJudged = answers.contains { $0.stored != nil }
    var result = CommandResult(
      command: "inference score", seed: seed,
      facts: [
        "scoring": mode.rawValue, "authors": String(authors),
        "adversaries": String(stored.adversaries.count),
        "authors-with-truth": String(known), "repeated-authors": String(stored.repeatCount),
        "verdicts": mode == .compat && isJudged ? "stored" : "by-rule",
        "labels": String(answers.count / max(1, stored.adversaries.count)),
      ],
      measures: try scoring.measures(of: answers))
    if let receipts {
      do throws(EvidenceError) {
        let key = try SubjectKey(seed: seed, contentsOf: [predictions])
        let lines = try ScoringReceipts.lines(
          of: answers, key: key, showingValues: isShowingValues)
        try StoredFile.write(lines, to: receipts)
        result.outputs.append(
          CommandResult.Output(path: receipts, digest: try Digest.sha256(lines)))
      } catch {
        throw AuditError(error)
      }
    }
    return result
  }

  /// Refuses to write receipts over what is read, or over a file that is none of receipts.
  private func requireApart() throws(AuditError) {
    guard let receipts else { return }
    do throws(EvidenceError) {
      try StoredFile.requireApart(receipts, from: [predictions] + [truth].compactMap(\.self))
      guard StoredFile.exists(receipts) else { return }
      let first = try StoredFile.read(receipts).prefix { $0 != UInt8(ascii: "\n") }
      let line = try? JSONValue(parsing: Array(first), name: receipts)
      guard line?["rule"]?.text != nil, line?["scoring"]?.text != nil else {
        throw EvidenceError(
          .inputOutput, "'\(receipts)' is no file of receipts, and nothing else is replaced.",
          remedy: "Choose another path.")
      }
    } catch {
      throw AuditError(error)
    }
  }
}
