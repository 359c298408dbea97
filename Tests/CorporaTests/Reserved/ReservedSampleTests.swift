// SPDX-License-Identifier: Apache-2.0

import Compute
import Corpora
import TestSupport
import Testing

/// What the makers write, held as a golden file and judged by an oracle that knows none of our code.
@Suite struct ReservedSampleTests {
  /// A line of `Oracles/reserved.json`.
  struct Judged: Decodable {
    var mode: String
    var kind: String
    var locale: String
    var text: String
    var verdict: String
  }

  struct Control: Decodable {
    var region: String
    var text: String
    var verdict: String
  }

  struct Proof: Decodable {
    var region: String
    var prefix: String
    var possible: Int
  }

  struct Verdicts: Decodable {
    var proofs: [Proof]
    var possibleUnderALivePrefix: Int
    var made: [Judged]
    var controls: [Control]
  }

  @Test func makersWriteTheRecordedSample() {
    var lines = ""
    for mode in FormatMode.allCases {
      for locale in LocaleCode.allCases {
        for place in 0..<12 {
          let made = MadeNumbers(place: place, locale: locale, mode: mode)
          for (kind, text) in made.all {
            lines += "\(mode.rawValue)\t\(kind)\t\(locale.rawValue)\t\(text)\n"
          }
        }
      }
    }
    GoldenFile.expect(lines, matches: "reserved-sample.tsv")
  }

  @Test func noneOfTheReservedNumbersIsSomebodysByTheOracle() throws {
    let verdicts = try Oracle.load("reserved", as: Verdicts.self)
    var judgedCount = 0
    for row in verdicts.made where row.mode == "reserved" && row.verdict != "unknown" {
      judgedCount += 1
      #expect(row.verdict == "fiction" || row.verdict == "invalid", "\(row.text) \(row.locale)")
      let locale = try #require(LocaleCode(rawValue: row.locale))
      if row.kind == "mobile" || row.kind == "landline", locale != .enIN, locale != .enNZ,
        locale != .enPH
      {
        #expect(row.verdict == "fiction", "\(row.text) \(row.locale)")
      }
    }
    // Two phones and a card in eight locales, and a national number in all but GB, twelve times.
    #expect(judgedCount == 12 * (8 * 3 + 7))
  }

  @Test func theOracleCanTellRealNumbers() throws {
    let verdicts = try Oracle.load("reserved", as: Verdicts.self)
    let realistic = verdicts.made.filter { $0.mode == "realistic" }
    for kind in ["card", "national-id", "mobile"] {
      let judged = realistic.filter { $0.kind == kind && $0.verdict != "unknown" }
      let real = judged.filter { $0.verdict == "real" }
      #expect(real.count * 10 >= judged.count * 9, "\(kind): \(real.count) of \(judged.count)")
    }
  }

  @Test func rangesWithoutARegulatorsWordHoldNoValidNumber() throws {
    let verdicts = try Oracle.load("reserved", as: Verdicts.self)
    #expect(Set(verdicts.proofs.map(\.region)) == ["IN", "NZ", "PH"])
    #expect(verdicts.proofs.count == 1 + 8 + 12)
    for proof in verdicts.proofs {
      #expect(proof.possible == 0, "\(proof.region) \(proof.prefix)")
    }
    #expect(verdicts.possibleUnderALivePrefix == 100)
  }

  @Test func recognizersAgreeWithTheOracleOnExamplesOfRealNumbers() throws {
    let verdicts = try Oracle.load("reserved", as: Verdicts.self)
    #expect(verdicts.controls.count == 16)
    for control in verdicts.controls {
      let locale = try #require(LocaleCode(rawValue: "en_\(control.region)"))
      let isReserved = PhoneRanges.isReserved(control.text, locale: locale)
      #expect(control.verdict == "real")
      #expect(!isReserved, "\(control.text) \(control.region)")
    }
  }
}

/// One of each number, as somebody would have them.
struct MadeNumbers {
  var mobile: String
  var landline: String
  var card: String
  var nationalIdentifier: String
  var passport: String
  var licence: String
  let locale: LocaleCode

  var all: [(String, String)] {
    [
      ("mobile", mobile), ("landline", landline), ("card", card),
      ("national-id", nationalIdentifier), ("passport", passport), ("licence", licence),
    ]
  }

  init(place: Int, locale: LocaleCode, mode: FormatMode) {
    let word = Seed(7).derive("reserved", place).value
    let codes = MadeNumbers.areaCodes(of: locale)
    let area = codes[place % codes.count]
    self.locale = locale
    mobile = MadeNumbers.text { buffer in
      PhoneRanges.write(
        serial: word, kind: .mobile, areaCode: area, locale: locale, mode: mode, into: &buffer)
    }
    landline = MadeNumbers.text { buffer in
      PhoneRanges.write(
        serial: word, kind: .landline, areaCode: area, locale: locale, mode: mode, into: &buffer)
    }
    card = MadeNumbers.text { PaymentCards.write(word: word, mode: mode, into: &$0) }
    nationalIdentifier = MadeNumbers.text {
      NationalIdentifiers.write(word: word, locale: locale, mode: mode, into: &$0)
    }
    passport = MadeNumbers.text {
      Passports.write(word: word, locale: locale, mode: mode, into: &$0)
    }
    licence = MadeNumbers.text {
      DrivingLicences.write(word: word, locale: locale, mode: mode, into: &$0)
    }
  }

  /// What a maker appends.
  static func text(_ make: (inout ByteBuffer) -> Void) -> String {
    var buffer = ByteBuffer()
    make(&buffer)
    return buffer.string(0..<buffer.count)
  }

  /// Area codes in use, among them British ones with and without a drama range.
  static func areaCodes(of locale: LocaleCode) -> [Int] {
    switch locale {
    case .enUS: [212, 415, 617, 808]
    case .enCA: [416, 604, 902]
    case .enGB: [20, 28, 29, 113, 118, 121, 131, 161, 191, 1223, 1865]
    case .enAU: [2, 3, 7, 8]
    case .enNZ: [3, 4, 6, 7, 9]
    case .enIE, .enIN, .enPH: [1]
    }
  }
}
