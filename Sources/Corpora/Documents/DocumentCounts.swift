// SPDX-License-Identifier: Apache-2.0

extension CorpusSet {
  /// The number of sets.
  static let count = allCases.count
}

extension Disclosure {
  /// The number of disclosures.
  static let count = allCases.count
}

/// How much was written.
public struct DocumentCounts: Equatable, Sendable {
  /// The number of documents by the kind's position.
  public var documents = [Int](repeating: 0, count: DocumentKind.count)
  /// The number of documents by kind and set: the kind's position times five, plus the set's.
  public var documentsBySet = [Int](
    repeating: 0, count: DocumentKind.count * CorpusSet.count)
  /// The number of spans by label and disclosure: the label's code times five, plus the latter's.
  public var spansByLabel = [Int](
    repeating: 0, count: SpanLabel.all.count * Disclosure.count)
  /// The number of spans of them all.
  public var spans = 0
  /// The number of questions.
  public var questions = 0
  /// How many documents have another focus than their plan's, which their author has nothing of.
  public var replacedFocuses = 0

  /// Creates counts of nothing.
  public init() {}

  /// The number of documents of all kinds.
  public var total: Int { documents.reduce(0, +) }

  /// Adds what was written elsewhere.
  public static func += (left: inout DocumentCounts, right: DocumentCounts) {
    for kind in right.documents.indices { left.documents[kind] += right.documents[kind] }
    for place in right.documentsBySet.indices {
      left.documentsBySet[place] += right.documentsBySet[place]
    }
    for place in right.spansByLabel.indices {
      left.spansByLabel[place] += right.spansByLabel[place]
    }
    left.spans += right.spans
    left.questions += right.questions
    left.replacedFocuses += right.replacedFocuses
  }
}
