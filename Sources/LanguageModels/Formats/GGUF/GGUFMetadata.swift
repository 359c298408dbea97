// SPDX-License-Identifier: Apache-2.0

/// One key and its value in the metadata of a GGUF file.
package struct GGUFEntry: Equatable, Sendable {
  /// The key, such as `llama.block_count`.
  package let key: String
  /// The value.
  package let value: GGUFValue

  /// Creates an entry.
  package init(_ key: String, _ value: GGUFValue) {
    self.key = key
    self.value = value
  }
}

/// The metadata of a GGUF file, in the file's order.
///
/// Accessors return nil for a key that is absent and throw `LMD012` for a value of another type.
package struct GGUFMetadata: Equatable, Sendable {
  /// What messages call the file.
  package let source: String
  /// The entries in order.
  package let entries: [GGUFEntry]
  private let places: [String: Int]

  /// Creates metadata; a key that stands twice is a programmer's mistake.
  package init(_ entries: [GGUFEntry], source: String = "metadata") {
    self.source = source
    self.entries = entries
    places = Dictionary(uniqueKeysWithValues: entries.enumerated().map { ($1.key, $0) })
  }

  /// The value of a key; nil where it is absent.
  package subscript(key: String) -> GGUFValue? { places[key].map { entries[$0].value } }

  /// A string.
  package func string(_ key: String) throws(LanguageModelError) -> String? {
    try read(key, "a string") { value in
      if case .string(let text) = value { text } else { nil }
    }
  }

  /// A whole number of any width.
  package func integer(_ key: String) throws(LanguageModelError) -> Int? {
    try read(key, "a whole number", \.wholeNumber)
  }

  /// A number of any kind.
  package func number(_ key: String) throws(LanguageModelError) -> Double? {
    try read(key, "a number", \.number)
  }

  /// A truth value.
  package func flag(_ key: String) throws(LanguageModelError) -> Bool? {
    try read(key, "a truth value") { value in
      if case .bool(let flag) = value { flag } else { nil }
    }
  }

  /// An array of strings.
  package func strings(_ key: String) throws(LanguageModelError) -> [String]? {
    try read(key, "an array of strings", { GGUFMetadata.array($0)?.strings })
  }

  /// An array of whole numbers.
  package func integers(_ key: String) throws(LanguageModelError) -> [Int]? {
    try read(key, "an array of whole numbers", { GGUFMetadata.array($0)?.wholeNumbers })
  }

  /// An array of numbers.
  package func floats(_ key: String) throws(LanguageModelError) -> [Float]? {
    try read(key, "an array of numbers", { GGUFMetadata.array($0)?.floats })
  }

  /// Requires a value that an accessor read.
  ///
  /// - Throws: `LMD012` where it is absent.
  package func required<Value>(
    _ key: String, _ value: Value?
  ) throws(LanguageModelError) -> Value {
    guard let value else { throw .setting(source, "there is no '\(key)' in the metadata") }
    return value
  }

  private static func array(_ value: GGUFValue) -> GGUFArray? {
    if case .array(let array) = value { array } else { nil }
  }

  private func read<Value>(
    _ key: String, _ wanted: String, _ convert: (GGUFValue) -> Value?
  ) throws(LanguageModelError) -> Value? {
    guard let value = self[key] else { return nil }
    guard let converted = convert(value) else {
      throw .setting(source, "'\(key)' is not \(wanted)")
    }
    return converted
  }
}
