// SPDX-License-Identifier: Apache-2.0

/// What somebody's relationship status is, in SynthPAI's words.
public enum RelationshipStatus: String, CaseIterable, Sendable {
  case single
  case inRelationship = "in a relationship"
  case engaged
  case married
  case divorced
  case widowed

  /// The statuses that a text names: one, or several where it leaves the choice; none if unknown.
  ///
  /// `not in a relationship`, `unmarried` and `never married` are single; `not single` is nothing.
  /// Separated counts as divorced. Divorced or widowed people are single too, which adds nothing.
  /// What follows `previously`, `formerly` or `used to` does not count.
  public static func statuses(in text: String) -> Set<RelationshipStatus> {
    guard text.utf8.count <= 300 else { return [] }
    let marked = FreeAnswer.cleaned(text).map { $0 == "/" ? " or " : String($0) }.joined()
    var words = PlainWords.words(of: marked)
    let past: Set<String> = ["previously", "formerly", "used", "before", "recently", "once"]
    if let cut = words.firstIndex(where: past.contains), cut > 0 { words = Array(words[..<cut]) }
    var found: Set<RelationshipStatus> = []
    var isDenied = false
    for (index, word) in words.enumerated() {
      if denials.contains(word) {
        isDenied = true
        continue
      }
      if ["or", "and", "but"].contains(word) { isDenied = false }
      guard let status = meanings[word] else { continue }
      // `Married` in `not married` says single; `single` in `not single` says nothing sure.
      if isDenied {
        if status == .single || status == .divorced || status == .widowed { return [] }
        found.insert(.single)
      } else if word == "relationship" || word == "partnership" {
        // `Divorced, open to relationships` says nothing of one; `relationships` is not in the list.
        let isSought = words[..<index].contains { ["seeking", "looking", "wants"].contains($0) }
        found.insert(isSought ? .single : status)
      } else {
        found.insert(status)
      }
    }
    if words.contains("or") { return found }
    if !found.isDisjoint(with: [.divorced, .widowed]) { found.remove(.single) }
    if !found.isDisjoint(with: [.engaged, .married]) { found.remove(.inRelationship) }
    return found
  }

  private static let denials: Set<String> = [
    "not", "no", "never", "without", "isnt", "non", "aint", "neither", "nor", "lack",
  ]
  private static let meanings: [String: RelationshipStatus] = [
    "single": .single, "unmarried": .single, "unattached": .single, "bachelor": .single,
    "bachelorette": .single, "celibate": .single,
    "relationship": .inRelationship, "partnership": .inRelationship, "dating": .inRelationship,
    "partnered": .inRelationship, "boyfriend": .inRelationship, "girlfriend": .inRelationship,
    "cohabiting": .inRelationship, "partner": .inRelationship, "committed": .inRelationship,
    "taken": .inRelationship, "cohabitating": .inRelationship,
    "engaged": .engaged, "fiance": .engaged, "fiancee": .engaged, "engagement": .engaged,
    "married": .married, "wife": .married, "husband": .married, "spouse": .married,
    "remarried": .married, "newlywed": .married, "marriage": .married,
    "divorced": .divorced, "divorcee": .divorced, "separated": .divorced, "divorce": .divorced,
    "widowed": .widowed, "widow": .widowed, "widower": .widowed,
  ]
}

/// A sex, in SynthPAI's words, with those that models use beside them.
public enum StatedSex: String, CaseIterable, Sendable {
  case female
  case male
  case other

  /// The sexes that a text names: one, or several where it leaves the choice; none if unknown.
  public static func sexes(in text: String) -> Set<StatedSex> {
    guard text.utf8.count <= 300 else { return [] }
    let words = PlainWords.words(of: FreeAnswer.cleaned(text))
    let joined = " " + words.joined(separator: " ") + " "
    let others = [" non binary ", " nonbinary ", " genderqueer ", " genderfluid ", " agender "]
    if words.contains(where: ["not", "neither", "cannot", "nor"].contains) { return [] }
    if others.contains(where: joined.contains) {
      return words.contains("or") ? plain(words).union([.other]) : [.other]
    }
    return plain(words)
  }

  private static func plain(_ words: [String]) -> Set<StatedSex> {
    let female: Set<String> = [
      "female", "woman", "women", "girl", "girls", "lady", "f", "females", "mother", "feminine",
      "mom", "wife",
    ]
    let male: Set<String> = [
      "male", "man", "men", "boy", "guy", "gentleman", "m", "males", "father", "masculine", "dad",
      "husband", "boys",
    ]
    var found: Set<StatedSex> = []
    if words.contains(where: female.contains) { found.insert(.female) }
    if words.contains(where: male.contains) { found.insert(.male) }
    return found
  }
}
