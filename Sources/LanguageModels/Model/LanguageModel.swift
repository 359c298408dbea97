// SPDX-License-Identifier: Apache-2.0

/// A position in a model's vocabulary.
public typealias TokenID = Int32

/// A language model, wherever it runs: in this process, as counts, or behind HTTP.
///
/// Asynchronous for each document, never for each token. Results of one model are reproducible; for
/// a model in this process they do not depend on the number of jobs.
public protocol LanguageModel: Sendable {
  /// What the model is, as results name it.
  var identity: ModelIdentity { get }
  /// What the model lets an auditor see.
  var capability: Capability { get }
  /// The most tokens of a sequence; nil where there is no limit or none is known.
  var contextLength: Int? { get }

  /// Returns the tokens of a text, with the beginning and end that the model declares.
  ///
  /// - Throws: A model that reveals no tokens, a server that cannot be reached.
  func tokenize(_ text: String) async throws(LanguageModelError) -> [TokenID]

  /// Returns the text of tokens; bytes that are no UTF-8 become replacement characters.
  func detokenize(_ tokens: [TokenID]) async throws(LanguageModelError) -> String

  /// Returns the log-probability of each token, given those before it.
  ///
  /// - Parameters:
  ///   - tokens: `[count]`, the sequence as the model sees it, with its beginning.
  ///   - detail: What to tell of each position.
  /// - Returns: `[count]` scores in nats; the first has no log-probability.
  /// - Throws: A capability below the one that `detail` needs, a sequence beyond the context, an
  ///   unknown token, a network failure.
  func score(
    _ tokens: [TokenID], detail: ScoreDetail
  ) async throws(LanguageModelError) -> SequenceScores

  /// Returns a continuation of a prompt.
  ///
  /// - Throws: A prompt beyond the context, settings that make no sense, a network failure.
  func generate(
    after prompt: [TokenID], _ settings: GenerationSettings
  ) async throws(LanguageModelError) -> Generation

  /// Returns the mean hidden state of the last layer, `[width]`; nil where the model tells none.
  func embed(_ tokens: [TokenID]) async throws(LanguageModelError) -> [Float]?
}

/// What a model is, as results name it.
public struct ModelIdentity: Equatable, Sendable {
  /// The file's or folder's name, or the model's name at its server.
  public let name: String
  /// The architecture's name, such as `llama`; nil where it is not known.
  public let architecture: String?
  /// `sha256:` and the digest of what the model was read from; nil for a server.
  public let digest: String?

  /// Creates an identity.
  public init(name: String, architecture: String?, digest: String?) {
    self.name = name
    self.architecture = architecture
    self.digest = digest
  }
}
