// SPDX-License-Identifier: Apache-2.0

public import Corpora
public import LanguageModels

/// A chat model that is asked who wrote texts.
public struct ChatAdversary: Sendable {
  /// What one question gave.
  public struct Reading: Equatable, Sendable {
    /// The answer, read.
    public let answer: InferenceAnswer
    /// How many of the author's texts fitted into the question.
    public let textCount: Int
    /// The tokens of the question; nil where an endpoint does not tell.
    public let promptTokenCount: Int?
    /// The bytes of the answer.
    public let answerByteCount: Int
  }

  /// The model.
  public let model: any LanguageModel
  /// How it is asked.
  public let template: ChatTemplate
  /// What it is asked.
  public let prompt: InferencePrompt
  /// The most tokens of an answer.
  public let answerLimit: Int
  /// The most bytes of one author's texts in a question.
  public let textByteLimit: Int

  private let tokenizer: (any Tokenizer)?

  /// About 3,000 tokens of English, the bound that the published evaluation set for a profile.
  public static let usualTextByteLimit = 12_000
  /// Enough for eight blocks of four lines.
  public static let usualAnswerLimit = 800
  /// The published temperature is 0.1; the likeliest answer is what can be had again.
  private static let temperature = 0.0

  /// Prepares questions.
  ///
  /// - Parameters:
  ///   - model: The model.
  ///   - tokenizer: Its tokenizer; nil for an endpoint.
  ///   - attributes: What is asked for.
  ///   - answerLimit: The most tokens of an answer, at least 1.
  ///   - textByteLimit: The most bytes of texts in a question, at least 1.
  public init(
    _ model: any LanguageModel, tokenizer: (any Tokenizer)?, attributes: [InferredAttribute],
    answerLimit: Int = usualAnswerLimit, textByteLimit: Int = usualTextByteLimit
  ) {
    precondition(answerLimit > 0 && textByteLimit > 0, "room for a question and an answer")
    self.model = model
    self.tokenizer = model is EndpointModel ? nil : tokenizer
    template = ChatTemplate(of: self.tokenizer)
    prompt = InferencePrompt(attributes: attributes)
    self.answerLimit = answerLimit
    self.textByteLimit = textByteLimit
  }

  /// Asks about the author of texts.
  ///
  /// The first texts are taken, as many as fit into the bytes and into the model's context with an
  /// answer; where not even one fits, its beginning.
  ///
  /// - Parameters:
  ///   - texts: The author's texts, in order.
  ///   - seed: The seed that an endpoint is given.
  /// - Returns: What was answered.
  /// - Throws: What the model throws; `LMD118` where its context leaves no room for a question.
  public func ask(
    about texts: [String], seed: UInt64
  ) async throws(LanguageModelError) -> Reading {
    let settings = GenerationSettings(
      tokenLimit: answerLimit, temperature: ChatAdversary.temperature, seed: seed)
    let chosen = ChatAdversary.cut(texts, bytes: textByteLimit)
    let asked = PromptedModel(model)
    guard let tokenizer else {
      let text = ChatTemplate.plainText(
        role: InferencePrompt.role, message: prompt.message(about: chosen))
      return reading(
        try await asked.continuation(after: text, settings), textCount: chosen.count, tokens: nil)
    }
    let (tokens, count) = try fitting(chosen, tokenizer)
    return reading(
      try await asked.continuation(after: tokens, settings), textCount: count,
      tokens: tokens.count)
  }

  private func reading(_ text: String, textCount: Int, tokens: Int?) -> Reading {
    let turn = ChatTemplate.turn(text)
    return Reading(
      answer: InferenceAnswer(turn, attributes: prompt.attributes), textCount: textCount,
      promptTokenCount: tokens, answerByteCount: turn.utf8.count)
  }

  /// The longest beginning of the texts whose question leaves room for an answer.
  private func fitting(
    _ texts: [String], _ tokenizer: any Tokenizer
  ) throws(LanguageModelError) -> (tokens: [TokenID], count: Int) {
    let room = (model.contextLength ?? .max) - min(answerLimit, (model.contextLength ?? .max) / 2)
    var (low, high) = (0, texts.count)
    var best = question([], tokenizer)
    guard best.count <= room else {
      throw LanguageModelError(
        "LMD118", .usage,
        "A context of \(model.contextLength ?? 0) tokens leaves no room for a question.",
        remedy: "Use a model of a longer context, or ask for fewer --attributes.")
    }
    while low < high {
      let middle = (low + high + 1) / 2
      let tokens = question(Array(texts.prefix(middle)), tokenizer)
      if tokens.count <= room { (low, best) = (middle, tokens) } else { high = middle - 1 }
    }
    guard low == 0, let first = texts.first else { return (best, low) }
    // Not even one text fits: its beginning does. A token takes at least one byte.
    let spare = max(room - best.count, 1)
    let short = question(ChatAdversary.cut([first], bytes: spare), tokenizer)
    return short.count <= room ? (short, 1) : (best, 0)
  }

  private func question(_ texts: [String], _ tokenizer: any Tokenizer) -> [TokenID] {
    template.tokens(
      role: InferencePrompt.role, message: prompt.message(about: texts), tokenizer)
  }

  /// The first texts that fit into a number of bytes; of a first one that is longer its beginning.
  static func cut(_ texts: [String], bytes: Int) -> [String] {
    var left = bytes
    var chosen: [String] = []
    for text in texts {
      let size = text.utf8.count
      if size <= left {
        chosen.append(text)
        left -= size
        continue
      }
      if chosen.isEmpty {
        var size = 0
        chosen.append(
          String(
            text.prefix {
              size += $0.utf8.count
              return size <= bytes
            }))
      }
      break
    }
    return chosen
  }
}
