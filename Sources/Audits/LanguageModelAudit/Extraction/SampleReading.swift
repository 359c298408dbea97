// SPDX-License-Identifier: Apache-2.0

import Attacks
import Evidence

/// What stands in one text that a model wrote: lengths, counts and places in a list of values.
struct SampleReading: Equatable, Sendable {
  /// The bytes of the text.
  var byteCount = 0
  /// The longest stretch of what was trained on, in bytes; 0 where none is long enough.
  var longest = 0
  /// The longest of those that stand in no never-seen text.
  var longestOwn = 0
  /// The most tokens of such stretches; nil where tokens are not known here.
  var longestTokens: Int?
  /// The longest stretch of never-seen texts, in bytes.
  var longestOther = 0
  /// The longest of those that stand in nothing that was trained on.
  var longestOtherOwn = 0
  /// The most tokens of stretches of never-seen texts.
  var longestOtherTokens: Int?
  /// The values that stand in the text as they are, as places in the lexicon.
  var exact: [Int] = []
  /// Those that stand there but for case, blanks and punctuation.
  var normalized: [Int] = []

  init() {}

  /// Sums up the stretches of a text.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - members: Its stretches that were trained on.
  ///   - others: Those of never-seen texts.
  ///   - tokenCount: Tells the number of tokens of a stretch; nil where nobody knows.
  init(
    _ text: String, members: [VerbatimSpan], others: [VerbatimSpan],
    tokenCount: ((String) -> Int)?
  ) {
    let bytes = Array(text.utf8)
    byteCount = bytes.count
    longest = SampleReading.longest(members)
    longestOther = SampleReading.longest(others)
    longestOwn = SampleReading.longest(SampleReading.those(of: members, notWithin: others))
    longestOtherOwn = SampleReading.longest(SampleReading.those(of: others, notWithin: members))
    guard let tokenCount else { return }
    let most = { (spans: [VerbatimSpan]) in
      spans.map { tokenCount(String(decoding: bytes[$0.range], as: UTF8.self)) }.max() ?? 0
    }
    longestTokens = most(members)
    longestOtherTokens = most(others)
  }

  private static func longest(_ spans: [VerbatimSpan]) -> Int {
    spans.map(\.range.count).max() ?? 0
  }

  /// The stretches of one side that lie within none of the other.
  private static func those(
    of spans: [VerbatimSpan], notWithin others: [VerbatimSpan]
  ) -> [VerbatimSpan] {
    spans.filter { span in
      !others.contains {
        $0.range.lowerBound <= span.range.lowerBound && span.range.upperBound <= $0.range.upperBound
      }
    }
  }

  var json: JSONValue {
    var members: [String: JSONValue] = [
      "bytes": .int(byteCount), "longest": .int(longest), "own": .int(longestOwn),
      "other": .int(longestOther), "other-own": .int(longestOtherOwn),
      "exact": .array(exact.map { .int($0) }), "normalized": .array(normalized.map { .int($0) }),
    ]
    members["tokens"] = longestTokens.map { .int($0) }
    members["other-tokens"] = longestOtherTokens.map { .int($0) }
    return .object(members)
  }

  init(json: JSONValue, path: String) throws(EvidenceError) {
    let fields = try JSONFields(json, path: path)
    func count(_ key: String) throws(EvidenceError) -> Int {
      _ = try fields.value(key)
      return try fields.optionalInteger(key) ?? 0
    }
    byteCount = try count("bytes")
    longest = try count("longest")
    longestOwn = try count("own")
    longestTokens = try fields.optionalInteger("tokens")
    longestOther = try count("other")
    longestOtherOwn = try count("other-own")
    longestOtherTokens = try fields.optionalInteger("other-tokens")
    exact = try fields.numbers("exact").map { Int($0) }
    normalized = try fields.numbers("normalized").map { Int($0) }
  }
}
