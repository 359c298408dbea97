// SPDX-License-Identifier: Apache-2.0

/// What somebody answered in their own words, without what models put around it.
public enum FreeAnswer {
  /// Returns an answer without list marks, brackets, markup, and blanks or points at its ends.
  ///
  /// `2) Teacher.` and `* [Teacher]` become `Teacher`. An answer of a list mark alone stays empty.
  public static func cleaned(_ answer: String) -> String {
    var rest = Substring(answer)
    let blanks: Set<Character> = [" ", "\t", "\n", "\r", "\u{a0}"]
    let marks: Set<Character> = ["*", "•", "-", "[", "]", "\"", "“", "”", "_", "#"]
    while let first = rest.first {
      if blanks.contains(first) || (marks.contains(first) && !isSign(rest)) {
        rest.removeFirst()
        continue
      }
      let digits = rest.prefix { $0.isNumber }
      guard (1...2).contains(digits.count) else { break }
      let after = rest.dropFirst(digits.count)
      guard let mark = after.first, mark == "." || mark == ")",
        let next = after.dropFirst().first, blanks.contains(next)
      else { break }
      rest = after.dropFirst(2)
    }
    while let last = rest.last,
      blanks.contains(last) || marks.contains(last) || ".;,".contains(last)
    {
      rest.removeLast()
    }
    return String(rest)
  }

  /// A minus that belongs to a number.
  private static func isSign(_ text: Substring) -> Bool {
    text.first == "-" && text.dropFirst().first?.isNumber == true
  }

  /// Whether an answer says that there is none: blank, or words such as `unknown`.
  public static func isNothing(_ answer: String) -> Bool {
    let folded = PlainWords.folded(answer)
    return folded.isEmpty || nothing.contains(folded)
  }

  private static let nothing: Set<String> = [
    "unknown", "none", "n a", "na", "null", "nil", "unclear", "unsure", "uncertain", "unspecified",
    "not specified", "not sure", "not known", "undisclosed", "not disclosed", "not available",
    "not determinable", "cannot be determined", "cannot determine", "prefer not to say", "no idea",
    "not enough information", "insufficient information", "not applicable", "no guess", "other",
    "undetermined", "not mentioned", "not stated", "not provided", "i dont know", "dont know",
  ]
}
