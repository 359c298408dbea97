// SPDX-License-Identifier: Apache-2.0

extension DialectName {
  /// Returns the dialect for a model of a server.
  package func dialect(model: String) -> any EndpointDialect {
    switch self {
    case .openAIChat: OpenAIChatDialect(model: model)
    case .openAICompletions: OpenAICompletionsDialect(model: model)
    case .vLLM: VLLMDialect(model: model)
    case .llamaServer: LlamaServerDialect(model: model)
    case .llamaCppPython: LlamaCppPythonDialect(model: model)
    case .ollama: OllamaDialect(model: model)
    case .palimpsest: PalimpsestDialect(model: model)
    }
  }

  /// The dialect of a server that calls its models' owner like this; nil where that says nothing.
  init?(owner: String?) {
    switch owner {
    case "vllm": self = .vLLM
    case "llamacpp": self = .llamaServer
    case "me": self = .llamaCppPython
    case "library": self = .ollama
    case "palimpsest": self = .palimpsest
    default: return nil
    }
  }
}
