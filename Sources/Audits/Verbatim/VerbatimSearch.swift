// SPDX-License-Identifier: Apache-2.0

import Attacks
package import Evidence
import Statistics

/// What of some outputs stands verbatim in a corpus of any size: `stats verbatim`.
package struct VerbatimSearch: Sendable {
  /// What was found.
  package struct Outcome: Sendable {
    /// Counts and the longest match.
    package let measures: [Measurement]
    /// One measure a stretch: its bytes, how often it occurs, and where it stands first.
    package let matches: [Measurement]
    /// Sizes of both sides.
    package let facts: [String: String]
  }

  private let outputs: [TextInput.Entry]
  private let least: Int

  /// Reads outputs.
  ///
  /// - Parameters:
  ///   - path: JSON Lines with `text`, or one text as it stands.
  ///   - least: The fewest bytes of a stretch, at least 49.
  /// - Throws: What reading texts throws.
  package init(outputsAt path: String, least: Int) throws(AuditError) {
    outputs = try TextInput(path: path).entries
    self.least = least
  }

  /// Streams a corpus past the outputs, in memory that grows with these alone, and by 24 bytes a text.
  ///
  /// - Parameters:
  ///   - path: The corpus: a file, or a folder of files.
  ///   - level: The confidence level of the interval.
  ///   - jobs: The most pieces of work under way at once; changes nothing but the time.
  /// - Returns: What was found.
  /// - Throws: `ATK002` for stretches that could be missed, `AUD041`, `AUD065`, what reading throws.
  package func run(over path: String, level: Double, jobs: Int) throws(AuditError) -> Outcome {
    do {
      let index = try OutputIndex(outputs.map { Array($0.text.utf8) }, minimumLength: least)
      var scan = CorpusScan(past: index, jobs: jobs)
      var stream = CorpusStream()
      try stream.read(path) { scan.feed($0) }
      // Where nothing was searched, nothing found says nothing.
      guard stream.byteCount > stream.marks.count else {
        throw AuditError(
          "AUD042", .badData, "\(path) holds no text.", remedy: "Name the corpus to search.")
      }
      let spans = scan.finish()
      return Outcome(
        measures: try measures(spans, level: level), matches: matches(spans, in: stream),
        facts: [
          "outputs": String(outputs.count),
          "output-bytes": String(outputs.reduce(0) { $0 + $1.text.utf8.count }),
          "corpus-bytes": String(stream.byteCount - stream.marks.count),
          "corpus-files": String(stream.files.count), "corpus-texts": String(stream.marks.count),
          "least-bytes": String(least),
        ])
    } catch {
      throw AuditError(any: error)
    }
  }

  private func measures(_ spans: [[VerbatimSpan]], level: Double) throws -> [Measurement] {
    let long = outputs.count { $0.text.utf8.count >= least }
    let share = try? Proportion(successes: spans.count { !$0.isEmpty }, trials: long)
    let all = spans.flatMap(\.self)
    let bytes = spans.reduce(0) { $0 + VerbatimSearch.covered($1) }
    let length = outputs.reduce(0) { $0 + $1.text.utf8.count }
    return [
      share.map { Measurement("verbatim-rate", $0.estimate(.clopperPearson, level: level)) }
        ?? Measurement(
          missing: "verbatim-rate", reason: "no output has \(least) bytes", group: [:]),
      Measurement("verbatim-stretches", Double(all.count), n: spans.count, group: [:]),
      Measurement(
        "verbatim-bytes-share", length > 0 ? Double(bytes) / Double(length) : 0, n: length,
        group: [:], method: "share of output bytes in such stretches"),
      Measurement(
        "longest-verbatim-bytes", Double(all.map(\.range.count).max() ?? 0), n: spans.count,
        group: [:]),
    ]
  }

  /// The bytes that lie in any of the stretches, which come by beginning and may overlap.
  private static func covered(_ spans: [VerbatimSpan]) -> Int {
    var (sum, reach) = (0, 0)
    for span in spans {
      sum += max(0, span.range.upperBound - max(reach, span.range.lowerBound))
      reach = max(reach, span.range.upperBound)
    }
    return sum
  }

  private func matches(_ spans: [[VerbatimSpan]], in stream: CorpusStream) -> [Measurement] {
    zip(outputs.indices, spans).flatMap { output, spans in
      spans.map { span in
        let place = stream.place(of: span.firstOffset)
        var group = [
          "output": String(output + 1), "start": String(span.range.lowerBound),
          "file": place.file, "byte": String(place.offset),
        ]
        group["line"] = place.line > 0 ? String(place.line) : nil
        return Measurement(
          "verbatim-match", Double(span.range.count), n: span.occurrenceCount, group: group,
          method: "bytes; n is how often the stretch occurs, the place is the first")
      }
    }
  }
}
