// SPDX-License-Identifier: Apache-2.0

package import Evidence
package import LanguageModels

/// Lets a model go on with a text: `model generate`.
package struct TextGeneration: Sendable {
  /// What was written.
  package struct Outcome: Sendable {
    /// How many tokens the prompt has; nil where an endpoint does not tell.
    package let promptTokenCount: Int?
    /// The text that was added.
    package let text: String
    /// The tokens that were added; empty where an endpoint names none.
    package let tokens: [ScoredText.Token]
    /// Why it ended.
    package let ending: Generation.Ending
    /// How activations were held, where that is known.
    package let activations: Activations?
  }

  /// The model.
  package let subject: SubjectModel
  /// How the continuation is drawn.
  package let settings: GenerationSettings

  /// Prepares a generation.
  package init(_ subject: SubjectModel, _ settings: GenerationSettings) {
    self.subject = subject
    self.settings = settings
  }

  /// Writes a continuation.
  ///
  /// - Parameter prompt: The text to go on with.
  /// - Returns: The continuation.
  /// - Throws: What the model throws.
  package func run(_ prompt: String) async throws(AuditError) -> Outcome {
    do throws(LanguageModelError) {
      if let endpoint = subject.model as? EndpointModel { return try await ask(endpoint, prompt) }
      let tokens = try await subject.model.tokenize(prompt)
      return try await outcome(
        try await subject.model.generate(after: tokens, settings), promptTokenCount: tokens.count)
    } catch {
      throw AuditError(error)
    }
  }

  /// Endpoints take text, too, and some nothing else.
  private func ask(
    _ endpoint: EndpointModel, _ prompt: String
  ) async throws(LanguageModelError) -> Outcome {
    guard endpoint.report.takesTokens else {
      let continuation = try await endpoint.continuation(after: .text(prompt), settings)
      return Outcome(
        promptTokenCount: continuation.promptTokenCount, text: continuation.text, tokens: [],
        ending: continuation.isEnded ? .stop : .length, activations: nil)
    }
    let tokens = try await endpoint.tokenize(prompt)
    return try await outcome(
      try await endpoint.generate(after: tokens, settings), promptTokenCount: tokens.count)
  }

  private func outcome(
    _ generation: Generation, promptTokenCount: Int
  ) async throws(LanguageModelError) -> Outcome {
    let pieces = try await subject.pieces(of: generation.tokens.map(\.token))
    return Outcome(
      promptTokenCount: promptTokenCount, text: generation.text,
      tokens: generation.tokens.map { ScoredText.Token($0, pieces) }, ending: generation.ending,
      activations: generation.activations)
  }
}

extension TextGeneration {
  /// A continuation as a document of the schema `palimpsest.generation/1`.
  ///
  /// - Parameter outcome: What was written.
  /// - Returns: The document; it holds the text.
  package func json(_ outcome: Outcome) -> JSONValue {
    [
      "schema": .string(Schema.generation), "tool": .string(Tool.name),
      "model": subject.model.identity.json(subject.model.capability),
      "seed": .int(settings.seed),
      "settings": [
        "max-tokens": .int(settings.tokenLimit), "temperature": .number(settings.temperature),
        "top-k": settings.topK.map { .int($0) } ?? .null, "top-p": .number(settings.topP),
        "activations": outcome.activations.map { .string($0.rawValue) } ?? .null,
      ],
      "prompt-tokens": outcome.promptTokenCount.map { .int($0) } ?? .null,
      "text": .string(outcome.text), "tokens": .array(outcome.tokens.map(\.json)),
      "ending": .string(outcome.ending.rawValue),
    ]
  }
}
