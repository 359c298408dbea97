// SPDX-License-Identifier: Apache-2.0

/// A language model behind HTTP, at the level that its probe found.
package struct EndpointModel: LanguageModel {
  /// What the endpoint can do.
  package let report: EndpointReport

  let client: EndpointClient
  let dialect: any EndpointDialect
  let tokenizer: (any Tokenizer)?
  private let askedTexts = TokenTextMemory()

  /// Creates a model.
  ///
  /// - Parameters:
  ///   - client: What asks the endpoint.
  ///   - report: What the probe found there.
  ///   - tokenizer: The model's tokenizer, where the server offers none or is not to be asked.
  package init(_ client: EndpointClient, _ report: EndpointReport, tokenizer: (any Tokenizer)?) {
    self.client = client.serving(report.served)
    self.report = report
    self.tokenizer = tokenizer
    dialect = report.dialect.dialect(model: report.model)
  }

  /// The model's name at the server.
  package var identity: ModelIdentity {
    ModelIdentity(name: report.model, architecture: nil, digest: nil)
  }

  /// What the probe found.
  package var capability: Capability { report.capability }

  /// How many requests may wait for their answers at once.
  package var concurrency: Int { client.gate.concurrency }

  /// What the server says, where it says anything.
  package var contextLength: Int? { report.contextLength }

  /// Returns the tokens of a text, by the tokenizer that was given or the server's.
  package func tokenize(_ text: String) async throws(LanguageModelError) -> [TokenID] {
    if let tokenizer { return tokenizer.encode(text, addsSpecial: true) }
    guard let call = dialect.tokenization(of: text) else { throw EndpointModel.noTokenizer }
    return try await client.answer(to: call) { answer throws(LanguageModelError) in
      try dialect.tokens(from: answer)
    }
  }

  /// Returns the text of tokens, by the tokenizer that was given or the server's.
  package func detokenize(_ tokens: [TokenID]) async throws(LanguageModelError) -> String {
    if let tokenizer { return String(decoding: tokenizer.decode(tokens), as: UTF8.self) }
    guard let call = dialect.detokenization(of: tokens) else { throw EndpointModel.noTokenizer }
    return try await client.answer(to: call) { answer throws(LanguageModelError) in
      try dialect.text(from: answer)
    }
  }

  /// Returns how tokens are shown: as an answer told, by the tokenizer, or by asking once for each
  /// and remembering it, for as many at once as the client may ask.
  ///
  /// - Parameters:
  ///   - tokens: Any tokens, repeated ones included.
  ///   - told: The texts that an answer told already.
  /// - Returns: A text for each distinct token.
  /// - Throws: `LMD086` without a tokenizer, and the failures of the network.
  package func texts(
    of tokens: [TokenID], told: [TokenID: String] = [:]
  ) async throws(LanguageModelError) -> [TokenID: String] {
    var texts: [TokenID: String] = [:]
    var open: [TokenID] = []
    for token in tokens where texts[token] == nil {
      texts[token] = tokenizer?.piece(token) ?? told[token] ?? ""
      if tokenizer == nil, told[token] == nil { open.append(token) }
    }
    try await OrderedWork(concurrency: concurrency).run(open) {
      token throws(LanguageModelError) in
      let text = try await askedTexts.text(of: token) { () throws(LanguageModelError) in
        try await addedText(of: token)
      }
      return (token, text)
    } _: { (token, text) throws(LanguageModelError) in
      texts[token] = text
      return true
    }
    return texts
  }

  /// The text that a token adds to others: some vocabularies take a blank away from the first.
  private func addedText(of token: TokenID) async throws(LanguageModelError) -> String {
    let once = try await detokenize([token])
    let twice = try await detokenize([token, token])
    guard twice.utf8.starts(with: once.utf8) else { return once }
    return String(decoding: twice.utf8.dropFirst(once.utf8.count), as: UTF8.self)
  }

  /// Returns the log-probability of each token, given those before it.
  package func score(
    _ tokens: [TokenID], detail: ScoreDetail
  ) async throws(LanguageModelError) -> SequenceScores {
    try await scores(of: tokens, detail: detail).scores
  }

  /// Servers tell no hidden states in a form that could be compared: nil.
  package func embed(_ tokens: [TokenID]) async throws(LanguageModelError) -> [Float]? { nil }

  static let noTokenizer = LanguageModelError(
    "LMD086", .usage, "This endpoint offers no tokenizer.",
    remedy: "Give the model's tokenizer with --tokenizer.")

  func requireContext(_ count: Int) throws(LanguageModelError) {
    guard let limit = report.contextLength, count > limit else { return }
    throw LanguageModelError(
      "LMD087", .badData, "The sequence has \(count) tokens; the endpoint takes \(limit).",
      remedy: "Cut the text into shorter ones.")
  }
}
