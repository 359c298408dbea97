// SPDX-License-Identifier: Apache-2.0

public import LanguageModels

/// A model that goes on with texts, whether it takes tokens or nothing but text.
public struct PromptedModel: Sendable {
  /// The model.
  public let model: any LanguageModel

  /// What stands in place of a declared beginning where a model has none.
  private static let blankBeginning = "\n"

  /// Takes a model.
  public init(_ model: any LanguageModel) {
    self.model = model
  }

  /// Whether the model tells log-probabilities of tokens that it is given.
  public var isScoring: Bool {
    guard let endpoint = model as? EndpointModel else {
      return model.capability >= .forcedTokens
    }
    return endpoint.report.scoring != .none
  }

  /// Goes on with a text.
  ///
  /// An endpoint whose form knows no top-k is asked without one.
  ///
  /// - Parameters:
  ///   - text: The text; empty for the beginning that the model declares, or a line's end where it
  ///     declares none.
  ///   - settings: How to draw.
  /// - Returns: The text that was added.
  /// - Throws: What the model throws.
  public func continuation(
    after text: String, _ settings: GenerationSettings
  ) async throws(LanguageModelError) -> String {
    guard let tokens = try await tokens(before: text) else {
      guard let endpoint = model as? EndpointModel else { return "" }
      let prompt = text.isEmpty ? PromptedModel.blankBeginning : text
      return try await PromptedModel.cut(settings) { settings throws(LanguageModelError) in
        try await endpoint.continuation(after: .text(prompt), settings).text
      }
    }
    return try await continuation(after: tokens, settings)
  }

  /// Goes on with tokens, as far as the context reaches.
  public func continuation(
    after tokens: [TokenID], _ settings: GenerationSettings
  ) async throws(LanguageModelError) -> String {
    let room = (model.contextLength ?? .max) - tokens.count
    guard room > 0 else { return "" }
    var settings = settings
    settings.tokenLimit = min(settings.tokenLimit, room)
    return try await PromptedModel.cut(settings) { settings throws(LanguageModelError) in
      try await model.generate(after: tokens, settings).text
    }
  }

  /// Asks with the settings, or without top-k where an endpoint's form knows none.
  private static func cut(
    _ settings: GenerationSettings,
    _ ask: (GenerationSettings) async throws(LanguageModelError) -> String
  ) async throws(LanguageModelError) -> String {
    do throws(LanguageModelError) {
      return try await ask(settings)
    } catch {
      // Refused before anything is sent, so that the same endpoint is always asked alike.
      guard error.code == "LMD082", settings.topK != nil else { throw error }
      var settings = settings
      settings.topK = nil
      return try await ask(settings)
    }
  }

  /// The tokens of a text that is gone on with; nil for an endpoint that takes text alone.
  private func tokens(before text: String) async throws(LanguageModelError) -> [TokenID]? {
    if let endpoint = model as? EndpointModel, !endpoint.report.takesTokens { return nil }
    var tokens: [TokenID]
    do throws(LanguageModelError) {
      tokens = try await model.tokenize(text)
    } catch {
      // An endpoint that names no tokens may still take text.
      guard model is EndpointModel, error.code == "LMD086" else { throw error }
      return nil
    }
    if text.isEmpty {
      // A beginning comes first; what is declared to end a text stands behind it.
      tokens = Array(tokens.prefix(1))
      return tokens.isEmpty ? try await model.tokenize(PromptedModel.blankBeginning) : tokens
    }
    if tokens.count > 1, let end = tokens.last, try await model.detokenize([end]).isEmpty {
      tokens.removeLast()
    }
    return tokens
  }
}
