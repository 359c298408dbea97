// SPDX-License-Identifier: Apache-2.0

/// Cuts valid UTF-8 into words, as the regular expression of a pre-tokenizer would; O(bytes).
package struct PreTokenScanner {
  private let text: [UInt8]
  private let rule: PreTokenizer
  private let classes = CharacterClasses.all
  private var offset = 0
  /// Where the stretch ends that words and their look-ahead stay within.
  private var end: Int

  /// Begins at the start of `text`.
  package init(_ text: [UInt8], _ rule: PreTokenizer) {
    self.text = text
    self.rule = rule
    end = rule == .smollm ? 0 : text.count
  }

  /// Returns the next word; nil at the end.
  package mutating func next() -> Range<Int>? {
    guard offset < text.count else { return nil }
    let start = offset
    switch rule {
    case .gpt2: offset = plainWord(start)
    case .smollm: offset = wordBetweenDigits(start)
    case .qwen2: offset = modernWord(start, digits: 1)
    case .llama3: offset = modernWord(start, digits: 3)
    }
    return start..<offset
  }

  private mutating func wordBetweenDigits(_ start: Int) -> Int {
    if start >= end {
      let first = classes.character(text, start)
      if first.classes & CharacterClasses.digit != 0 { return start + first.length }
      end = start
      while end < text.count {
        let character = classes.character(text, end)
        guard character.classes & CharacterClasses.digit == 0 else { break }
        end += character.length
      }
    }
    return plainWord(start)
  }

  /// One word of GPT-2's rule.
  ///
  /// `'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+`
  private func plainWord(_ start: Int) -> Int {
    if let end = contraction(start, ignoresCase: false) { return end }
    var first = start
    var kind = classes.character(text, start).classes & CharacterClasses.text
    if text[start] == 0x20, start + 1 < end {
      let following = classes.character(text, start + 1).classes & CharacterClasses.text
      if following != CharacterClasses.blank { (first, kind) = (start + 1, following) }
    }
    guard kind == CharacterClasses.blank else { return run(first, of: kind) }
    let blanks = blankRun(start)
    return blanks.end == end || blanks.last == start ? blanks.end : blanks.last
  }

  /// One word of Qwen2's or Llama 3's rule.
  ///
  /// `(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,digits}|`
  /// ` ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+`
  private func modernWord(_ start: Int, digits: Int) -> Int {
    if let end = contraction(start, ignoresCase: true) { return end }
    let first = classes.character(text, start)
    let kind = first.classes & CharacterClasses.text
    if kind == CharacterClasses.letter { return run(start, of: kind) }
    if kind == CharacterClasses.number { return run(start, of: kind, atMost: digits) }
    let second = start + first.length
    let following =
      second < end
      ? classes.character(text, second).classes & CharacterClasses.text : CharacterClasses.blank
    if first.classes & CharacterClasses.newline == 0, following == CharacterClasses.letter {
      return run(second, of: following)
    }
    if kind == 0 { return newlines(run(start, of: 0)) }
    if text[start] == 0x20, following == 0 { return newlines(run(second, of: 0)) }
    let blanks = blankRun(start)
    if let afterNewline = blanks.afterNewline { return afterNewline }
    return blanks.end == end || blanks.last == start ? blanks.end : blanks.last
  }

  /// The end of a contraction that begins here; nil where none does.
  private func contraction(_ start: Int, ignoresCase: Bool) -> Int? {
    guard text[start] == UInt8(ascii: "'"), start + 1 < end else { return nil }
    let fold: UInt8 = ignoresCase ? 0x20 : 0
    let second: UInt8 = start + 2 < end ? text[start + 2] | fold : 0
    switch text[start + 1] | fold {
    case UInt8(ascii: "s"), UInt8(ascii: "t"), UInt8(ascii: "m"), UInt8(ascii: "d"):
      return start + 2
    case UInt8(ascii: "r") where second == UInt8(ascii: "e"),
      UInt8(ascii: "v") where second == UInt8(ascii: "e"),
      UInt8(ascii: "l") where second == UInt8(ascii: "l"):
      return start + 3
    case 0xE5
    where ignoresCase && text[start + 1] == 0xC5 && start + 2 < end
      && text[start + 2] == 0xBF:
      // The long s, U+017F, is an s in another case.
      return start + 3
    default: return nil
    }
  }

  /// The end of the characters of one class from `start` on.
  private func run(_ start: Int, of kind: UInt8, atMost limit: Int = .max) -> Int {
    var offset = start
    var count = 0
    while offset < end, count < limit {
      let character = classes.character(text, offset)
      guard character.classes & CharacterClasses.text == kind else { break }
      offset += character.length
      count += 1
    }
    return offset
  }

  private func newlines(_ start: Int) -> Int {
    var offset = start
    while offset < end, text[offset] == 0x0A || text[offset] == 0x0D { offset += 1 }
    return offset
  }

  /// The blanks from `start` on: their end, their last character, and what follows the last newline.
  private func blankRun(_ start: Int) -> (end: Int, last: Int, afterNewline: Int?) {
    var offset = start
    var last = start
    var afterNewline: Int?
    while offset < end {
      let character = classes.character(text, offset)
      guard character.classes & CharacterClasses.blank != 0 else { break }
      last = offset
      offset += character.length
      if character.classes & CharacterClasses.newline != 0 { afterNewline = offset }
    }
    return (offset, last, afterNewline)
  }
}
