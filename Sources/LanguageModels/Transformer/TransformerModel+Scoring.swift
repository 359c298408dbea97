// SPDX-License-Identifier: Apache-2.0

import Compute

extension TransformerModel {
  /// Rows that go through the model together; a longer sequence goes alone.
  private static let panelRows = 4 * BatchPass.chunkRows

  /// Returns the log-probability of each token, given those before it.
  public func score(
    _ tokens: [TokenID], detail: ScoreDetail
  ) async throws(LanguageModelError) -> SequenceScores {
    try score([tokens], detail: detail)[0]
  }

  /// Returns the log-probabilities of several sequences' tokens.
  ///
  /// Short sequences go through the model together, each seeing only itself; results are those of
  /// one by one, bit for bit.
  ///
  /// - Parameters:
  ///   - sequences: The sequences as the model sees them, each with its beginning.
  ///   - detail: What to tell of each position.
  /// - Returns: One result a sequence, in order.
  /// - Throws: `LMD111` for an unknown token, `LMD114` for a sequence beyond the context, `LMD116`
  ///   or `LMD117` where logits are not finite.
  public func score(
    _ sequences: [[TokenID]], detail: ScoreDetail
  ) throws(LanguageModelError) -> [SequenceScores] {
    for tokens in sequences { try check(tokens, "sequence") }
    return try compute { engine throws(LanguageModelError) in
      let longest = sequences.reduce(0) { max($0, $1.count) }
      let rotary = rotary(positionCount: longest)
      var results: [SequenceScores] = []
      var first = 0
      while first < sequences.count {
        var (last, rows) = (first + 1, sequences[first].count)
        while last < sequences.count, rows + sequences[last].count <= Self.panelRows {
          rows += sequences[last].count
          last += 1
        }
        results += try score(sequences[first..<last], detail, rotary, engine)
        first = last
      }
      return results
    }
  }

  /// Returns the mean hidden state of the last layer, after the output norm, `[width]`.
  public func embed(_ tokens: [TokenID]) async throws(LanguageModelError) -> [Float]? {
    try check(tokens, "sequence")
    guard !tokens.isEmpty else { throw .noTokens("sequence") }
    let width = configuration.width
    return try compute { engine throws(LanguageModelError) in
      let panel = Panel([tokens], isLastRead: true)
      let hidden = states(panel, rotary(positionCount: tokens.count), engine)
      var sums = [Double](repeating: 0, count: width)
      hidden.withFloats { hidden in
        engine.normalize(engine.weights.outputNorm, Floats(hidden), into: hidden)
        for row in tokens.indices {
          for column in 0..<width { sums[column] += Double(hidden[row * width + column]) }
        }
      }
      guard sums.allSatisfy(\.isFinite) else { throw engine.weights.failure() }
      return sums.map { Float($0 / Double(tokens.count)) }
    }
  }

  /// The angles of positions; nil where they are learned.
  func rotary(positionCount: Int) -> RotaryTable? {
    configuration.architecture == .gpt2
      ? nil : RotaryTable(configuration, positionCount: positionCount)
  }

  private func score(
    _ sequences: ArraySlice<[TokenID]>, _ detail: ScoreDetail, _ rotary: RotaryTable?,
    _ engine: TransformerEngine
  ) throws(LanguageModelError) -> [SequenceScores] {
    let panel = Panel(Array(sequences), isLastRead: false)
    var scores = sequences.map { tokens in
      tokens.prefix(1).map { TokenScore(token: $0, logProbability: nil) }
    }
    var distributions = [[Float]](repeating: [], count: scores.count)
    if !panel.rows.isEmpty {
      let hidden = states(panel, rotary, engine)
      let head = LogitHead(engine, rows: panel.rows.count)
      let rows = panel.targets.enumerated().map { LogitHead.Row(state: $0, target: $1) }
      try hidden.withFloats { hidden in
        Swift.Result { () throws(LanguageModelError) in
          try head.read(rows, hidden: hidden, detail) { row, score, distribution in
            scores[panel.owners[row]].append(score)
            if let distribution { distributions[panel.owners[row]] += distribution }
          }
        }
      }.get()
    }
    return zip(scores, distributions).map { SequenceScores(tokens: $0, distributions: $1) }
  }

  private func states(
    _ panel: Panel, _ rotary: RotaryTable?, _ engine: TransformerEngine
  ) -> AlignedFloats {
    let shape = AttentionShape(configuration)
    let hidden = AlignedFloats(count: panel.rows.count * configuration.width)
    let cache = KeyValueCache(layerCount: 1, width: shape.keyWidth, capacity: panel.rows.count)
    hidden.withFloats {
      BatchPass(panel.rows, hidden: $0, cache: cache, rotary: rotary, engine).run()
    }
    return hidden
  }
}

/// Sequences that go through a model together.
private struct Panel {
  /// The rows of all sequences, one after another.
  var rows: [BatchRow] = []
  /// The token that follows each row; empty where the last tokens are read, too.
  var targets: [TokenID] = []
  /// The sequence of each row.
  var owners: [Int] = []

  /// Collects rows; a last token that has no successor to be scored need not be read.
  init(_ sequences: [[TokenID]], isLastRead: Bool) {
    for (owner, tokens) in sequences.enumerated() {
      let base = rows.count
      for (position, token) in tokens.enumerated() where isLastRead || position + 1 < tokens.count {
        rows.append(BatchRow(token: token, position: position, base: base))
        owners.append(owner)
        if !isLastRead { targets.append(tokens[position + 1]) }
      }
    }
  }
}
