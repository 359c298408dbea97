// SPDX-License-Identifier: Apache-2.0

import Attacks
import Compute
import Corpora
import Evidence

/// The authors of an audit: what they wrote, before and after a defence, and what is known of them.
struct AuditedAuthors: Sendable {
  /// The authors, in ascending order of identifiers, with their texts as they were.
  let authors: [TextAuthor]
  /// The same authors' texts after a defence, `[authors]`; nil where there was none.
  let defended: [TextAuthor]?
  /// Where the texts came from.
  let format: AuthoredTexts.Format
  /// The digest of the texts.
  let digest: Digest
  /// The digests that the plan names, by role.
  let digests: [String: Digest]
  /// The files that the content follows from.
  let files: [String]
  /// How many authors a defence left no text of.
  private let lostCount: Int

  /// Reads what a job names.
  ///
  /// - Parameters:
  ///   - job: What is asked for.
  ///   - knowledge: Places and names that the anonymizer knows.
  /// - Throws: What reading throws; `AUD085` for fewer than two authors, `AUD086` where texts after a
  ///   defence are of none of them.
  init(_ job: TextAuditJob, _ knowledge: InferenceKnowledge) throws(AuditError) {
    let read = try AuditedAuthors.read(job.texts, job.format, job.profiles)
    var chosen = AuditedAuthors.draw(read.authors, job)
    var digests = ["texts": read.digest]
    var files = read.files
    switch job.defence {
    case .none: defended = nil
    case .anonymizer: defended = chosen.map { knowledge.anonymized($0) }
    case .texts(let path):
      let after = try AuditedAuthors.read(path, nil, nil)
      let known = Dictionary(uniqueKeysWithValues: after.authors.map { ($0.identifier, $0) })
      chosen = chosen.filter { known[$0.identifier] != nil }
      guard !chosen.isEmpty else {
        throw AuditError(
          "AUD086", .badData, "None of the authors of '\(job.texts)' has a text in '\(path)'.",
          remedy: "Give --after the same authors' texts, under the same names.")
      }
      defended = chosen.compactMap { known[$0.identifier] }
      digests["after"] = after.digest
      files += after.files
    }
    guard chosen.count > 1 else {
      throw AuditError(
        "AUD085", .badData, "'\(job.texts)' has texts of \(chosen.count) author.",
        remedy: "Give texts of two authors at least; some dozens before anything can be told.")
    }
    lostCount = min(read.authors.count, job.limit ?? .max) - chosen.count
    authors = chosen
    (format, digest) = (read.format, read.digest)
    self.digests = digests
    self.files = files
  }

  private static func read(
    _ path: String, _ format: AuthoredTexts.Format?, _ profiles: String?
  ) throws(AuditError) -> AuthoredTexts {
    do throws(CorpusError) {
      return try AuthoredTexts(at: path, format: format, profiles: profiles)
    } catch {
      throw AuditError(error)
    }
  }

  /// At most as many authors as wanted, drawn by their identifiers, so that others change nobody's draw.
  private static func draw(_ authors: [TextAuthor], _ job: TextAuditJob) -> [TextAuthor] {
    guard let limit = job.limit, limit < authors.count else { return authors }
    let seed = Seed(job.seed).derive("authors")
    let keys = authors.map { author in
      (key: seed.derive(author.identifier).value, identifier: author.identifier)
    }
    let kept = Set(keys.sorted { $0 < $1 }.prefix(limit).map(\.identifier))
    return authors.filter { kept.contains($0.identifier) }
  }

  /// The number of texts before a defence.
  var textCount: Int { authors.reduce(0) { $0 + $1.texts.count } }

  /// What is known of an author: the truth, or else what readers took it for.
  func value(of attribute: InferredAttribute, _ author: TextAuthor) -> String? {
    author.truth[attribute] ?? author.labels[attribute]?.estimate
  }

  /// How hard each attribute of each author is to tell.
  var grades: [Int: [InferredAttribute: InferenceGrade]] {
    var grades: [Int: [InferredAttribute: InferenceGrade]] = [:]
    for (place, author) in authors.enumerated() {
      grades[place] = author.labels.mapValues {
        InferenceGrade(hardness: $0.hardness, certainty: $0.certainty)
      }
    }
    return grades
  }

  /// Facts about the texts, without any identifier.
  var facts: [String: String] {
    let known = InferredAttribute.allCases.filter { attribute in
      authors.contains { $0.truth[attribute] != nil }
    }
    var facts = [
      "authors": String(authors.count), "texts": String(textCount),
      "text-bytes": String(
        authors.reduce(0) { $0 + $1.texts.reduce(0) { $0 + $1.text.utf8.count } }),
      "truth": known.isEmpty ? "labels of readers" : "of the source",
      "labelled": String(authors.reduce(0) { $0 + $1.labels.count }),
    ]
    if let defended {
      facts["texts-after"] = String(defended.reduce(0) { $0 + $1.texts.count })
      facts["authors-left-out"] = String(lostCount)
    }
    return facts
  }
}
