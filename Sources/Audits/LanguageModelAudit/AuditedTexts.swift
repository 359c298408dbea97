// SPDX-License-Identifier: Apache-2.0

import Compute
import Corpora
import Evidence

/// What a model is asked about: documents with their twins, canaries, or two files of texts.
struct AuditedTexts: Sendable {
  /// Documents that were trained on, each with the one like it that never was.
  var pairs: [LabelledPair] = []
  /// Values that other documents of the same person hold, too, by document and place.
  var stray: [String: Set<Int>] = [:]
  /// The locales of the people whose documents they are, by profile.
  var locales: [String: String] = [:]
  /// The most documents that one person has in the training, each counted once.
  var documentsOfPerson = 1
  /// Planted secrets that are ranked.
  var canaries: [LabelledCanary] = []
  /// All of the corpus, from which the words of references come.
  var allCanaries: [LabelledCanary] = []
  /// Texts of the user's own that were trained on.
  var members: [TextInput.Entry] = []
  /// Texts of the user's own that were not.
  var nonmembers: [TextInput.Entry] = []
  /// What evidence says of them.
  var facts: [String: String] = [:]
  /// The digests that the plan names.
  var digests: [String: Digest] = [:]

  /// The texts of members, then those of non-members.
  var bothSides: [[String]] {
    pairs.isEmpty
      ? [members.map(\.text), nonmembers.map(\.text)]
      : [pairs.map(\.member.text), pairs.map(\.twin.text)]
  }

  /// Reads what a job names.
  ///
  /// - Throws: What reading a corpus or a file throws; `AUD060` where a corpus has no twins.
  init(_ job: LanguageModelAuditJob) throws(AuditError) {
    do throws(CorpusError) {
      switch job.material {
      case .corpus(let folder): try read(CorpusFolder(at: folder), job)
      case .files: break
      }
    } catch {
      throw AuditError(error)
    }
    if case .files(let one, let other) = job.material {
      let (inside, outside) = (
        try TextInput(documentsAt: one, limit: job.limit),
        try TextInput(documentsAt: other, limit: job.limit)
      )
      (members, nonmembers) = (inside.entries, outside.entries)
      let shared = Set(members.map(\.text)).intersection(nonmembers.map(\.text)).count
      guard shared == 0 else {
        throw AuditError(
          "AUD061", .badData,
          one == other
            ? "\(one) stands for members and for non-members."
            : "\(shared) of the texts of \(one) stand\(shared == 1 ? "s" : "") in \(other), too.",
          remedy: "Leave out of --nonmembers what the model was trained on.")
      }
      digests = ["members": inside.digest, "nonmembers": outside.digest].compactMapValues(\.self)
      facts = ["members": String(members.count), "nonmembers": String(nonmembers.count)]
      return
    }
    guard !pairs.isEmpty else {
      throw AuditError(
        "AUD060", .badData, "The corpus has no document that was trained on and has a twin.",
        remedy: "Make one with 'palimpsest corpus generate', or give --members and --nonmembers.")
    }
  }

  private mutating func read(
    _ corpus: CorpusFolder, _ job: LanguageModelAuditJob
  ) throws(CorpusError) {
    let drawn = try LabelledPairs(of: corpus, limit: job.limit, seed: Seed(job.seed))
    (pairs, locales) = (drawn.pairs, drawn.locales)
    stray = drawn.strayValues
    documentsOfPerson = drawn.mostDocuments
    if job.risks.contains(.memorize) {
      allCanaries = try LabelledCanary.all(of: corpus)
      var counts: [Int: Int] = [:]
      canaries = allCanaries.filter { canary in
        counts[canary.copies, default: 0] += 1
        return counts[canary.copies, default: 0] <= job.limit
      }
    }
    digests = ["corpus": corpus.digest]
    facts = [
      "pairs": String(pairs.count), "canaries": String(canaries.count),
      "copies": drawn.available.keys.sorted().map(String.init).joined(separator: " "),
    ]
  }
}
