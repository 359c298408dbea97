// SPDX-License-Identifier: Apache-2.0

import Evidence

extension HuggingFaceTokenizer {
  /// Returns the steps of a part of the pipeline; sequences are laid out flat.
  func steps(_ part: String, _ list: String) throws(LanguageModelError) -> [JSONValue] {
    try flat(root[part] ?? .null, part, list)
  }

  private func flat(
    _ value: JSONValue, _ part: String, _ list: String
  ) throws(LanguageModelError) -> [JSONValue] {
    if value == .null { return [] }
    guard let type = value["type"]?.text else {
      throw .malformedTokenizer("\(name): a step of '\(part)' has no 'type'.")
    }
    guard type == "Sequence" else { return [value] }
    guard let inner = value[list]?.elements else {
      throw .malformedTokenizer("\(name): the sequence of '\(part)' has no array '\(list)'.")
    }
    var steps: [JSONValue] = []
    for value in inner { steps += try flat(value, part, list) }
    return steps
  }

  private func type(_ step: JSONValue) -> String { step["type"]?.text ?? "" }

  /// Whether the byte-level vocabulary's text is brought to form C.
  func composes() throws(LanguageModelError) -> Bool {
    let steps = try steps("normalizer", "normalizers")
    if let other = steps.first(where: { type($0) != "NFC" }) {
      throw .unsupportedTokenizer(
        name, "the normalizer '\(type(other))' of a byte-level vocabulary")
    }
    return !steps.isEmpty
  }

  /// The rule by which a byte-level vocabulary cuts text.
  func preTokenizer() throws(LanguageModelError) -> PreTokenizer {
    let steps = try steps("pre_tokenizer", "pretokenizers")
    let types = steps.map(type)
    guard let last = steps.last, type(last) == "ByteLevel" else {
      throw .unknownPreTokenizer(name, types.joined(separator: ", "))
    }
    guard !flag(last, "add_prefix_space") else {
      throw .unknownPreTokenizer(name, "ByteLevel with 'add_prefix_space'")
    }
    let cutsAsGPT2 = last["use_regex"] != .bool(false)
    switch types {
    case ["ByteLevel"] where cutsAsGPT2: return .gpt2
    case ["Digits", "ByteLevel"] where cutsAsGPT2 && flag(steps[0], "individual_digits"):
      return .smollm
    case ["Split", "ByteLevel"] where !cutsAsGPT2: return try split(steps[0])
    default: throw .unknownPreTokenizer(name, types.joined(separator: ", "))
    }
  }

  private func split(_ step: JSONValue) throws(LanguageModelError) -> PreTokenizer {
    let pattern = step["pattern"]?["Regex"]?.text ?? ""
    let isPlain = step["behavior"]?.text == "Isolated" && !flag(step, "invert")
    let known = PreTokenizer.allCases.first { $0 != .smollm && $0.pattern == pattern }
    guard isPlain, let known else {
      throw .unknownPreTokenizer(name, "Split by '\(pattern)', or not isolated")
    }
    return known
  }

  /// What a vocabulary with written blanks does beside its merges.
  func sentencePieceRules() throws(LanguageModelError) -> SentencePieceBPE.Rules {
    var rules = SentencePieceBPE.Rules()
    rules.fusesUnknown = flag(model, "fuse_unk")
    rules.fallsBackToBytes = flag(model, "byte_fallback")
    rules.dummyPrefix = .never
    var writesBlanks = false
    for step in try steps("normalizer", "normalizers") {
      switch type(step) {
      case "Prepend" where step["prepend"]?.text == "\u{2581}": rules.dummyPrefix = .always
      case "Replace"
      where step["pattern"]?["String"]?.text == " " && step["content"]?.text == "\u{2581}":
        writesBlanks = true
      default:
        throw .unsupportedTokenizer(name, "the normalizer '\(type(step))' with these settings")
      }
    }
    for step in try steps("pre_tokenizer", "pretokenizers") {
      switch type(step) {
      case "Metaspace" where step["split"] == .bool(false) && !writesBlanks:
        try metaspace(step, &rules)
        writesBlanks = true
      // No blank is left to split at.
      case "Split" where writesBlanks && step["pattern"]?["String"]?.text == " ": break
      default: throw .unknownPreTokenizer(name, "\(type(step)) with these settings")
      }
    }
    guard writesBlanks else { throw .unknownPreTokenizer(name, "nothing writes blanks as U+2581") }
    return rules
  }

  private func metaspace(
    _ step: JSONValue, _ rules: inout SentencePieceBPE.Rules
  ) throws(LanguageModelError) {
    guard step["replacement"]?.text == "\u{2581}", rules.dummyPrefix == .never else {
      throw .unknownPreTokenizer(name, "Metaspace with another letter or a second prefix")
    }
    switch step["prepend_scheme"]?.text {
    case "always": rules.dummyPrefix = .unlessPresent
    case "first":
      rules.dummyPrefix = .unlessPresent
      rules.prefixesEverySegment = false
    case "never": rules.dummyPrefix = .never
    default: throw .unknownPreTokenizer(name, "Metaspace without a known 'prepend_scheme'")
    }
  }
}
