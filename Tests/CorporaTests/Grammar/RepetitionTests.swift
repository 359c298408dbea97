// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

@testable import Corpora

/// No text says the same sentence twice, and none depends on the texts before it.
@Suite struct RepetitionTests {
  private static let lines = [
    "The kettle sang all morning.", "Nobody saw the heron leave.", "We painted the fence again.",
    "A postcard came from abroad.",
  ]
  private static let tail = "\nrule tell.city\n  I live in <city>.\n"
  private let toy = ToyCommunity()

  private func compiled(_ main: String, _ rules: String) throws -> Grammar {
    try grammar("rule main\n  \(main)\n" + rules + Self.tail)
  }

  private func text(_ grammar: Grammar, key: UInt64) -> String {
    ToyText(grammar, toy, toy.scene(of: 0), key: key).text
  }

  /// The sentences among `lines` that a text holds, in its order.
  private func said(_ text: String) -> [String] {
    text.split(separator: ".").map { $0.trimmingCharacters(in: .whitespaces) + "." }
      .filter { Self.lines.contains($0) }
  }

  @Test func alternativesAreTakenOnceWhileThereAreOthers() throws {
    let grammar = try compiled(
      "{line} {line} {tell} {more} {line}",
      "rule line\n" + Self.lines.map { "  \($0)\n" }.joined() + "rule more\n  {line}\n")
    for key in 0..<300 {
      #expect(Set(said(text(grammar, key: UInt64(key)))).count == 4)
    }
  }

  @Test func aRuleThatRunsOutBeginsAgain() throws {
    let grammar = try compiled(
      "{line} {line} {line} {tell}",
      "rule line\n  \(Self.lines[0])\n  \(Self.lines[1])\n  [relationship=single] never said\n")
    for key in 0..<100 {
      let said = said(text(grammar, key: UInt64(key)))
      #expect(said.count == 3 && Set(said).count == 2)
    }
  }

  @Test func whatIsLeftIsDrawnByItsWeight() throws {
    let grammar = try compiled(
      "{line} {line} {tell}",
      "rule line\n  8* \(Self.lines[0])\n  3* \(Self.lines[1])\n  1* \(Self.lines[2])\n")
    var counts = [0, 0]
    for key in 0..<6000 {
      let said = said(text(grammar, key: UInt64(key) &* 77_777))
      guard said.first == Self.lines[0] else { continue }
      counts[said[1] == Self.lines[1] ? 0 : 1] += 1
    }
    // About 4000 texts begin with the first line; three of four of them go on with the second one.
    let total = Double(counts[0] + counts[1])
    let deviation = (total * 3 / 16).squareRoot()
    #expect(counts[1] > 0 && abs(Double(counts[0]) - total * 3 / 4) < 5 * deviation)
  }

  @Test func mereReferencesAndTopicsComeAgain() throws {
    let references = try compiled(
      "{line} {line} {tell}",
      "rule line\n  {a}\n  [relationship=single] {b}\nrule a\n  \(Self.lines[0])\n"
        + "  \(Self.lines[1])\nrule b\n  \(Self.lines[2])\n")
    for key in 0..<50 {
      #expect(Set(said(text(references, key: UInt64(key)))) == Set(Self.lines.prefix(2)))
    }
    let topics = try compiled(
      "{topic} {topic} {tell}", "rule topic\n  gardening\n  lighthouses\n  woodwork\n")
    var scene = toy.scene(of: 0)
    scene.topic = 5
    let isAnySame = (0..<50).contains { key in
      let words = ToyText(topics, toy, scene, key: UInt64(key)).text.split(separator: " ")
      return words[0] == words[1]
    }
    #expect(isAnySame)
  }

  /// Numbers of texts come again after 65,535.
  @Test func aTextDependsOnNoneBeforeIt() throws {
    let grammar = try compiled(
      "{line} {line} {tell}", "rule line\n" + Self.lines.map { "  \($0)\n" }.joined())
    let scene = toy.scene(of: 0)
    var expander = Expander(ToyCommunity.fresh)
    for count in [0, 1, 7, 65_532, 65_533, 65_534, 65_535, 65_536] {
      for key in 0..<8 { _ = write(grammar, key: UInt64(key), with: &expander) }
      for _ in 0..<count { expander.begin(scene, key: 3) }
      for key in 10..<30 {
        let written = write(grammar, key: UInt64(key), with: &expander)
        #expect(written == text(grammar, key: UInt64(key)), "after \(count) texts")
      }
    }
  }

  private func write(_ grammar: Grammar, key: UInt64, with expander: inout Expander) -> String {
    let scene = toy.scene(of: 0)
    expander.begin(scene, key: key)
    expander.expand(grammar.rule("main") ?? 0, grammar, scene, toy.values)
    expander.finish()
    return expander.text.string(0..<expander.text.count)
  }
}

/// What the grammars of the repository write.
extension RepetitionTests {
  /// Two thousand documents of each kind, by people of all locales.
  private static func texts() throws -> [(kind: String, text: String)] {
    var recipe = CorpusRecipe()
    recipe.profileCount = 320
    recipe.locales = LocaleCode.allCases
    for kind in DocumentKind.allCases where !kind.isOfCommunity {
      recipe.documents[kind] = .perPerson(Ratio(7))
    }
    recipe.threads.perCommunity = 2
    recipe.threads.commentCount = 35
    let tables = SuiteFolder.packageRoot(of: #filePath).appendingPathComponent("Corpora").path
    let corpus = try SyntheticCorpus(recipe: recipe, seed: 5, formats: .reserved, tables: tables)
    var block = CorpusBlock()
    corpus.writeCommunities(0..<corpus.communityCount, into: &block)
    return try block.documents.array.split(separator: UInt8(ascii: "\n")).map { line in
      let parts = String(decoding: line, as: UTF8.self).components(separatedBy: "\",\"spans\":[")[0]
        .components(separatedBy: ",\"text\":\"")
      let kind = try #require(parts[0].components(separatedBy: "\"kind\":\"").last)
      let text = parts[1].replacingOccurrences(of: "\\n", with: "\n")
      return (String(kind.prefix { $0 != "\"" }), text)
    }
  }

  /// The sentences of twenty bytes and more that a text holds twice, without who says them.
  private static func repeated(in text: String) -> [String] {
    var seen = Set<String>()
    let parts = text.lowercased().utf8.split { byte in
      byte == 0x2e || byte == 0x21 || byte == 0x3f || byte == 0x0a
    }
    return parts.compactMap { part in
      let whole = String(decoding: part, as: UTF8.self)
      let sentence = (whole.components(separatedBy: ": ").last ?? whole)
        .trimmingCharacters(in: .whitespaces)
      guard sentence.utf8.count >= 20 else { return nil }
      return seen.insert(sentence).inserted ? nil : sentence
    }
  }

  @Test func repeatedSentencesAreFound() {
    let text = "Ann: the tea is cold by now. Oh\nBob: The tea is cold by now! Tea. Tea."
    #expect(Self.repeated(in: text) == ["the tea is cold by now"])
    #expect(Self.repeated(in: "The tea is cold by now. The tea is old by now.").isEmpty)
  }

  @Test func noDocumentSaysASentenceTwice() throws {
    let documents = try Self.texts()
    var counts: [String: Int] = [:]
    var found: [String] = []
    for (kind, text) in documents {
      counts[kind, default: 0] += 1
      if let sentence = Self.repeated(in: text).first { found.append("\(kind): \(sentence)") }
      let tags = text.split { $0 == " " || $0 == "\n" }.filter { $0.hasPrefix("#") }
      #expect(Set(tags).count == tags.count, "\(text)")
    }
    #expect(counts.count == DocumentKind.count && counts.values.allSatisfy { $0 > 2000 })
    // Two slips or two fills may be alike by chance, but not in one text of five thousand.
    #expect(found.count * 5000 < documents.count, "\(found)")
  }
}
