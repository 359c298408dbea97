// SPDX-License-Identifier: Apache-2.0

import Evidence

extension HuggingFaceSettings {
  /// The base of rotary frequencies: `rope_theta`, or the same in `rope_parameters`.
  ///
  /// - Throws: `LMD014` for any scaling of positions, `LMD012` for values of another type.
  func rotaryBase() throws(LanguageModelError) -> Double {
    var base = try number("rope_theta")
    for name in ["rope_scaling", "rope_parameters"] {
      guard let scaling = value(name) else { continue }
      guard let scaling = scaling.members else { throw .setting(source, "'\(name)' is no object") }
      for key in ["rope_type", "type"] {
        guard let type = scaling[key], type != .null else { continue }
        guard type.text == "default" else {
          throw .unsupported(
            source, "scaling of rotary positions of the type \((type.text ?? "?").shown)")
        }
      }
      let others = Set(scaling.keys).subtracting(["rope_type", "type", "rope_theta"])
      if let other = others.sorted().first {
        throw .unsupported(source, "scaling of rotary positions by \(other.shown)")
      }
      guard let theta = scaling["rope_theta"] else { continue }
      guard let number = theta.double else {
        throw .setting(source, "'\(name).rope_theta' is not a number")
      }
      base = number
    }
    if let factor = try number("partial_rotary_factor"), factor != 1 {
      throw .unsupported(source, "rotating a part of each head")
    }
    return base ?? 10_000
  }

  /// The number of positions that a token sees; nil for all.
  ///
  /// Mistral: `sliding_window`, 4096 where it is absent, none where it is null. Qwen2: only with
  /// `use_sliding_window`, in the blocks from `max_window_layers` on. Llama has none.
  ///
  /// - Throws: `LMD014` for blocks that differ.
  func slidingWindow() throws(LanguageModelError) -> Int? {
    let window = try integer("sliding_window")
    switch model {
    case .llama, .gpt2: return nil
    case .mistral:
      let isAbsent = members["sliding_window"] == nil
      return try requireAlike(window ?? (isAbsent ? 4_096 : nil))
    case .qwen2:
      guard try flag("use_sliding_window") == true else { return nil }
      if value("layer_types") != nil { return try requireAlike(window ?? 4_096) }
      let first = try integer("max_window_layers") ?? 28
      if first >= (try required("num_hidden_layers")) { return nil }
      guard first <= 0 else {
        throw .unsupported(source, "a sliding window in some blocks alone")
      }
      return window ?? (members["sliding_window"] == nil ? 4_096 : nil)
    }
  }

  /// Compares with `layer_types`, which has a word for each block.
  private func requireAlike(_ window: Int?) throws(LanguageModelError) -> Int? {
    guard let types = value("layer_types") else { return window }
    let words = Set((types.elements ?? []).map(\.text))
    switch words {
    case ["full_attention"]: return nil
    case ["sliding_attention"]: return window
    default: throw .unsupported(source, "a mixture of kinds of attention in 'layer_types'")
    }
  }
}

extension HuggingFaceSettings {
  /// A member that is neither absent nor null.
  func value(_ name: String) -> JSONValue? {
    guard let value = members[name], value != .null else { return nil }
    return value
  }

  /// A whole number, where present.
  func integer(_ name: String) throws(LanguageModelError) -> Int? {
    guard let value = value(name) else { return nil }
    guard let number = value.wholeNumber else {
      throw .setting(source, "'\(name)' is not a whole number")
    }
    return number
  }

  /// A whole number.
  func required(_ name: String) throws(LanguageModelError) -> Int {
    guard let number = try integer(name) else { throw .setting(source, "there is no '\(name)'") }
    return number
  }

  /// A number, where present.
  func number(_ name: String) throws(LanguageModelError) -> Double? {
    guard let value = value(name) else { return nil }
    guard let number = value.double else { throw .setting(source, "'\(name)' is not a number") }
    return number
  }

  /// A truth value, where present.
  func flag(_ name: String) throws(LanguageModelError) -> Bool? {
    guard let value = value(name) else { return nil }
    guard case .bool(let flag) = value else {
      throw .setting(source, "'\(name)' is neither true nor false")
    }
    return flag
  }

  /// Refuses a word that is not one of those that mean what is computed here.
  func requireWord(
    _ name: String, among words: [String], standard: String
  ) throws(LanguageModelError) {
    guard let value = value(name) else { return }
    guard let word = value.text else { throw .setting(source, "'\(name)' is not text") }
    guard words.contains(word) else {
      throw .unsupported(source, "'\(name)' of \(word.shown), other than \(standard)")
    }
  }
}
