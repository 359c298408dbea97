// SPDX-License-Identifier: Apache-2.0

extension ConfigurationNode {
  /// The text that stands here; numbers and truth values must be quoted to be text.
  public func string() throws(ConfigurationError) -> String {
    guard case .text(let text) = content else { throw mismatch("text") }
    return text
  }

  /// The whole number that stands here.
  ///
  /// - Parameter range: The numbers that are allowed.
  /// - Returns: The number.
  /// - Throws: `wrongType` or `outOfRange`.
  public func int(in range: ClosedRange<Int> = Int.min...Int.max) throws(ConfigurationError) -> Int
  {
    guard case .integer(let value) = content else { throw mismatch("a whole number") }
    guard range.contains(value) else {
      throw outOfRange("\(value)", low: "\(range.lowerBound)", high: "\(range.upperBound)")
    }
    return value
  }

  /// The number that stands here, whole or not.
  ///
  /// - Parameter range: The numbers that are allowed.
  /// - Returns: The number.
  /// - Throws: `wrongType` or `outOfRange`.
  public func double(
    in range: ClosedRange<Double> = -Double.infinity...Double.infinity
  ) throws(ConfigurationError) -> Double {
    let value: Double
    switch content {
    case .integer(let whole): value = Double(whole)
    case .number(let number): value = number
    default: throw mismatch("a number")
    }
    guard range.contains(value) else {
      throw outOfRange("\(value)", low: "\(range.lowerBound)", high: "\(range.upperBound)")
    }
    return value
  }

  /// The truth value that stands here: `true` or `false`.
  public func bool() throws(ConfigurationError) -> Bool {
    guard case .boolean(let flag) = content else { throw mismatch("true or false") }
    return flag
  }

  /// The items of the list that stands here.
  public func list() throws(ConfigurationError) -> [ConfigurationNode] {
    guard case .list(let items) = content else { throw mismatch("a list") }
    return items
  }

  /// The texts in the list that stands here.
  public func strings() throws(ConfigurationError) -> [String] {
    try list().map { item throws(ConfigurationError) in try item.string() }
  }

  /// The mapping that stands here, to be read key by key.
  public func mapping() throws(ConfigurationError) -> ConfigurationReader {
    try ConfigurationReader(self)
  }

  /// One of a few words.
  ///
  /// - Parameter words: The words that are allowed.
  /// - Returns: The word that stands here.
  /// - Throws: `wrongType`, or `unknownWord` with the nearest word.
  public func word(of words: [String]) throws(ConfigurationError) -> String {
    let word = try string()
    guard words.contains(word) else {
      throw error(
        "'\(word)' is none of \(words.joined(separator: ", ")).",
        remedy: Suggestion.sentence(for: word, among: words), code: .unknownWord)
    }
    return word
  }

  /// One of an enumeration's words.
  ///
  /// - Parameter type: The enumeration.
  /// - Returns: The case whose raw value stands here.
  /// - Throws: `wrongType`, or `unknownWord` with the nearest word.
  public func choice<Choice: CaseIterable & RawRepresentable<String>>(
    _ type: Choice.Type = Choice.self
  ) throws(ConfigurationError) -> Choice {
    let words = Choice.allCases.map(\.rawValue)
    guard let choice = Choice(rawValue: try word(of: words)) else { throw mismatch("a word") }
    return choice
  }

  private func outOfRange(_ value: String, low: String, high: String) -> ConfigurationError {
    error(
      "\(value) does not lie in \(low)...\(high).",
      remedy: "Write a number from \(low) to \(high).", code: .outOfRange)
  }
}
