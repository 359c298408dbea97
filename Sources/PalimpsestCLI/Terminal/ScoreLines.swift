// SPDX-License-Identifier: Apache-2.0

import Audits
import Evidence
import LanguageModels

/// Scores of texts as lines for people.
struct ScoreLines {
  private let isLines: Bool
  private let name: String
  private var sum = 0.0
  private var count = 0
  private var textCount = 0

  /// Starts the lines of one run.
  init(_ model: any LanguageModel, isLines: Bool) {
    self.isLines = isLines
    name = TextTable.plain(model.identity.name)
  }

  /// The lines of one text.
  mutating func text(_ scored: ScoredText, isQuiet: Bool) -> String {
    let measure = scored.negativeLogLikelihood
    if let value = measure.value, let n = measure.n {
      sum += value * Double(n)
      count += n
    }
    textCount += 1
    guard isLines else {
      return (isQuiet ? "" : ScoreLines.table(scored) + "\n") + MeasureLines.table([measure])
    }
    let value = measure.value.map { NumberText.of($0) } ?? "missing: \(measure.reason ?? "")"
    let place = scored.entry.identifier ?? "line \(scored.entry.line ?? textCount)"
    return "\(TextTable.plain(place))  \(scored.tokens.count) tokens  \(value)\n"
  }

  /// What is said at the end; empty for a single text.
  var summary: String {
    guard isLines, count > 0 else { return "" }
    let mean = NumberText.of(sum / Double(count))
    return "\(name)  \(textCount) texts  \(count) scored tokens  \(ScoredText.measure) \(mean)\n"
  }

  private static func table(_ scored: ScoredText) -> String {
    var table = TextTable(["id", "log-probability", "rank", "token"])
    for token in scored.tokens {
      let shown = JSONValue.string(token.text)
      let quoted = (try? shown.canonicalBytes()).map { String(decoding: $0, as: UTF8.self) }
      table.append([
        token.identifier.map { "\($0)" } ?? "", NumberText.of(token.logProbability),
        token.rank.map { "\($0)" } ?? "", quoted ?? "",
      ])
    }
    return table.text
  }
}
