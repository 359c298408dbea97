// SPDX-License-Identifier: Apache-2.0

import Compute
import Corpora

/// A community made up by hand, with values that no sentence would hold by chance.
struct ToyCommunity {
  var seatCount = 4
  /// Texts by seat and attribute.
  var texts: [[Attribute: String]]
  /// Codes by seat and facet; 0 where none is given.
  var facets: [[Facet: Int]]
  var ties: [WritingCommunity.Ties]
  var styles: [AuthorStyle]
  var sets: [CorpusSet]
  var role = CommunityRole.member
  var index = 0
  var firstPerson = 0
  var firstMember = -1

  static let givenNames = ["Zorabel", "Quillon", "Wystan", "Éloïsa", "Brunhek", "Tamsor"]
  static let cities = ["Vexmoor", "Quarnby", "Zellhafen", "Orlwick", "Pyxton", "Dunmarrow"]

  /// Makes people; `salt` makes their values different from those of other communities.
  init(seatCount: Int = 4, salt: String = "") {
    self.seatCount = seatCount
    texts = (0..<seatCount).map { seat in
      let given = Self.givenNames[seat % 6] + salt
      let family = "Brax\(["a", "e", "i", "o", "u", "y"][seat % 6])ndale" + salt
      return [
        .fullName: "\(given) \(family)", .firstName: given, .lastName: family,
        .city: Self.cities[seat % 6] + salt, .age: "\(31 + seat)",
        .birthDate: "19\(80 + seat)-05-0\(seat + 1)", .income: "$\(54 + seat),250",
        .phone: "(202) 555-010\(seat)", .email: "\(family.lowercased())@example.com",
        .jobTitle: "Quorl Polisher", .interest: "Zither Repair",
        .relationshipStatus: seat % 2 == 0 ? "Married" : "Single",
        .handle: "quibbly_\(seat)\(salt.lowercased())",
      ]
    }
    facets = (0..<seatCount).map { seat in
      [.relationship: seat % 2 == 0 ? 3 : 0, .register: seat % 3, .ageBand: 1]
    }
    ties = (0..<seatCount).map { seat in
      WritingCommunity.Ties(
        partner: seat == 0 && seatCount > 2 ? 2 : seat == 2 ? 0 : -1,
        friends: (0..<seatCount).filter { $0 != seat && ($0 + seat) % 2 == 1 })
    }
    styles = Array(repeating: AuthorStyle(), count: seatCount)
    sets = Array(repeating: .retain, count: seatCount)
  }

  var values: CommunityValues { Self.values(texts) }

  static func values(_ texts: [[Attribute: String]]) -> CommunityValues {
    var arena = ByteBuffer()
    var places: [Int: Range<Int>] = [:]
    for (seat, row) in texts.enumerated() {
      for attribute in Attribute.allCases {
        guard let text = row[attribute] else { continue }
        let start = arena.count
        arena.append(string: text)
        places[seat * Attribute.count + attribute.index] = start..<arena.count
      }
    }
    var values = CommunityValues(seatCount: texts.count)
    values.fill(from: arena) { places[$0 * Attribute.count + $1.index] ?? 0..<0 }
    return values
  }

  var facetCodes: [UInt8] {
    facets.flatMap { row in Facet.allCases.map { UInt8(row[$0] ?? 0) } }
  }

  var writing: WritingCommunity {
    WritingCommunity(
      index: index, firstPerson: firstPerson, locale: 0, values: values, facets: facetCodes,
      ties: ties, styles: styles,
      interestFields: (0..<seatCount).map { [UInt8($0 % 3), 7] }, sets: sets, role: role,
      firstMember: firstMember)
  }

  /// The scene in which somebody writes with everybody that they are tied to.
  func scene(of seat: Int, focus: Attribute = .city) -> WritingScene {
    let (values, codes) = (values, facetCodes)
    let bits = (0..<seatCount).map { PersonBits(seat: $0, values: values, facets: codes) }
    var scene = WritingScene()
    scene.cast(.author, seat, bits)
    scene.cast(.partner, ties[seat].partner, bits)
    scene.cast(.friend, ties[seat].friends.first ?? -1, bits)
    scene.focus = focus
    scene.style = styles[seat]
    scene.decoySeats = 0..<2
    return scene
  }

  /// Decoys and made-up facts.
  static var fresh: FreshValues {
    FreshValues(
      decoys: values([
        [.phone: "(202) 555-0199", .city: "Ulmstadt", .fullName: "Nox Ferrando"],
        [.phone: "(202) 555-0198", .city: "Ebbwater", .fullName: "Ixa Morlock"],
      ]),
      decoySeats: [0..<2], products: [("garden hose", 12, 30), ("desk lamp", 20, 60)],
      currencies: [("$", 100)], asOf: CivilDate(year: 2026, month: 1, day: 1))
  }
}

/// A text and its spans, as strings.
struct ToyText {
  var text: String
  var spans: [TextSpan]

  /// Writes the rule `main` of a grammar.
  init(
    _ grammar: Grammar, _ community: ToyCommunity, _ scene: WritingScene, key: UInt64,
    rule: String = "main"
  ) {
    var expander = Expander(ToyCommunity.fresh)
    expander.begin(scene, key: key)
    expander.expand(grammar.rule(rule) ?? 0, grammar, scene, community.values)
    expander.finish()
    text = expander.text.string(0..<expander.text.count)
    spans = expander.spans
  }

  func surface(_ span: TextSpan) -> String {
    String(decoding: Array(text.utf8)[Int(span.start)..<Int(span.end)], as: UTF8.self)
  }

  var surfaces: [String] { spans.map(surface) }
}

/// Compiles one grammar of a kind.
func grammar(_ text: String, kind: DocumentKind = .social) throws -> Grammar {
  let set = try GrammarSet([.init(name: kind.name, text: text)])
  guard let grammar = set[kind] else { throw CorpusError(.missingGrammar, "", remedy: "") }
  return grammar
}
