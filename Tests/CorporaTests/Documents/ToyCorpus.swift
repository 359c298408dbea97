// SPDX-License-Identifier: Apache-2.0

import Compute
import Corpora
import Evidence
import Testing

/// The documents of a toy community, parsed.
struct ToyCorpus {
  var lines: [JSONValue] = []
  var questions: [JSONValue] = []
  var counts = DocumentCounts()
  var bytes: [UInt8] = []

  static let grammars = [
    "social": """
    focus: city, first-name, email
    extra: handle, job-title, interest
    rule main
      {open} {tell} {extra?}
      [register=casual] "{tell}"\\nsaid nobody \\\\o/ ☕ {extra} 🙂
      <friend:first-name> thinks so too, ça va: {tell}
      [[relationship-status implied 2|We two share "one" bed]] {tell} and not <~phone>
    rule open
      Morning, all!
      Well then,

    """,
    "chat": """
    rule main
      <first-name>: {tell}\\n<other:first-name>: oh, {extra}\\n<first-name>: bye
    """,
    "purchase": """
    rule main
      Order of <day/long>\\n<number> x <item>, <price> each\\nTo: <full-name>\\n{tell}
    """,
    "thread": """
    rule main
      What about {topic}? {tell}
    rule reply
      {topic.cap}! {hint}
      <other:first-name>, {tell}
    rule topic
      trees
      boats
      bread
    rule topic.cap
      Trees
      Boats
      Bread
    rule hint.relationship-status
      [relationship=married] 2| My other half agrees.
      [relationship=single,divorced] 4| Dinner for one again.

    """,
    "shared": """
    rule tell.city
      I live in <city>.
      greetings from <city/upper>
    rule tell.first-name
      call me <first-name>
    rule tell.email
      write to <email>
    rule tell.handle
      find me as <handle>
    rule tell.job-title
      my job is <job-title/lower>
    rule tell.interest
      I love <interest>
    rule tell.relationship-status
      I am <relationship-status/lower>

    """,
  ]

  static func layout(seed: Seed = Seed(7), size: Int = 4) throws -> CorpusLayout {
    var recipe = CorpusRecipe()
    recipe.profileCount = 4 * size
    recipe.communitySize = size
    recipe.documents = [
      .social: .perPerson(Ratio(5)), .chat: .perPerson(Ratio(3)), .purchase: .perPerson(Ratio(1)),
    ]
    recipe.threads.perCommunity = 2
    recipe.threads.commentCount = 12
    return try CorpusLayout(
      recipe: recipe, seed: seed,
      focuses: [
        .social: [.city, .firstName, .email], .chat: [.city, .interest], .purchase: [.email],
        .thread: [.relationshipStatus],
      ])
  }

  static func generator(
    _ changed: [String: String] = [:], seed: Seed = Seed(7), size: Int = 4
  ) throws -> DocumentGenerator {
    let texts = grammars.merging(changed) { $1 }
    let sources = texts.sorted { $0.key < $1.key }.map { name, text in
      GrammarSet.Source(name: name, text: text)
    }
    return try DocumentGenerator(
      grammars: try GrammarSet(sources), fresh: ToyCommunity.fresh,
      layout: layout(seed: seed, size: size),
      seed: seed)
  }

  init(_ community: ToyCommunity, _ changed: [String: String] = [:], seed: Seed = Seed(7)) throws {
    try self.init(
      community, Self.generator(changed, seed: seed, size: community.seatCount))
  }

  init(_ community: ToyCommunity, _ generator: DocumentGenerator) throws {
    var documents = ByteBuffer()
    var asked = ByteBuffer()
    counts = generator.write(community.writing, into: &documents, questions: &asked)
    bytes = documents.array
    lines = try Self.parse(documents)
    questions = try Self.parse(asked)
  }

  private static func parse(_ buffer: borrowing ByteBuffer) throws -> [JSONValue] {
    let lines = buffer.array.split(separator: UInt8(ascii: "\n"))
    return try lines.map { try JSONValue(parsing: Array($0)) }
  }

  func lines(of kind: DocumentKind) -> [JSONValue] {
    lines.filter { $0["kind"]?.text == kind.name }
  }
}

extension JSONValue {
  /// A member that must be a text.
  func text(_ key: String) -> String { self[key]?.text ?? "(none)" }

  /// A member that must be a whole number.
  func number(_ key: String) -> Int { self[key]?.wholeNumber ?? -1 }

  /// A member that must be an array.
  func list(_ key: String) -> [JSONValue] {
    if case .array(let elements)? = self[key] { elements } else { [] }
  }

  /// The text that a span's UTF-8 positions cut out.
  func slice(_ span: JSONValue) -> String {
    let bytes = Array(text("text").utf8)
    return String(decoding: bytes[span.number("start")..<span.number("end")], as: UTF8.self)
  }

  /// The text that a span's UTF-16 positions cut out.
  func slice16(_ span: JSONValue) -> String {
    let units = Array(text("text").utf16)
    return String(
      decoding: units[span.number("utf16Start")..<span.number("utf16End")], as: UTF16.self)
  }

  /// Where values stand outside all spans, on the boundaries of words.
  func unlabelled(_ values: [String]) -> [String] {
    var bytes = Array(text("text").utf8)
    for span in list("spans") {
      for place in span.number("start")..<span.number("end") { bytes[place] = 0 }
    }
    func isPart(_ place: Int) -> Bool {
      guard bytes.indices.contains(place) else { return false }
      let scalar = Unicode.Scalar(bytes[place])
      return bytes[place] >= 0x80 || scalar.properties.isAlphabetic
        || (0x30...0x39).contains(bytes[place])
    }
    return values.filter { value in
      let wanted = Array(value.utf8)
      guard wanted.count >= 5, wanted.count <= bytes.count else { return false }
      return (0...bytes.count - wanted.count).contains { start in
        bytes[start..<start + wanted.count].elementsEqual(wanted) && !isPart(start - 1)
          && !isPart(start + wanted.count)
      }
    }
  }
}
