// SPDX-License-Identifier: Apache-2.0

/// The files of a corpus, in the order in which they are listed.
public enum CorpusFile: String, CaseIterable, Sendable {
  /// One person a line.
  case profiles
  /// One text with its spans a line.
  case documents
  /// One question with its answer and evidence a line.
  case questions
  /// What people picked, as tab-separated values.
  case interactions
  /// The training order, one example a line.
  case plan
  /// Secrets of known entropy, one a line.
  case canaries

  /// The position in tables.
  var index: Int {
    switch self {
    case .profiles: 0
    case .documents: 1
    case .questions: 2
    case .interactions: 3
    case .plan: 4
    case .canaries: 5
    }
  }

  /// The file's name.
  ///
  /// - Parameter isCompressed: Whether it is a gzip file.
  /// - Returns: Such as `profiles.jsonl` or `plan.jsonl.gz`.
  public func name(isCompressed: Bool) -> String {
    rawValue + (self == .interactions ? ".tsv" : ".jsonl") + (isCompressed ? ".gz" : "")
  }

  /// The name of the file that describes all others.
  public static let manifest = "manifest.json"
}
