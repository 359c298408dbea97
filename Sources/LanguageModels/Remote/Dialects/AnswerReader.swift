// SPDX-License-Identifier: Apache-2.0

import Evidence

/// Reads members of a server's answer; what is not as expected is `LMD081` by the member's name.
struct AnswerReader {
  private let value: JSONValue

  init(_ value: JSONValue) {
    self.value = value
  }

  /// The member, or nil where it is absent or null.
  func optional(_ key: String) -> JSONValue? {
    guard let member = value[key], member != .null else { return nil }
    return member
  }

  func string(_ key: String) throws(LanguageModelError) -> String {
    guard let text = value[key]?.text else { throw RemoteFailure.shape(key) }
    return text
  }

  func elements(_ key: String) throws(LanguageModelError) -> [JSONValue] {
    guard let elements = value[key]?.elements else { throw RemoteFailure.shape(key) }
    return elements
  }

  /// The elements, or nil where the member is absent or null.
  func optionalElements(_ key: String) throws(LanguageModelError) -> [JSONValue]? {
    optional(key) == nil ? nil : try elements(key)
  }

  func tokens(_ key: String) throws(LanguageModelError) -> [TokenID] {
    var tokens: [TokenID] = []
    for element in try elements(key) { tokens.append(try AnswerReader.token(element, key)) }
    return tokens
  }

  /// The only choice of a completion.
  func choice() throws(LanguageModelError) -> AnswerReader {
    guard let choice = try elements("choices").first, choice.members != nil else {
      throw RemoteFailure.shape("choices")
    }
    return AnswerReader(choice)
  }

  /// The answer without log-probabilities, whatever a dialect calls them.
  static func withoutValues(_ answer: JSONValue) -> JSONValue {
    guard var members = answer.members else { return answer }
    for name in ["logprobs", "completion_probabilities"] { members[name] = nil }
    if let choices = members["choices"]?.elements {
      members["choices"] = .array(choices.map(withoutValues))
    }
    return .object(members)
  }

  /// How many tokens the prompt had, as OpenAI's form counts them.
  var promptTokenCount: Int? { value["usage"]?["prompt_tokens"]?.wholeNumber }

  static func token(_ value: JSONValue, _ key: String) throws(LanguageModelError) -> TokenID {
    guard let whole = value.wholeNumber, let token = TokenID(exactly: whole), token >= 0 else {
      throw RemoteFailure.shape(key)
    }
    return token
  }

  static func number(_ value: JSONValue?, _ key: String) throws(LanguageModelError) -> Double {
    guard let number = value?.double else {
      throw RemoteFailure.shape(
        key, cause: value?.text == nil ? nil : "a number was expected and text came")
    }
    // Minus zero is no other number, and is not to be shown.
    return number == 0 ? 0 : number
  }

  static func optionalNumber(
    _ value: JSONValue?, _ key: String
  ) throws(LanguageModelError) -> Double? {
    guard let value, value != .null else { return nil }
    return try number(value, key)
  }

  static func bytes(_ value: JSONValue?) throws(LanguageModelError) -> [UInt8]? {
    guard let value, value != .null else { return nil }
    guard let elements = value.elements else { throw RemoteFailure.shape("bytes") }
    let bytes = elements.compactMap { $0.wholeNumber.flatMap(UInt8.init(exactly:)) }
    guard bytes.count == elements.count else { throw RemoteFailure.shape("bytes") }
    return bytes
  }

  /// The order of likeliest tokens: descending, then by identifier, then by text.
  static func sorted(_ top: [EndpointAlternative]) -> [EndpointAlternative] {
    top.sorted { left, right in
      if left.logProbability != right.logProbability {
        return left.logProbability > right.logProbability
      }
      if let first = left.id, let second = right.id { return first < second }
      return (left.text ?? "").utf8.lexicographicallyPrecedes((right.text ?? "").utf8)
    }
  }
}
