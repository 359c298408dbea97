// SPDX-License-Identifier: Apache-2.0

import Compute

/// Continuations of several prompts, written side by side: a row of each goes through the model at
/// once, so that weights are read and unpacked for all of them.
///
/// Each row takes the way that rows of a score take, with the keys and values of all blocks kept:
/// log-probabilities are those of the scores of the whole sequence, bit for bit.
final class BatchGeneration {
  /// A continuation under way.
  fileprivate struct Sequence {
    let settings: GenerationSettings
    let most: Int
    /// The row of the cache that holds the first position.
    let base: Int
    var count: Int
    var sampler: TokenSampler
    var added: [TokenScore] = []
    var ending: Generation.Ending?
  }

  private let model: TransformerModel
  private let engine: TransformerEngine
  private let cache: KeyValueCache
  private let rotary: RotaryTable?
  private let head: LogitHead
  private let prompts: ArraySlice<[TokenID]>
  private var sequences: [Sequence] = []

  /// Sets up continuations.
  ///
  /// - Parameters:
  ///   - prompts: The prompts, checked; no more than `LogitHead.capacity`.
  ///   - settings: How to go on, one for each prompt.
  ///   - model: The model.
  ///   - engine: What computes.
  /// - Throws: `LMD110` for settings that make no sense.
  init(
    _ prompts: ArraySlice<[TokenID]>, _ settings: ArraySlice<GenerationSettings>,
    _ model: TransformerModel, _ engine: TransformerEngine
  ) throws(LanguageModelError) {
    self.model = model
    self.engine = engine
    self.prompts = prompts
    var positions = 0
    var longest = 0
    for (prompt, settings) in zip(prompts, settings) {
      let length = BatchGeneration.length(prompt, settings, model.configuration)
      sequences.append(
        Sequence(
          settings: settings, most: length - prompt.count, base: positions, count: prompt.count,
          sampler: try TokenSampler(settings), ending: length == prompt.count ? .length : nil))
      positions += length
      longest = max(longest, length)
    }
    cache = KeyValueCache(
      layerCount: model.configuration.layerCount,
      width: AttentionShape(model.configuration).keyWidth, capacity: positions)
    rotary = model.rotary(positionCount: longest)
    head = LogitHead(engine, rows: prompts.count)
  }

  /// The most tokens of a prompt and its continuation.
  static func length(
    _ prompt: [TokenID], _ settings: GenerationSettings, _ configuration: ModelConfiguration
  ) -> Int {
    min(prompt.count + max(settings.tokenLimit, 0), configuration.contextLength)
  }

  /// Writes the continuations.
  ///
  /// - Returns: The tokens of each and why it ended.
  /// - Throws: `LMD116` or `LMD117` where logits are not finite.
  func run() throws(LanguageModelError) -> [(tokens: [TokenScore], ending: Generation.Ending)] {
    var rows: [BatchRow] = []
    var last: [Int] = []
    for (sequence, prompt) in zip(sequences, prompts) where sequence.ending == nil {
      rows += prompt.enumerated().map {
        BatchRow(token: $1, position: $0, base: sequence.base)
      }
      last.append(rows.count - 1)
    }
    while !last.isEmpty {
      try step(rows, last)
      let active = sequences.filter { $0.ending == nil }
      rows = active.compactMap { sequence in
        sequence.added.last.map {
          BatchRow(token: $0.token, position: sequence.count - 1, base: sequence.base)
        }
      }
      last = Array(rows.indices)
    }
    return sequences.map { ($0.added, $0.ending ?? .length) }
  }

  /// Reads rows and draws a token after the last row of each continuation under way.
  private func step(_ rows: [BatchRow], _ last: [Int]) throws(LanguageModelError) {
    let hidden = AlignedFloats(count: rows.count * model.configuration.width)
    hidden.withFloats {
      BatchPass(rows, hidden: $0, cache: cache, rotary: rotary, engine).run()
      head.compute(last, hidden: $0)
    }
    let active = sequences.indices.filter { sequences[$0].ending == nil }
    for (place, index) in active.enumerated() {
      let logits = Floats(head.logitRow(place))
      let token = sequences[index].sampler.draw(logits.span)
      guard let read = LogitReading.score(of: token, logits, .chosen, by: engine.elements) else {
        throw engine.weights.failure()
      }
      sequences[index].take(read.score, endsText: model.vocabulary.endsText(token))
    }
  }
}

extension BatchGeneration.Sequence {
  fileprivate mutating func take(_ score: TokenScore, endsText: Bool) {
    if endsText, !settings.ignoresEnd {
      ending = .stop
      return
    }
    added.append(score)
    count += 1
    if added.count == most { ending = .length }
  }
}

extension TransformerModel {
  /// The floats of keys and values that are kept at once: 512 MB.
  private static let keptFloats = 1 << 27

  /// Returns continuations of several prompts.
  ///
  /// They are written side by side, which is several times faster than one by one. Each depends on
  /// its prompt and settings alone; its log-probabilities are those that `score` gives, bit for bit.
  /// Activations are always floats.
  ///
  /// - Parameters:
  ///   - prompts: The prompts as the model sees them, each with its beginning; none empty.
  ///   - settings: How to go on, one for each prompt.
  /// - Returns: The continuations, in order.
  /// - Throws: What `generate(after:_:)` throws for one prompt.
  public func generate(
    after prompts: [[TokenID]], _ settings: [GenerationSettings]
  ) throws(LanguageModelError) -> [Generation] {
    precondition(prompts.count == settings.count, "settings for each prompt")
    for prompt in prompts {
      try check(prompt, "prompt")
      guard !prompt.isEmpty else { throw .noTokens("prompt") }
    }
    let perPosition =
      2 * configuration.layerCount * configuration.keyValueHeadCount * configuration.headWidth
    let lengths = zip(prompts, settings).map {
      BatchGeneration.length($0, $1, configuration) * perPosition
    }
    let written = try compute { engine throws(LanguageModelError) in
      var results: [(tokens: [TokenScore], ending: Generation.Ending)] = []
      while results.count < prompts.count {
        let first = results.count
        var (last, kept) = (first + 1, lengths[first])
        while last < prompts.count, last - first < LogitHead.capacity(configuration),
          kept + lengths[last] <= Self.keptFloats
        {
          kept += lengths[last]
          last += 1
        }
        results += try BatchGeneration(
          prompts[first..<last], settings[first..<last], self, engine
        ).run()
      }
      return results
    }
    return zip(prompts, written).map { prompt, result in
      Generation(
        tokens: result.tokens,
        text: vocabulary.text(of: result.tokens.map(\.token), after: prompt),
        ending: result.ending, activations: .float32)
    }
  }
}
