// SPDX-License-Identifier: Apache-2.0

import Compute

/// How somebody writes, whatever it is about: function words, marks, and the shape of texts.
///
/// The families of features are those of Abbasi and Chen, "Writeprints", 2008,
/// doi:10.1145/1344411.1344413, and of Narayanan et al., "On the Feasibility of Internet-Scale Author
/// Identification", 2012, doi:10.1109/SP.2012.46; the lists are ours.
struct WritingShape: Sendable {
  /// Words that are there whatever a text is about, and short words of online talk.
  static let functionWords: [String] = """
    the of and to a in that it is was i for on you he be with as by at have are this not but had his \
    they from she which or we an there were their been has when who will more no if out so said what \
    up its about into than them can only other new some could time these two may then do first any my \
    now such like our over man me even most made after also did many before must through back years \
    where much your way well down should because each just those people how too little state good very \
    make world still own see men work long get here between both life being under never day same \
    another know while last might us great old year off come since against go came right used take \
    three i'm don't it's you're that's can't i've won't isn't there's let's im dont thats yeah lol haha \
    ya gotta gonna wanna kinda tho though btw imo tbh oh hey guess maybe sure totally really pretty quite
    """.split(separator: " ").map(String.init)

  /// The marks that are counted.
  static let marks: [UInt32] = ".,!?'\"-–—…:;()*/&#@~’“”".unicodeScalars.map(\.value)

  /// The square root of each function word's share of the words, `[functionWords]`.
  let wordShares: [Double]
  /// The square root of each mark's share of the characters, `[marks]`.
  let markShares: [Double]
  /// Means over texts and shares of characters that tell habits apart, `[habitCount]`.
  let habits: [Double]

  /// The number of habits.
  static let habitCount = 20

  /// Reads an account.
  init(_ text: AccountText, words: [[String]]) {
    var places: [String: Int] = [:]
    for (place, word) in WritingShape.functionWords.enumerated() { places[word] = place }
    var counts = [Double](repeating: 0, count: WritingShape.functionWords.count)
    for line in words {
      for word in line { if let place = places[word] { counts[place] += 1 } }
    }
    let wordCount = Double(words.reduce(1) { $0 + $1.count })
    wordShares = counts.map { ($0 / wordCount).squareRoot() }
    let size = Double(text.length + 1)
    var marks = [Double](repeating: 0, count: WritingShape.marks.count)
    for line in text.texts {
      for scalar in line {
        if scalar > 127 || !WritingShape.isLetterOrDigit(scalar),
          let place = WritingShape.marks.firstIndex(of: scalar)
        {
          marks[place] += 1
        }
      }
    }
    markShares = marks.map { ($0 / size).squareRoot() }
    let lengths = words.joined().map { Double($0.unicodeScalars.count) }
    let meanWord = lengths.reduce(0, +) / Double(max(1, lengths.count))
    habits =
      WritingShape.means(text.texts) + WritingShape.shares(text.texts, size: size) + [meanWord]
  }

  /// Whether a scalar is part of a word.
  static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
    let value = scalar.value
    if value < 128 { return isLetterOrDigit(value) || value == 39 || value == 95 }
    return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }

  /// Whether it is one of 0-9, A-Z, a-z.
  static func isLetterOrDigit(_ value: UInt32) -> Bool {
    isDigit(value) || isUpper(value) || isLower(value)
  }

  private static func isDigit(_ value: UInt32) -> Bool { (48...57).contains(value) }
  private static func isUpper(_ value: UInt32) -> Bool { (65...90).contains(value) }
  private static func isLower(_ value: UInt32) -> Bool { (97...122).contains(value) }

  /// Nine means over texts: how they begin and end, and how long they are.
  private static func means(_ texts: [[UInt32]]) -> [Double] {
    var sums = [Double](repeating: 0, count: 8)
    var square = 0.0
    for text in texts {
      let last = text.last { $0 != 32 && $0 != 10 } ?? 0
      let length = SpecialFunctions.log(Double(1 + text.count))
      let facts = [
        text.first.map(isLower) ?? false, last == 46, last == 33, last == 63,
        isLetterOrDigit(last), text.contains(33), text.contains(63),
      ]
      for (place, fact) in facts.enumerated() where fact { sums[place] += 1 }
      sums[7] += length
      square += length * length
    }
    let count = Double(max(1, texts.count))
    let means = sums.map { $0 / count }
    return means + [max(0, square / count - means[7] * means[7]).squareRoot()]
  }

  /// Ten square roots of shares of characters: signs, capitals, digits, and how sentences follow.
  private static func shares(_ texts: [[UInt32]], size: Double) -> [Double] {
    var sums = [Double](repeating: 0, count: 10)
    for text in texts {
      var gap = false
      var ended = false
      for (place, value) in text.enumerated() {
        let before = place > 0 ? text[place - 1] : 32
        let after = place + 1 < text.count ? text[place + 1] : 32
        if value > 0x2600 { sums[0] += 1 }
        if isUpper(value) { sums[1] += 1 }
        if isDigit(value) { sums[2] += 1 }
        if value == 105, !isLetterOrDigit(before), !isLetterOrDigit(after) { sums[3] += 1 }
        if value == 39 || value == 0x2019, isLetterOrDigit(before), isLetterOrDigit(after) {
          sums[4] += 1
        }
        if value == 46, before == 46 || value == 0x2026 { sums[5] += 1 }
        if value == 32, before == 32 { sums[6] += 1 }
        if isUpper(value), isUpper(before) { sums[7] += 1 }
        if ended, gap, isLower(value) { sums[8] += 1 }
        if ended, gap, isUpper(value) { sums[9] += 1 }
        if value == 32 {
          gap = true
        } else {
          gap = false
          ended = value == 46 || value == 33 || value == 63
        }
      }
    }
    return sums.map { ($0 / size).squareRoot() }
  }
}
