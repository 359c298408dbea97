// SPDX-License-Identifier: Apache-2.0

import Compute
import Corpora
import Evidence
import Testing

@Suite struct CanaryTests {
  /// 1,024 distinct words: the numbers in four digits of base 16, written a to p.
  static let words = (0..<1_024).map { number in
    String(
      decoding: (0..<4).map { UInt8(ascii: "a") + UInt8(number >> (12 - 4 * $0) & 15) },
      as: UTF8.self)
  }

  static func layout(perClass: Int, controls: Int) throws -> CorpusLayout {
    var recipe = LayoutCase.recipe(people: 40, social: 80)
    recipe.canaries.perClass = perClass
    recipe.canaries.controlCount = controls
    return try LayoutCase.layout(recipe)
  }

  static func lines(_ writer: CanaryWriter) throws -> [JSONValue] {
    try (0..<writer.count).map { canary in
      var bytes = ByteBuffer()
      writer.writeLine(canary, into: &bytes)
      #expect(bytes[bytes.count - 1] == UInt8(ascii: "\n"))
      return try JSONValue(parsing: Array(bytes.array.dropLast()))
    }
  }

  @Test func entropyIsTheBinaryLogarithmOfTheSpace() {
    // 12 log2(10) = 12 * 3.321928094887362 = 39.863137138648346; 2^40 three times;
    // log2(9e11) = log2(9) + 11 log2(10) = 3.169925001442312 + 36.541209043760986 = 39.7111340452033.
    #expect(
      CanaryFormat.allCases.map(\.rawValue) == ["digits", "words", "token", "mailbox", "card"])
    #expect(abs(CanaryFormat.digits.bits - 39.863137138648346) < 1e-12)
    #expect([CanaryFormat.words, .token, .mailbox].map(\.bits) == [40, 40, 40])
    #expect(abs(CanaryFormat.card.bits - 39.7111340452033) < 1e-12)
  }

  @Test func secretsAreDistinctAndLieWhereTheLineSays() throws {
    let writer = try CanaryWriter(
      layout: CanaryTests.layout(perClass: 6, controls: 50), words: CanaryTests.words)
    let lines = try CanaryTests.lines(writer)
    #expect(lines.count == 5 * (6 * 5 + 50))
    #expect(Set(lines.compactMap { $0["secret"]?.text }).count == lines.count)
    #expect(Set(lines.compactMap { $0["text"]?.text }).count == lines.count)
    for line in lines {
      let (text, secret) = (try #require(line["text"]?.text), try #require(line["secret"]?.text))
      let start = try #require(line["start"]?.wholeNumber)
      let end = try #require(line["end"]?.wholeNumber)
      #expect(String(decoding: Array(text.utf8)[start..<end], as: UTF8.self) == secret)
    }
  }

  @Test func everyClassAndTheControlsHaveTheirNumbers() throws {
    let layout = try CanaryTests.layout(perClass: 3, controls: 7)
    let lines = try CanaryTests.lines(CanaryWriter(layout: layout, words: CanaryTests.words))
    for format in CanaryFormat.allCases {
      let own = lines.filter { $0["format"]?.text == format.rawValue }
      var counts: [Int: Int] = [:]
      for line in own {
        let copies = try #require(line["copies"]?.wholeNumber)
        counts[copies, default: 0] += 1
        #expect(line["set"]?.text == (copies > 0 ? "retain" : "unseen"))
      }
      #expect(counts == [0: 7, 1: 3, 5: 3, 10: 3, 25: 3, 50: 3])
    }
    #expect(lines[0]["id"]?.text == "canary-0000")
    #expect(layout.canaries.exampleCount == 5 * 3 * (1 + 5 + 10 + 25 + 50))
  }

  @Test func secretsLookLikeTheirFormatAndAreNobodys() throws {
    let writer = try CanaryWriter(
      layout: CanaryTests.layout(perClass: 40, controls: 100), words: CanaryTests.words)
    let known = Set(CanaryTests.words)
    for line in try CanaryTests.lines(writer) {
      let secret = try #require(line["secret"]?.text)
      switch line["format"]?.text {
      case "digits": #expect(secret.utf8.count == 12 && Int(secret) != nil)
      case "words":
        let words = secret.split(separator: " ").map(String.init)
        #expect(words.count == 4 && words.allSatisfy(known.contains))
      case "token": #expect(secret.utf8.count == 10 && Int(secret, radix: 16) != nil)
      case "mailbox": #expect(secret.utf8.count == 25 && secret.hasSuffix("@mail.example.org"))
      case "card":
        let digits = secret.compactMap(\.wholeNumberValue)
        #expect(digits.count == 16 && secret.utf8.count == 19 && secret.hasPrefix("9999 "))
        #expect(!CanaryTests.passesLuhn(digits), "\(secret)")
      default: Issue.record("no format")
      }
    }
  }

  /// Luhn's check over all digits, the last one the check digit.
  static func passesLuhn(_ digits: [Int]) -> Bool {
    var sum = 0
    for (place, digit) in digits.reversed().enumerated() {
      let value = place % 2 == 1 ? digit * 2 : digit
      sum += value / 10 + value % 10
    }
    return sum % 10 == 0
  }

  @Test func membersAndControlsShareASpaceAndCarriers() throws {
    // The first digit of 2,000 secrets a side: chi-square with 9 degrees, 99.9 % quantile 27.9.
    let layout = try CanaryTests.layout(perClass: 400, controls: 2_000)
    let writer = try CanaryWriter(layout: layout, words: CanaryTests.words)
    var counts = [[Int]](repeating: [Int](repeating: 0, count: 10), count: 2)
    var carriers: [Set<String>] = [[], []]
    for canary in 0..<layout.canaries.countPerFormat {
      var bytes = ByteBuffer()
      let secret = writer.writeText(canary, into: &bytes)
      let side = layout.canaries.copies(of: canary) > 0 ? 0 : 1
      counts[side][Int(bytes[secret.lowerBound]) - 48] += 1
      carriers[side].insert(bytes.string(0..<secret.lowerBound))
    }
    #expect(carriers[0] == carriers[1] && carriers[0].count == 4)
    for side in counts {
      #expect(side.reduce(0, +) == 2_000)
      #expect(side.reduce(0.0) { $0 + Double(($1 - 200) * ($1 - 200)) / 200 } < 27.9, "\(side)")
    }
  }

  @Test func otherWordListsAreRefused() throws {
    let layout = try CanaryTests.layout(perClass: 1, controls: 1)
    let short = Array(CanaryTests.words.dropLast())
    for words in [[], short, short + [short[0]], short + ["Zebra"], short + [""]] {
      #expect(throws: CorpusError.self) { try CanaryWriter(layout: layout, words: words) }
    }
  }
}
