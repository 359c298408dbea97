// SPDX-License-Identifier: Apache-2.0

import Evidence
import LanguageModels

/// What `POST /v1/completions` asks for.
///
/// Members that would change the answer and are not done here are refused; all others that are not
/// known are passed over.
struct CompletionRequest: Equatable, Sendable {
  /// What is continued.
  enum Prompt: Equatable, Sendable {
    /// Text, which gets the beginning and end that the model declares.
    case text(String)
    /// Tokens, used as they are.
    case tokens([TokenID])
  }

  /// What is continued.
  var prompt: Prompt
  /// The model's name, where one is given.
  var model: String?
  /// Whether the prompt comes back before the continuation.
  var echoes: Bool
  /// How many likeliest tokens are told of each position; nil tells no log-probabilities at all.
  var topCount: Int?
  /// How the continuation is drawn.
  var settings: GenerationSettings
  /// Texts that end the continuation; it ends before the first of them.
  var stops: [String]

  /// What OpenAI's form means where a request says nothing.
  private static let usualTokenLimit = 16
  /// The most texts that end a continuation, as in OpenAI's form.
  private static let stopLimit = 4

  /// Reads a request.
  ///
  /// - Throws: `SRV001` for a member of another type or range, `SRV003` for one that is not done here.
  init(_ members: RequestMembers) throws(ServersError) {
    try CompletionRequest.refuseOthers(members)
    prompt = try CompletionRequest.prompt(members)
    model = try members.text("model")
    echoes = try members.flag("echo") ?? false
    topCount = try members.whole("logprobs", in: 0...Int(Int32.max))
    settings = GenerationSettings(
      tokenLimit: try members.whole("max_tokens", in: 0...Int(Int32.max))
        ?? CompletionRequest.usualTokenLimit,
      temperature: try members.number("temperature", in: 0...100) ?? 1,
      topK: try members.whole("top_k", in: 1...Int(Int32.max)),
      topP: try members.number("top_p", in: Double.leastNonzeroMagnitude...1) ?? 1,
      seed: try members.seed("seed") ?? 0, ignoresEnd: try members.flag("ignore_eos") ?? false)
    stops = try CompletionRequest.stops(members)
  }

  private static func refuseOthers(_ members: RequestMembers) throws(ServersError) {
    for key in neutralOnes { try members.refuse(key) { $0.double == 1 } }
    for key in neutralZeros { try members.refuse(key) { $0.double == 0 } }
    for key in ["stream", "use_beam_search"] { try members.refuse(key) { $0 == .bool(false) } }
    try members.refuse("add_special_tokens") { $0 == .bool(true) }
    try members.refuse("suffix") { $0 == .string("") }
    try members.refuse("logit_bias") { $0.members?.isEmpty ?? false }
    for key in neverTaken { try members.refuse(key) { _ in false } }
  }

  /// What OpenAI's form, vLLM's or llama.cpp's takes and 1 switches off.
  private static let neutralOnes = [
    "n", "best_of", "repetition_penalty", "repeat_penalty", "length_penalty", "typical_p",
  ]
  /// The same, where 0 does.
  private static let neutralZeros = [
    "presence_penalty", "frequency_penalty", "min_p", "min_tokens", "mirostat", "dry_multiplier",
    "xtc_probability", "dynatemp_range",
  ]
  /// What changes an answer whatever its value.
  private static let neverTaken = [
    "prompt_logprobs", "truncate_prompt_tokens", "grammar", "json_schema", "guided_json",
    "guided_regex", "guided_choice", "guided_grammar", "response_format", "bad_words",
    "allowed_token_ids", "stop_token_ids", "samplers",
  ]

  private static func prompt(_ members: RequestMembers) throws(ServersError) -> Prompt {
    let remedy = "Give one text, or one list of token identifiers."
    guard let member = members["prompt"] else {
      throw .malformed("prompt", "is missing", remedy: remedy)
    }
    if let text = member.text { return .text(text) }
    guard let elements = member.elements else {
      throw .malformed("prompt", "is neither a text nor a list", remedy: remedy)
    }
    if let first = elements.first, first.text != nil || first.elements != nil {
      guard elements.count == 1 else {
        throw .malformed("prompt", "holds \(elements.count) prompts", remedy: remedy)
      }
      if let text = first.text { return .text(text) }
      return .tokens(try tokens(first.elements ?? [], "prompt"))
    }
    return .tokens(try tokens(elements, "prompt"))
  }

  /// Identifiers of a list.
  static func tokens(
    _ elements: [JSONValue], _ parameter: String
  ) throws(ServersError) -> [TokenID] {
    var tokens: [TokenID] = []
    tokens.reserveCapacity(elements.count)
    for (place, element) in elements.enumerated() {
      guard let number = element.wholeNumber, let token = TokenID(exactly: number) else {
        throw .malformed(
          parameter, "holds something else than an identifier at place \(place)",
          remedy: "Give whole numbers alone.")
      }
      tokens.append(token)
    }
    return tokens
  }

  private static func stops(_ members: RequestMembers) throws(ServersError) -> [String] {
    guard let member = members["stop"] else { return [] }
    let texts = member.text.map { [$0] } ?? member.elements?.compactMap(\.text) ?? []
    let isWhole = member.text != nil || member.elements?.count == texts.count
    guard isWhole, texts.count <= stopLimit, !texts.contains("") else {
      throw .malformed(
        "stop", "is not a text or a list of texts",
        remedy: "Give one text, or up to \(stopLimit), none of them empty.")
    }
    return texts
  }
}
