// SPDX-License-Identifier: Apache-2.0

import Compute

/// Turns states after the last block into scores, some rows at a time.
///
/// The logits of all positions are never there at once: 1,000 positions of a vocabulary of 150,000
/// would take 600 MB.
struct LogitHead {
  /// A row whose successor is scored.
  struct Row {
    /// The row of the states.
    let state: Int
    /// The token that follows.
    let target: TokenID
  }

  private let engine: TransformerEngine
  private let rowCount: Int
  private let normed: AlignedFloats
  private let logits: AlignedFloats

  /// Makes room for at most 32 MB of logits, or 16 rows.
  init(_ engine: TransformerEngine, rows: Int) {
    self.engine = engine
    let configuration = engine.configuration
    rowCount = min(rows, LogitHead.capacity(configuration))
    normed = AlignedFloats(count: rowCount * configuration.width)
    logits = AlignedFloats(count: rowCount * configuration.vocabularyCount)
  }

  /// Scores the tokens that follow some rows.
  ///
  /// - Parameters:
  ///   - rows: The rows.
  ///   - hidden: States after the last block, `[.., width]`.
  ///   - detail: What to tell.
  ///   - receive: Gets each row's score in order, and its log-probabilities, `[vocabulary]`, where
  ///     whole distributions are asked for.
  /// - Throws: `LMD116` or `LMD117` where logits are not finite.
  func read(
    _ rows: [Row], hidden: MutableFloats, _ detail: ScoreDetail,
    _ receive: (Int, TokenScore, Floats?) -> Void
  ) throws(LanguageModelError) {
    for first in stride(from: 0, to: rows.count, by: rowCount) {
      let chunk = rows[first..<min(first + rowCount, rows.count)]
      let scores = read(chunk, hidden, detail)
      for (place, score) in scores.enumerated() {
        guard let score else { throw engine.weights.failure() }
        let distribution = detail == .distribution ? Floats(logitRow(place)) : nil
        receive(first + place, score, distribution)
      }
    }
  }

  /// The most rows whose logits can be there at once.
  static func capacity(_ configuration: ModelConfiguration) -> Int {
    max(16, min(144, (1 << 23) / configuration.vocabularyCount))
  }

  /// Computes the logits of some rows of the states, no more than there is room for.
  func compute(_ rows: [Int], hidden: MutableFloats) {
    let width = engine.configuration.width
    normed.withFloats { normed in
      let normed = MutableFloats(rebasing: normed[..<(rows.count * width)])
      for (place, row) in rows.enumerated() {
        _ = normed[place * width..<(place + 1) * width].update(
          fromContentsOf: hidden[row * width..<(row + 1) * width])
      }
      engine.normalize(engine.weights.outputNorm, Floats(normed), into: normed)
      logits.withFloats {
        engine.multiply(
          engine.weights.output, MatrixView(normed, rows: rows.count, columns: width), into: $0)
      }
    }
  }

  private func read(
    _ rows: ArraySlice<Row>, _ hidden: MutableFloats, _ detail: ScoreDetail
  ) -> [TokenScore?] {
    compute(rows.map(\.state), hidden: hidden)
    var scores = [TokenScore?](repeating: nil, count: rows.count)
    scores.withUnsafeMutableBufferPointer { scores in
      engine.team.share(scores.count) { place, _ in
        scores[place] = score(rows[rows.startIndex + place].target, logitRow(place), detail)
      }
    }
    return scores
  }

  private func score(
    _ target: TokenID, _ logits: MutableFloats, _ detail: ScoreDetail
  ) -> TokenScore? {
    guard
      let read = LogitReading.score(of: target, Floats(logits), detail, by: engine.elements)
    else { return nil }
    if detail == .distribution {
      let shift = read.logSumExp
      for token in logits.indices { logits[token] = Float(min(Double(logits[token]) - shift, 0)) }
    }
    return read.score
  }

  /// The logits of one of the rows that were computed last.
  func logitRow(_ place: Int) -> MutableFloats {
    let count = engine.configuration.vocabularyCount
    return logits.withFloats { MutableFloats(rebasing: $0[place * count..<(place + 1) * count]) }
  }
}
