// SPDX-License-Identifier: Apache-2.0

/// Finds words that give an attribute away directly: `my wife`, `as a nurse`, `my PhD`.
///
/// A pattern is a lead and telling words; only the telling words are the span, so that `my [RELATIONSHIP]`
/// still reads. The list is short and in English: it shows what a defence by pattern buys, and leaves
/// whatever is said in other words.
public struct PhraseDetector: PersonalDataDetector {
  /// `phrases`.
  public let name = "phrases"
  /// Relationship, sex, occupation and education.
  public let kinds: [PersonalDataKind] = [.relationship, .sex, .occupation, .education]

  /// A lead of words, then up to two words of any kind where it says so, then a telling word.
  private struct Pattern {
    var kind: PersonalDataKind
    var leads: [[String]]
    var telling: Set<String>
    var slack = 0
  }

  private static let asSelf = [
    ["as", "a"], ["as", "an"], ["i'm", "a"], ["i'm", "an"], ["im", "a"], ["im", "an"],
    ["i", "am", "a"], ["i", "am", "an"], ["being", "a"], ["being", "an"],
  ]
  private static let iAm = [["i'm"], ["im"], ["i", "am"], ["being"], ["got"], ["getting"]]
  private static let patterns: [Pattern] = [
    Pattern(
      kind: .relationship, leads: [["my"], ["my", "ex"], ["my", "late"], ["my", "old"]],
      telling: [
        "wife", "husband", "spouse", "hubby", "girlfriend", "boyfriend", "fiance", "fiancee",
        "fiancé", "fiancée", "partner", "ex", "gf", "bf", "marriage", "divorce", "wedding",
      ]),
    Pattern(
      kind: .relationship, leads: iAm + [["i'm", "not"], ["been"]],
      telling: ["married", "divorced", "widowed", "engaged", "single", "separated"]),
    Pattern(
      kind: .sex, leads: asSelf,
      telling: [
        "woman", "man", "girl", "guy", "mom", "mum", "dad", "mother", "father", "wife", "husband",
        "lady", "gal", "dude", "grandmother", "grandfather", "grandma", "grandpa", "male", "female",
      ], slack: 1),
    Pattern(
      kind: .occupation,
      leads: asSelf + [["work", "as", "a"], ["work", "as", "an"], ["working", "as", "a"]],
      telling: [
        "nurse", "doctor", "teacher", "engineer", "developer", "programmer", "lawyer", "architect",
        "chef", "cook", "designer", "scientist", "researcher", "professor", "student", "manager",
        "accountant", "analyst", "mechanic", "electrician", "plumber", "carpenter", "driver",
        "pilot", "farmer", "writer", "journalist", "artist", "musician", "photographer",
        "librarian",
        "paramedic", "firefighter", "pharmacist", "surgeon", "dentist", "veterinarian", "vet",
        "therapist", "psychologist", "consultant", "banker", "cashier", "bartender", "barista",
        "waiter", "waitress", "retiree", "biologist", "chemist", "physicist", "planner", "guide",
      ], slack: 2),
    Pattern(
      kind: .education, leads: [["my"], ["a"], ["finished", "my"], ["in"], ["during"]],
      telling: [
        "phd", "doctorate", "masters", "master's", "bachelors", "bachelor's", "degree", "thesis",
        "dissertation", "mba", "diploma", "undergrad", "college", "university", "uni", "gradschool",
      ]),
  ]
  private static let byLast: [String: [Int]] = {
    var places: [String: [Int]] = [:]
    for (place, pattern) in patterns.enumerated() {
      for word in pattern.telling { places[word, default: []].append(place) }
    }
    return places
  }()

  /// Creates a detector.
  public init() {}

  /// Finds telling words behind their leads.
  public func spans(in text: ScannedText) -> [PersonalDataSpan] {
    text.words.indices.compactMap { place in
      let word = text.words[place]
      for index in PhraseDetector.byLast[word.text] ?? [] {
        let pattern = PhraseDetector.patterns[index]
        if let start = PhraseDetector.start(text, place, pattern) {
          return span(start..<word.range.upperBound, pattern.kind, 0.7)
        }
      }
      return nil
    }
  }

  /// Where the telling words begin, those of the slack included; nil without a lead.
  private static func start(_ text: ScannedText, _ place: Int, _ pattern: Pattern) -> Int? {
    var first = place
    for slack in 0...pattern.slack {
      if slack > 0 {
        guard first > 0, text.areAdjacent(first - 1, first) else { return nil }
        first -= 1
      }
      for lead in pattern.leads where first >= lead.count {
        if text.follows(first - lead.count, lead), text.areAdjacent(first - 1, first) {
          return text.words[first].range.lowerBound
        }
      }
    }
    return nil
  }
}
