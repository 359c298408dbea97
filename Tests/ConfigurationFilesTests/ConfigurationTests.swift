// SPDX-License-Identifier: Apache-2.0

import ConfigurationFiles
import Testing

@Suite struct ConfigurationTests {
  private func parse(_ text: String) throws -> ConfigurationNode {
    try ConfigurationNode(parsing: text, file: "p.yaml")
  }

  private enum Judge: String, CaseIterable {
    case value
    case worstEnd = "worst-end"
  }

  @Test func everyTypeIsReadWithItsPlace() throws {
    let text = """
      # A policy
      name: release gate
      "count": 3
      margin: -0.5e-1
      strict: true
      judge: worst-end
      quoted: '010'
      erase: [interactions:0.05, "user:42"]
      rules:
        - measure: recall@20
          at-most: 1
      """
    var top = try parse(text).mapping()
    #expect(try top.require("name").string() == "release gate")
    #expect(try top.require("count").int(in: 1...5) == 3)
    #expect(try top.require("margin").double(in: -1...1) == -0.05)
    #expect(try top.require("strict").bool())
    #expect(try top.require("judge").choice(Judge.self) == .worstEnd)
    #expect(try top.require("quoted").string() == "010")
    #expect(try top.require("erase").strings() == ["interactions:0.05", "user:42"])
    #expect(top.optional("absent") == nil)
    let rule = try top.require("rules").list()[0]
    var mapping = try rule.mapping()
    let bound = try mapping.require("at-most")
    #expect(try bound.double() == 1)
    #expect(bound.path == "rules[0].at-most")
    #expect("\(bound.position)" == "p.yaml:11:14")
    let error = #expect(throws: ConfigurationError.self) { try mapping.finish() }
    #expect(error?.code == .unknownKey)
    #expect(error?.message.hasPrefix("p.yaml:10:5: ") == true)
    #expect(throws: Never.self) { try top.finish() }
  }

  @Test(arguments: [
    "yes", "No", "ON", "off", "y", "N", "True", "FALSE", "~", "null", "Null", "", "010", "-007",
    "0x1F", "0o17", "0b11", "1_000", "+5", ".5", "5.", "1.e3", "12:30", "190:20:30", "2026-01-02",
    "2026-01-02T03:04:05Z", "2001-12-14 21:59:43.10 -5", ".inf", "-.INF", ".nan", "=", "1,000",
    "99999999999999999999", "1e999", "1/2", "2026/01/02", "3e",
  ])
  func scalarsThatReadersDisagreeAboutAreRefused(scalar: String) throws {
    let error = #expect(throws: ConfigurationError.self) { try parse("a: 1\nkey:  \(scalar)") }
    #expect(error?.code == .ambiguous, "\(error?.message ?? "")")
    #expect(error?.category == .configuration)
    #expect(error?.message.hasPrefix("p.yaml:2:") == true)
    if !scalar.isEmpty {
      var mapping = try parse("key: '\(scalar)'").mapping()
      #expect(try mapping.require("key").string() == scalar)
    }
  }

  @Test(arguments: [
    "1.2.3", "5-core", "10%", "interactions:0.05", "nothing", "note", "2nd", "-dash", "0.1.0-beta",
    "é",
  ])
  func wordsNearToNumbersStayText(scalar: String) throws {
    var mapping = try parse("key: \(scalar)").mapping()
    #expect(try mapping.require("key").string() == scalar)
  }

  @Test(arguments: [
    ("a: 1\na: 2", ConfigurationError.Code.duplicateKey), ("a: 1\n'a': 2", .duplicateKey),
    ("x:\n  b: 1\n  b: 1", .duplicateKey), ("a: &x 1\nb: *x", .anchor), ("a: &x 1", .anchor),
    ("a: *x", .anchor), ("&k a: 1", .anchor), ("a: &x [1]\nb: *x", .anchor),
    ("<<: {a: 1}", .ambiguous),
    ("a: !!str 5x", .tag), ("a: !thing {b: 1}", .tag), ("a: !!set [1]", .tag), ("a: ! 5", .tag),
    ("a: [1", .malformed), ("a: 'x", .malformed), ("a: 1\n---\nb: 2", .malformed), ("", .malformed),
    ("a:\tb: c", .malformed), ("# only a comment", .malformed), ("{a: 1}}", .malformed),
    ("1: a", .wrongType), ("[a]: 1", .wrongType), ("true: 1", .wrongType), ("yes: 1", .ambiguous),
  ])
  func whatStrictFilesDoNotHoldIsRefused(text: String, code: ConfigurationError.Code) throws {
    let error = #expect(throws: ConfigurationError.self) { try parse(text) }
    #expect(error?.code == code, "\(text): \(error?.message ?? "")")
    #expect(error?.message.contains("p.yaml") == true)
  }

  @Test(arguments: [
    ("# c\nname: x\nsize: 1\nplaces: [a]\nsize: 2\n", "p.yaml:5:1: the key 'size'"),
    ("x:\n  b: 1\n  c: [1]\n  b: 1", "p.yaml:4:3: the key 'b'"),
    ("a: 1\n'a': 2", "p.yaml:2:1: the key 'a'"), ("'a': 1\n\"a\": 2", "p.yaml:2:1: the key 'a'"),
    // The third is a mistake too, and is met once the second is mended.
    ("a: 1\nb: 2\na: 3\na: 4", "p.yaml:3:1: the key 'a'"),
    // x: { is four, aé: 1, six and a blank, b: 2, five and a blank: the next begins at 18.
    ("x: {aé: 1, b: 2, aé: 3}", "p.yaml:1:18: the key 'aé'"),
    ("{a: 1, a: 2, a: 3}", "p.yaml:1:8: the key 'a'"),
    // Of two keys that stand twice the first by name is reported, whichever comes first.
    ("b: 1\na: 1\nb: 2\na: 2", "p.yaml:4:1: the key 'a'"),
    // The same names elsewhere are none of its business, and neither are mappings with their own.
    ("k:\n- {n: 1}\n- n: 1\n  m: 2\n  n: 3\nn: 4\nz:\n  q: 1\n  q: 2", "p.yaml:5:3: the key 'n'"),
    ("a: 1\r\nb: |\r\n  a: x\r\na: 2\r\n", "p.yaml:4:1: the key 'a'"),
  ])
  func aRepeatedKeyIsReportedWhereItStandsAgain(text: String, start: String) throws {
    let error = try #require(throws: ConfigurationError.self) { try parse(text) }
    #expect(error.code == .duplicateKey && error.message == "\(start) stands twice.")
  }

  /// What cannot be read to the end keeps the place of the first of them.
  @Test func aRepeatedKeyIsReportedInAFileWithOtherMistakesToo() throws {
    let error = try #require(throws: ConfigurationError.self) {
      try parse("a:\n  b: 1\n  b: 2\nc: [1\n")
    }
    #expect(error.message == "p.yaml:2:3: the key 'b' stands twice.")
    let many = (0..<100).map { "k\($0): 1\n" }.joined()
    #expect(throws: ConfigurationError.self) { try parse(many + many) }
  }

  @Test func aMisspelledKeyIsNamedWithWhatWasMeant() throws {
    var mapping = try parse("rules: 1\ntreshold: 2").mapping()
    _ = try mapping.require("rules")
    let required = #expect(throws: ConfigurationError.self) { try mapping.require("threshold") }
    #expect(required?.message == "p.yaml:2:1: unknown key 'treshold'.")
    #expect(required?.remedy == "Did you mean 'threshold'?")
    var other = try parse("rules: 1\ntreshold: 2").mapping()
    _ = (other.optional("rules"), other.optional("threshold"))
    let unknown = #expect(throws: ConfigurationError.self) { try other.finish() }
    #expect(unknown?.remedy == "Did you mean 'threshold'?")
    var far = try parse("rules: 1\nzebra: 2").mapping()
    _ = far.optional("rules")
    let remedy = #expect(throws: ConfigurationError.self) { try far.finish() }?.remedy
    #expect(remedy == "Known are rules.")
    let missing = #expect(throws: ConfigurationError.self) { try far.require("threshold") }
    #expect(missing?.code == .missingKey)
  }

  @Test func aValueOfAnotherTypeIsRefusedWithItsPath() throws {
    var top = try parse("a:\n  b: 5\n  c: word\n  d: worst-edn\n  e: 7.0\n").mapping()
    var inner = try top.require("a").mapping()
    let (b, c, d, e) = try (
      inner.require("b"), inner.require("c"), inner.require("d"), inner.require("e")
    )
    let text = #expect(throws: ConfigurationError.self) { try b.string() }
    #expect(text?.message == "p.yaml:2:6: 'a.b': text should stand here, not a whole number.")
    #expect(text?.remedy == "Put it in quotes.")
    #expect(throws: ConfigurationError.self) { try c.double() }
    #expect(throws: ConfigurationError.self) { try c.bool() }
    #expect(throws: ConfigurationError.self) { try c.list() }
    #expect(throws: ConfigurationError.self) { try c.mapping() }
    #expect(throws: ConfigurationError.self) { try e.int() }
    #expect(#expect(throws: ConfigurationError.self) { try b.int(in: 6...9) }?.code == .outOfRange)
    #expect(
      #expect(throws: ConfigurationError.self) { try b.double(in: 0...1) }?.code == .outOfRange)
    let word = #expect(throws: ConfigurationError.self) { try d.choice(Judge.self) }
    #expect(word?.code == .unknownWord)
    #expect(word?.remedy == "Did you mean 'worst-end'?")
  }

  @Test func deepNestingIsRefusedWithoutACrash() {
    let deep = String(repeating: "[", count: 100_000)
    #expect(throws: ConfigurationError.self) { try parse(deep) }
    let block = (0..<1200).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
    #expect(throws: ConfigurationError.self) { try parse(block) }
  }

  /// Mutated files either read or are refused with a typed error; none crashes the reader.
  @Test func hostileBytesNeverCrash() {
    let seed = Array(
      "a: [1, {b: 'x', c: \"\\u00e9\"}]\nd: |\n  text\ne: &f !g 5\nh: *f\n? i\n: j\n".utf8)
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    func draw(_ bound: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % UInt64(bound))
    }
    var refused = 0
    for _ in 0..<3000 {
      var bytes = seed
      for _ in 0...draw(4) {
        bytes[draw(bytes.count)] = UInt8(draw(128))
        if draw(3) == 0 { bytes.removeSubrange(draw(bytes.count)...) }
        if bytes.isEmpty { bytes = [0x61] }
      }
      let text = String(decoding: bytes, as: UTF8.self)
      do { _ = try parse(text) } catch { refused += 1 }
    }
    #expect(refused > 100)
  }
}
