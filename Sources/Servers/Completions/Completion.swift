// SPDX-License-Identifier: Apache-2.0

import LanguageModels

/// What a model made of a request, before it becomes a document.
struct Completion: Sendable {
  /// The tokens of the prompt.
  var prompt: [TokenID]
  /// The tokens of the continuation.
  var added: [TokenID]
  /// The text of the continuation alone.
  var addedText: String
  /// Why it ended.
  var ending: Generation.Ending
  /// One score for each token that is told of; empty where no log-probabilities are asked for.
  var scores: [TokenScore]
  /// Whether the answer begins with the prompt.
  var echoes: Bool
  /// How many likeliest tokens were asked for; nil for no log-probabilities.
  var topCount: Int?

  /// The tokens that the answer tells of.
  var told: [TokenID] { echoes ? prompt + added : added }
}

extension ServedModel {
  /// Carries out a request.
  ///
  /// Log-probabilities are those of the model, before temperature and cuts, and of one pass over the
  /// whole sequence, so that an echo and a continuation cannot contradict each other.
  ///
  /// - Parameters:
  ///   - request: The request.
  ///   - limits: What it may ask for.
  /// - Returns: The completion.
  /// - Throws: `SRV001` beyond a limit, and what the model throws.
  func complete(
    _ request: CompletionRequest, _ limits: ServerLimits
  ) async throws(ServersError) -> Completion {
    let prompt = try await tokens(of: request.prompt)
    try check(request, prompt, limits)
    var completion = Completion(
      prompt: prompt, added: [], addedText: "", ending: .length, scores: [],
      echoes: request.echoes, topCount: request.topCount)
    do throws(LanguageModelError) {
      if request.settings.tokenLimit > 0 {
        let generation = try await model.generate(after: prompt, request.settings)
        completion.take(generation, stops: request.stops, tokenizer)
      }
      if let count = request.topCount {
        let detail: ScoreDetail = count > 0 ? .top(count) : .chosen
        let scores = try await model.score(prompt + completion.added, detail: detail).tokens
        completion.scores = request.echoes ? scores : Array(scores[prompt.count...])
      }
    } catch {
      throw ServersError(error)
    }
    return completion
  }

  private func tokens(
    of prompt: CompletionRequest.Prompt
  ) async throws(ServersError) -> [TokenID] {
    switch prompt {
    case .tokens(let tokens):
      try require(tokens, parameter: "prompt")
      return tokens
    case .text(let text):
      do throws(LanguageModelError) {
        return try await model.tokenize(text)
      } catch {
        throw ServersError(error)
      }
    }
  }

  private func check(
    _ request: CompletionRequest, _ prompt: [TokenID], _ limits: ServerLimits
  ) throws(ServersError) {
    let limit = min(limits.tokenCount, model.contextLength ?? limits.tokenCount)
    guard prompt.count <= limit else {
      throw .malformed(
        "prompt", "has \(prompt.count) tokens", remedy: "Send at most \(limit) tokens.")
    }
    guard request.settings.tokenLimit <= limits.tokenCount else {
      throw .malformed(
        "max_tokens", "is \(request.settings.tokenLimit)",
        remedy: "Ask for at most \(limits.tokenCount) tokens.")
    }
    guard let count = request.topCount else { return }
    guard count <= tokenizer.vocabularyCount else {
      throw .malformed(
        "logprobs", "is \(count)",
        remedy: "Ask for at most the \(tokenizer.vocabularyCount) tokens that there are.")
    }
    let added = min(request.settings.tokenLimit, max(0, limit - prompt.count))
    let positions = (request.echoes ? prompt.count : 0) + added
    guard count.multipliedReportingOverflow(by: positions).overflow == false,
      count * positions <= limits.rankedTokenCount
    else {
      throw .malformed(
        "logprobs", "is \(count) for up to \(positions) positions",
        remedy: "Ask for at most \(limits.rankedTokenCount) likeliest tokens in all.")
    }
  }
}

extension Completion {
  /// Takes a continuation, up to the first of the texts that end it.
  ///
  /// A token is kept where its first character stands before that text.
  mutating func take(
    _ generation: Generation, stops: [String], _ tokenizer: any Tokenizer
  ) {
    added = generation.tokens.map(\.token)
    addedText = generation.text
    ending = generation.ending
    let cuts = stops.compactMap { generation.text.unicodeScalars.place(of: $0.unicodeScalars) }
    guard let cut = cuts.min() else { return }
    let offsets = TokenTexts(added, tokenizer, continues: !prompt.isEmpty).offsets
    added = Array(added.prefix(offsets.prefix { $0 < cut }.count))
    addedText = String(String.UnicodeScalarView(generation.text.unicodeScalars.prefix(cut)))
    ending = .stop
  }
}

extension String.UnicodeScalarView {
  /// How many scalars precede the first occurrence of others; nil where they do not occur.
  fileprivate func place(of other: String.UnicodeScalarView) -> Int? {
    let own = Array(self)
    let wanted = Array(other)
    guard !wanted.isEmpty, wanted.count <= own.count else { return nil }
    return (0...own.count - wanted.count).first { start in
      own[start..<start + wanted.count].elementsEqual(wanted)
    }
  }
}
