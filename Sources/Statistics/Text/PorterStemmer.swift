// SPDX-License-Identifier: Apache-2.0

/// Strips the endings of English words: Porter's algorithm with NLTK's extensions.
///
/// Porter, "An Algorithm for Suffix Stripping", 1980, Program 14(3), doi:10.1108/eb046814, in which
/// a word is `[C](VC){m}[V]`, runs of consonants and vowels, and m its measure. Where it differs,
/// it follows NLTK 3.9's default mode, which rouge-score uses: a few irregular words; `ies` and
/// `ied` of four letters become `ie`; `y` becomes `i` only after a consonant; `bli`, `alli`,
/// `fulli` and `logi` in step 2; two letters, vowel and consonant, count as ending cvc.
///
/// Works on lower-case ASCII; whatever is no vowel counts as a consonant, digits too.
public enum PorterStemmer {
  /// Returns the stem of a lower-case word; words of one or two bytes are their own.
  public static func stem(_ word: String) -> String {
    String(decoding: stem(Array(word.utf8)), as: UTF8.self)
  }

  static func stem(_ word: [UInt8]) -> [UInt8] {
    if let known = irregular[word] { return known }
    if word.count <= 2 { return word }
    var stem = Stem(letters: word)
    stem.dropPlural()
    stem.dropPast()
    stem.turnFinalY()
    stem.shortenDoubleSuffix()
    stem.replaceFirst(of: fullSuffixes) { $0.measure > 0 }
    stem.dropSuffix()
    stem.dropFinalE()
    if stem.hasSuffix("ll"), stem.dropping(1).measure > 1 { stem = stem.dropping(1) }
    return stem.letters
  }

  private static let irregular: [[UInt8]: [UInt8]] = {
    let forms: [(StaticString, [String])] = [
      ("sky", ["sky", "skies"]), ("die", ["dying"]), ("lie", ["lying"]), ("tie", ["tying"]),
      ("news", ["news"]), ("inning", ["inning", "innings"]), ("outing", ["outing", "outings"]),
      ("canning", ["canning", "cannings"]), ("howe", ["howe"]), ("proceed", ["proceed"]),
      ("exceed", ["exceed"]), ("succeed", ["succeed"]),
    ]
    var table: [[UInt8]: [UInt8]] = [:]
    for (stem, words) in forms {
      for word in words { table[Array(word.utf8)] = bytes(stem) }
    }
    return table
  }()

  /// Step 2, in the order of the paper: the first that fits decides, whether or not it is applied.
  fileprivate static let doubleSuffixes: [Rule] = [
    ("ational", "ate"), ("tional", "tion"), ("enci", "ence"), ("anci", "ance"), ("izer", "ize"),
    ("bli", "ble"), ("alli", "al"), ("entli", "ent"), ("eli", "e"), ("ousli", "ous"),
    ("ization", "ize"), ("ation", "ate"), ("ator", "ate"), ("alism", "al"), ("iveness", "ive"),
    ("fulness", "ful"), ("ousness", "ous"), ("aliti", "al"), ("iviti", "ive"), ("biliti", "ble"),
    ("fulli", "ful"),
  ]

  /// Step 3.
  private static let fullSuffixes: [Rule] = [
    ("icate", "ic"), ("ative", ""), ("alize", "al"), ("iciti", "ic"), ("ical", "ic"), ("ful", ""),
    ("ness", ""),
  ]

  /// Step 4.
  fileprivate static let lastSuffixes: [Rule] = [
    ("al", ""), ("ance", ""), ("ence", ""), ("er", ""), ("ic", ""), ("able", ""), ("ible", ""),
    ("ant", ""), ("ement", ""), ("ment", ""), ("ent", ""), ("ion", ""), ("ou", ""), ("ism", ""),
    ("ate", ""), ("iti", ""), ("ous", ""), ("ive", ""), ("ize", ""),
  ]

  /// What step 1b mends after it dropped an ending.
  fileprivate static let brokenEndings: [Rule] = [("at", "ate"), ("bl", "ble"), ("iz", "ize")]

  fileprivate typealias Rule = (suffix: StaticString, replacement: StaticString)

  fileprivate static func bytes(_ text: StaticString) -> [UInt8] {
    text.withUTF8Buffer { Array($0) }
  }
}

/// A word on its way to its stem.
private struct Stem {
  private(set) var letters: [UInt8]

  /// The number of times that a consonant follows a vowel: m in the paper.
  var measure: Int {
    var (count, afterVowel, isVowel) = (0, false, false)
    for place in letters.indices {
      isVowel = self.isVowel(at: place) { afterVowel }
      if afterVowel, !isVowel { count += 1 }
      afterVowel = isVowel
    }
    return count
  }

  private var hasVowel: Bool { letters.indices.contains { isVowel(at: $0) } }

  /// Whether the word ends with a consonant twice: *d in the paper.
  private var endsDouble: Bool {
    let last = letters.count - 1
    return last >= 1 && letters[last] == letters[last - 1] && !isVowel(at: last)
  }

  /// Whether the word ends consonant, vowel, consonant other than w, x, y: *o in the paper.
  private var endsShort: Bool {
    let last = letters.count - 1
    if last == 1 { return isVowel(at: 0) && !isVowel(at: 1) }
    guard last >= 2, !isVowel(at: last - 2), isVowel(at: last - 1), !isVowel(at: last) else {
      return false
    }
    return ![UInt8(ascii: "w"), UInt8(ascii: "x"), UInt8(ascii: "y")].contains(letters[last])
  }

  /// Step 1a.
  mutating func dropPlural() {
    if letters.count == 4, hasSuffix("ies") {
      replace("ies", "ie")
    } else {
      replaceFirst(of: [("sses", "ss"), ("ies", "i"), ("ss", "ss"), ("s", "")])
    }
  }

  /// Step 1b.
  mutating func dropPast() {
    if hasSuffix("ied") { return replace("ied", letters.count == 4 ? "ie" : "i") }
    if hasSuffix("eed") {
      if dropping(3).measure > 0 { replace("eed", "ee") }
      return
    }
    let endings: [(suffix: StaticString, count: Int)] = [("ed", 2), ("ing", 3)]
    let found = endings.first { hasSuffix($0.suffix) && dropping($0.count).hasVowel }
    guard let count = found?.count else { return }
    self = dropping(count)
    if PorterStemmer.brokenEndings.contains(where: { hasSuffix($0.suffix) }) {
      replaceFirst(of: PorterStemmer.brokenEndings)
    } else if endsDouble {
      if !"lsz".utf8.contains(letters[letters.count - 1]) { self = dropping(1) }
    } else if measure == 1, endsShort {
      letters.append(UInt8(ascii: "e"))
    }
  }

  /// Step 1c.
  mutating func turnFinalY() {
    guard hasSuffix("y"), letters.count > 2, !isVowel(at: letters.count - 2) else { return }
    replace("y", "i")
  }

  /// Step 2.
  mutating func shortenDoubleSuffix() {
    while hasSuffix("alli"), dropping(4).measure > 0 { replace("alli", "al") }
    if hasSuffix("logi") {
      if dropping(3).measure > 0 { replace("logi", "log") }
      return
    }
    replaceFirst(of: PorterStemmer.doubleSuffixes) { $0.measure > 0 }
  }

  /// Step 4.
  mutating func dropSuffix() {
    let isAdoption = hasSuffix("sion") || hasSuffix("tion")
    if hasSuffix("ion"), !isAdoption { return }
    replaceFirst(of: PorterStemmer.lastSuffixes) { $0.measure > 1 }
  }

  /// Step 5a.
  mutating func dropFinalE() {
    guard hasSuffix("e") else { return }
    let rest = dropping(1)
    if rest.measure > 1 || (rest.measure == 1 && !rest.endsShort) { self = rest }
  }

  /// Applies the first rule whose suffix fits, if what stands before the suffix meets a condition.
  mutating func replaceFirst(
    of rules: [PorterStemmer.Rule], where isMet: (Stem) -> Bool = { _ in true }
  ) {
    guard let rule = rules.first(where: { hasSuffix($0.suffix) }),
      isMet(dropping(rule.suffix.utf8CodeUnitCount))
    else { return }
    replace(rule.suffix, rule.replacement)
  }

  func hasSuffix(_ suffix: StaticString) -> Bool {
    suffix.withUTF8Buffer { ending in
      letters.count >= ending.count && letters.suffix(ending.count).elementsEqual(ending)
    }
  }

  func dropping(_ count: Int) -> Stem { Stem(letters: Array(letters.dropLast(count))) }

  private mutating func replace(_ suffix: StaticString, _ replacement: StaticString) {
    letters.removeLast(suffix.utf8CodeUnitCount)
    letters += PorterStemmer.bytes(replacement)
  }

  private func isVowel(at place: Int) -> Bool {
    isVowel(at: place) { isVowel(at: place - 1) }
  }

  /// Whether the letter is a vowel; y is one after a consonant.
  private func isVowel(at place: Int, isAfterVowel: () -> Bool) -> Bool {
    switch letters[place] {
    case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"),
      UInt8(ascii: "u"):
      true
    case UInt8(ascii: "y"): place > 0 && !isAfterVowel()
    default: false
    }
  }
}
