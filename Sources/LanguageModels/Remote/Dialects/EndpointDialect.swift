// SPDX-License-Identifier: Apache-2.0

package import Evidence

/// The dialects that are spoken here, by the name that reports give them.
package enum DialectName: String, CaseIterable, Sendable {
  /// Chat completions as OpenAI defined them.
  case openAIChat = "openai-chat"
  /// The older completions as OpenAI defined them, with or without echo.
  case openAICompletions = "openai-completions"
  /// vLLM's server.
  case vLLM = "vllm"
  /// The server of llama.cpp.
  case llamaServer = "llama-server"
  /// The server of llama-cpp-python.
  case llamaCppPython = "llama-cpp-python"
  /// Ollama.
  case ollama
  /// `palimpsest model serve`.
  case palimpsest
}

/// What a continuation follows.
package enum EndpointPrompt: Equatable, Sendable {
  /// Text, which the server turns into tokens.
  case text(String)
  /// Tokens as they are.
  case tokens([TokenID])

  /// The prompt as OpenAI's form and its relatives take it.
  var json: JSONValue {
    switch self {
    case .text(let text): .string(text)
    case .tokens(let tokens): .array(tokens.map { .int($0) })
    }
  }
}

/// How many of the likeliest tokens are to be told.
package enum EndpointTop: Equatable, Sendable {
  /// So many; 0 asks for no log-probabilities at all.
  case count(Int)
  /// The whole vocabulary, of this size.
  case vocabulary(Int)

  /// The number of tokens.
  var count: Int {
    switch self {
    case .count(let count), .vocabulary(let count): count
    }
  }
}

/// A continuation that is asked for.
package struct ContinuationRequest: Equatable, Sendable {
  /// What it follows.
  package var prompt: EndpointPrompt
  /// How it is drawn.
  package var settings: GenerationSettings
  /// What is told of each token.
  package var top: EndpointTop

  /// Creates a request.
  package init(_ prompt: EndpointPrompt, _ settings: GenerationSettings, top: EndpointTop) {
    self.prompt = prompt
    self.settings = settings
    self.top = top
  }
}

/// The log-probabilities of a prompt that are asked for; one token is generated as well.
package struct EchoRequest: Equatable, Sendable {
  /// The prompt.
  package var prompt: EndpointPrompt
  /// What is told of each token.
  package var top: EndpointTop
  /// The temperature, which must change nothing.
  package var temperature: Double

  /// Creates a request.
  package init(_ prompt: EndpointPrompt, top: EndpointTop, temperature: Double = 0) {
    self.prompt = prompt
    self.top = top
    self.temperature = temperature
  }
}

/// How one kind of server is asked and understood; values only, no connection.
///
/// A function that returns nil says that the dialect cannot do it.
package protocol EndpointDialect: Sendable {
  /// The dialect.
  var name: DialectName { get }
  /// Whether a prompt reaches the model as it is, without a template around it.
  var takesRawPrompts: Bool { get }
  /// Whether prompts may be tokens.
  var takesTokenPrompts: Bool { get }
  /// The most likeliest tokens that the dialect's documents allow; nil where none is stated.
  var documentedTopLimit: Int? { get }

  /// Returns why the dialect cannot draw with these settings; nil where it can.
  func refusal(of settings: GenerationSettings) -> String?
  /// Asks for a continuation.
  func continuation(_ request: ContinuationRequest) -> EndpointCall
  /// Reads a continuation.
  func continuation(from answer: JSONValue) throws(LanguageModelError) -> EndpointContinuation

  /// Asks for the log-probabilities of a prompt.
  func echo(_ request: EchoRequest) -> EndpointCall?
  /// Reads them, with the generated token at the end where there is one.
  func echo(
    from answer: JSONValue, of request: EchoRequest
  ) throws(LanguageModelError) -> EndpointContinuation

  /// Asks for one token that is forced by a bias on its logit, read as a continuation.
  func forcing(
    _ token: TokenID, after prefix: [TokenID], top: EndpointTop, temperature: Double
  ) -> EndpointCall?

  /// Asks for the tokens of a text.
  func tokenization(of text: String) -> EndpointCall?
  /// Reads tokens.
  func tokens(from answer: JSONValue) throws(LanguageModelError) -> [TokenID]
  /// Asks for the text of tokens.
  func detokenization(of tokens: [TokenID]) -> EndpointCall?
  /// Reads text.
  func text(from answer: JSONValue) throws(LanguageModelError) -> String
}

extension EndpointDialect {
  package var takesRawPrompts: Bool { true }
  package var takesTokenPrompts: Bool { true }
  package var documentedTopLimit: Int? { nil }

  package func refusal(of settings: GenerationSettings) -> String? { nil }

  package func echo(_ request: EchoRequest) -> EndpointCall? { nil }

  package func echo(
    from answer: JSONValue, of request: EchoRequest
  ) throws(LanguageModelError) -> EndpointContinuation {
    try continuation(from: answer)
  }

  /// Reads a continuation that was asked for without log-probabilities; what a server tells of them
  /// nevertheless is not looked at.
  func textContinuation(
    from answer: JSONValue
  ) throws(LanguageModelError) -> EndpointContinuation {
    try continuation(from: AnswerReader.withoutValues(answer))
  }

  package func forcing(
    _ token: TokenID, after prefix: [TokenID], top: EndpointTop, temperature: Double
  ) -> EndpointCall? { nil }

  package func tokenization(of text: String) -> EndpointCall? { nil }

  package func tokens(from answer: JSONValue) throws(LanguageModelError) -> [TokenID] {
    try AnswerReader(answer).tokens("tokens")
  }

  package func detokenization(of tokens: [TokenID]) -> EndpointCall? { nil }

  package func text(from answer: JSONValue) throws(LanguageModelError) -> String {
    try AnswerReader(answer).string("content")
  }
}
