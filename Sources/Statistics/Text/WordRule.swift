// SPDX-License-Identifier: Apache-2.0

/// What counts as a word of a text, and which words count as one.
public enum WordRule: Hashable, Sendable {
  /// Runs of a-z and 0-9 after lower-casing, as rouge-score 0.1.2 takes them.
  ///
  /// Any other character, accented letters too, ends a word; text in another script has no word at
  /// all. With stemming, words of more than three characters become their Porter stem.
  case latin(isStemmed: Bool)
  /// Runs of letters, marks and numbers of any script, case folded; canonically equal words are one.
  ///
  /// Case is folded by lower-, upper- and lower-casing each scalar, so that `STRASSE`, `straße` and
  /// `STRAẞE` are one word. Nothing is stemmed.
  case unicode

  /// The rule's name in measures: `latin`, `latin-stemmed` or `unicode`.
  public var name: String {
    switch self {
    case .latin(let isStemmed): isStemmed ? "latin-stemmed" : "latin"
    case .unicode: "unicode"
    }
  }

  /// Returns the words of a text in order.
  public func words(of text: String) -> [String] {
    switch self {
    case .latin(let isStemmed): WordRule.latinWords(of: text, isStemmed: isStemmed)
    case .unicode: WordRule.unicodeWords(of: text)
    }
  }

  private static func latinWords(of text: String, isStemmed: Bool) -> [String] {
    var words: [String] = []
    var word: [UInt8] = []
    func end() {
      guard !word.isEmpty else { return }
      let kept = isStemmed && word.count > 3 ? PorterStemmer.stem(word) : word
      words.append(String(decoding: kept, as: UTF8.self))
      word.removeAll(keepingCapacity: true)
    }
    for scalar in text.unicodeScalars {
      switch scalar {
      case "a"..."z", "0"..."9": word.append(UInt8(scalar.value))
      case "A"..."Z": word.append(UInt8(scalar.value + 32))
      // The two scalars beyond ASCII whose lower case holds an ASCII letter.
      case "\u{212A}": word.append(UInt8(ascii: "k"))
      case "\u{130}":
        word.append(UInt8(ascii: "i"))
        end()
      default: end()
      }
    }
    end()
    return words
  }

  private static func unicodeWords(of text: String) -> [String] {
    var words: [String] = []
    var word = ""
    for scalar in text.unicodeScalars {
      if isWordScalar(scalar) {
        word += folded(scalar)
      } else if !word.isEmpty {
        words.append(word)
        word = ""
      }
    }
    if !word.isEmpty { words.append(word) }
    return words
  }

  private static func isWordScalar(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .otherNumber:
      true
    default: false
    }
  }

  private static func folded(_ scalar: Unicode.Scalar) -> String {
    if scalar.isASCII || scalar == "\u{131}" { return scalar.properties.lowercaseMapping }
    return scalar.properties.lowercaseMapping.uppercased().lowercased()
  }
}
