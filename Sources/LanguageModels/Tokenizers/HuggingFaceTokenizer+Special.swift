// SPDX-License-Identifier: Apache-2.0

import Evidence

extension HuggingFaceTokenizer {
  /// Returns beginning, end and unknown token, as post-processor and configuration declare them.
  ///
  /// Which of them are added, the post-processor alone decides: where there is a `tokenizer.json`,
  /// `transformers` (5.24) takes `add_bos_token` and `add_eos_token` out of the configuration unread.
  func special(_ table: TokenTable) throws(LanguageModelError) -> SpecialTokens {
    var special = SpecialTokens()
    special.unknown = try named(model["unk_token"] ?? .null, "unk_token", table)
    special.beginning = try named(configuration["bos_token"] ?? .null, "bos_token", table)
    special.end = try named(configuration["eos_token"] ?? .null, "eos_token", table)
    for step in try steps("post_processor", "processors") {
      switch step["type"]?.text {
      case "ByteLevel": break
      case "TemplateProcessing": try apply(template: step, table.count, &special)
      default: throw .unsupportedTokenizer(name, "the post-processor '\(step["type"]?.text ?? "")'")
      }
    }
    return special
  }

  /// A token that is named by its spelling, bare or as the member `content`.
  private func named(
    _ value: JSONValue, _ what: String, _ table: TokenTable
  ) throws(LanguageModelError) -> TokenID? {
    guard let spelling = value.text ?? value["content"]?.text else { return nil }
    guard let token = table.token(Array(spelling.utf8)) else {
      throw .malformedTokenizer("\(name): '\(what)' names a token that the vocabulary lacks.")
    }
    return token
  }

  /// Reads what stands before and after the text; at most one token on each side.
  private func apply(
    template: JSONValue, _ count: Int, _ special: inout SpecialTokens
  ) throws(LanguageModelError) {
    guard let pieces = template["single"]?.elements,
      let text = pieces.firstIndex(where: { $0["Sequence"] != nil }), text <= 1,
      pieces.count - text <= 2
    else { throw .unsupportedTokenizer(name, "a template with more than a beginning and an end") }
    if text == 1 {
      special.beginning = try identifier(pieces[0], template, count)
      special.addsBeginning = true
    }
    if pieces.count > text + 1 {
      special.end = try identifier(pieces[text + 1], template, count)
      special.addsEnd = true
    }
  }

  private func identifier(
    _ piece: JSONValue, _ template: JSONValue, _ count: Int
  ) throws(LanguageModelError) -> TokenID {
    guard let key = piece["SpecialToken"]?["id"]?.text,
      let ids = template["special_tokens"]?[key]?["ids"]?.elements, ids.count == 1,
      let id = ids[0].wholeNumber
    else { throw .malformedTokenizer("\(name): the template names no single special token.") }
    guard (0..<count).contains(id) else {
      throw .identifierOutside(name, "a template's token", id, count: count)
    }
    return TokenID(id)
  }
}
