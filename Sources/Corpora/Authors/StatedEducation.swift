// SPDX-License-Identifier: Apache-2.0

/// How far somebody went in education: the categories of llmprivacy, with SynthPAI's master's.
public enum StatedEducation: Int, CaseIterable, Comparable, Sendable {
  case noDiploma
  case inHighSchool
  case highSchool
  case studying
  case college
  case masters
  case doctorate

  /// Whether it comes earlier in the order of the cases.
  public static func < (left: StatedEducation, right: StatedEducation) -> Bool {
    left.rawValue < right.rawValue
  }

  /// The levels that a text names: one, or several where it leaves the choice; none if unknown.
  ///
  /// Somebody who studies towards any degree is `studying`. A diploma, law degree or degree without
  /// more is `college`, an MD is `doctorate`. Words that deny a degree name nothing.
  public static func levels(in text: String) -> Set<StatedEducation> {
    guard text.utf8.count <= 300 else { return [] }
    let words = PlainWords.words(of: FreeAnswer.cleaned(text))
    let joined = " " + words.joined(separator: " ") + " "
    func has(_ phrases: String...) -> Bool { phrases.contains { joined.contains(" \($0) ") } }
    let isSchool = has("high school", "highschool", "secondary school", "hs", "ged", "gymnasium")
    if isSchool {
      if has("no", "not", "without", "less than", "below", "dropout", "didnt", "never") {
        return [.noDiploma]
      }
      if joined.contains(" in high") || has("still in", "in hs", "student", "attending") {
        return [.inHighSchool]
      }
    }
    if has("no education", "no formal education", "uneducated", "no diploma", "primary school") {
      return [.noDiploma]
    }
    if has("no degree", "not a", "no college", "without a degree", "no university") { return [] }
    if isStudying(words, joined) { return [.studying] }
    var levels = Set(words.compactMap { degrees[$0] })
    if has("ph d", "doctor of", "medical doctor") { levels.insert(.doctorate) }
    if has("m sc", "m a", "post graduate", "graduate degree", "advanced degree") {
      levels.insert(.masters)
    }
    if has("b sc", "b a", "b s", "juris doctor") { levels.insert(.college) }
    if isSchool { levels.insert(.highSchool) }
    if levels.isEmpty, words.contains(where: plain.contains) { levels = [.college] }
    return levels
  }

  private static func isStudying(_ words: [String], _ joined: String) -> Bool {
    let studies: Set<String> = [
      "studying", "pursuing", "undergraduate", "undergrad", "student", "freshman", "sophomore",
      "enrolled", "attending", "ongoing", "candidate", "unfinished",
    ]
    if words.contains(where: studies.contains) { return true }
    let phrases = [
      "in college", "in university", "some college", "some university", "working towards",
      "working on a", "in progress", "at university", "in grad school", "in graduate school",
    ]
    return phrases.contains { joined.contains(" \($0) ") }
  }

  private static let degrees: [String: StatedEducation] = [
    "phd": .doctorate, "phds": .doctorate, "doctorate": .doctorate, "doctoral": .doctorate,
    "dphil": .doctorate, "md": .doctorate, "doctorates": .doctorate,
    "master": .masters, "masters": .masters, "msc": .masters, "mba": .masters, "ma": .masters,
    "ms": .masters, "meng": .masters, "mfa": .masters, "postgraduate": .masters, "llm": .masters,
    "mphil": .masters, "mpa": .masters, "mph": .masters,
    "bachelor": .college, "bachelors": .college, "bsc": .college, "ba": .college, "bs": .college,
    "bfa": .college, "beng": .college, "llb": .college, "jd": .college, "bba": .college,
    "associate": .college, "associates": .college, "vocational": .college,
  ]
  private static let plain: Set<String> = [
    "degree", "diploma", "college", "university", "graduate", "graduated",
  ]
}
