// SPDX-License-Identifier: Apache-2.0

public import Corpora
import Evidence

/// What a reader noted down about one attribute, as SynthPAI's files store it.
public struct StoredLabel: Equatable, Sendable {
  /// What the reader took it for.
  public let estimate: String
  /// From 1, stated, to 5, hard even with a search; 0 where nothing was noted.
  public let hardness: Int
  /// From 1 to 5; 0 where nothing was noted.
  public let certainty: Int
  /// How right the label is by the generator's truth: 1, .5 or 0; nil where that is not stated.
  public let accuracyOfLabel: Double?
  /// The category of the education; nil elsewhere.
  public let category: String?

  /// Creates a label.
  public init(
    estimate: String, hardness: Int, certainty: Int, accuracyOfLabel: Double? = nil,
    category: String? = nil
  ) {
    self.estimate = estimate
    self.hardness = hardness
    self.certainty = certainty
    self.accuracyOfLabel = accuracyOfLabel
    self.category = category
  }
}

/// What an adversary answered about one attribute.
public struct StoredAnswer: Equatable, Sendable {
  /// The guesses, the best first.
  public let guesses: [String]
  /// The category of each guess, for education.
  public let categories: [String]
  /// The judges' scores of the guesses; nil where none are stored.
  public let verdicts: [Double]?

  /// Creates an answer.
  public init(guesses: [String], categories: [String] = [], verdicts: [Double]? = nil) {
    self.guesses = guesses
    self.categories = categories
    self.verdicts = verdicts
  }
}

/// An author with labels and with what adversaries answered.
public struct StoredAuthor: Equatable, Sendable {
  /// The name in the file.
  public let name: String
  /// The labels by attribute.
  public let labels: [InferredAttribute: StoredLabel]
  /// The answers by adversary and attribute.
  public let answers: [String: [InferredAttribute: StoredAnswer]]
}

/// SynthPAI's files of predictions, with verdicts or without: one author a line.
public struct StoredPredictions: Equatable, Sendable {
  /// The authors, in the order of the file.
  public let authors: [StoredAuthor]
  /// The names of the adversaries, sorted.
  public let adversaries: [String]
  /// How many lines are of an author whom an earlier line has, as some published files do; all count.
  public let repeatCount: Int

  /// Reads a file.
  ///
  /// - Parameter path: JSON Lines; each line has `username`, `reviews` and `predictions`, and may
  ///   have `evaluations`.
  /// - Throws: AUD073 where a line is not of this form, AUD074 where nothing was predicted, AUD075
  ///   where a label lies outside the vocabulary; the error of the evidence module where the file
  ///   cannot be read.
  public init(path: String) throws(AuditError) {
    let bytes: [UInt8]
    do throws(EvidenceError) {
      bytes = try StoredFile.read(path)
    } catch {
      throw AuditError(error)
    }
    try self.init(bytes: bytes, name: path.split(separator: "/").last.map(String.init) ?? path)
  }

  /// Reads the lines of a file.
  public init(bytes: [UInt8], name: String) throws(AuditError) {
    var authors: [StoredAuthor] = []
    var names: Set<String> = []
    var seen: Set<String> = []
    var repeatCount = 0
    var number = 0
    for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      number += 1
      var line = line
      if number == 1, line.starts(with: [0xef, 0xbb, 0xbf]) { line = line.dropFirst(3) }
      if line.allSatisfy({ [0x20, 0x09, 0x0d].contains($0) }) { continue }
      let place = "\(name):\(number)"
      let value: JSONValue
      do throws(EvidenceError) {
        value = try JSONValue(parsing: Array(line), name: place)
      } catch {
        throw StoredPredictions.malformed(place, "it is no JSON in UTF-8", cause: error.message)
      }
      let author = try StoredAuthor(value, place: place)
      if !seen.insert(author.name).inserted { repeatCount += 1 }
      authors.append(author)
      names.formUnion(author.answers.keys)
    }
    guard !names.isEmpty else {
      throw AuditError(
        "AUD074", .badData, "'\(name)' holds no predictions of \(number) lines.",
        remedy: "Give a file whose lines have 'predictions' with guesses by model and attribute.")
    }
    self.authors = authors
    self.repeatCount = repeatCount
    adversaries = names.sorted()
  }

  static func malformed(_ place: String, _ reason: String, cause: String? = nil) -> AuditError {
    AuditError(
      "AUD073", .badData, "\(place) is no line of predictions: \(reason).",
      remedy: "Give SynthPAI's predicted or evaluated JSON Lines, one author a line.", cause: cause)
  }
}
