// SPDX-License-Identifier: Apache-2.0

import Compute
import Corpora
import Testing

@Suite struct ReservedIdentifierTests {
  @Test(arguments: LocaleCode.allCases)
  func everyMadeIdentifierIsRecognizedAndNoRealisticOne(locale: LocaleCode) {
    for place in 0..<3000 {
      for mode in FormatMode.allCases {
        let made = MadeNumbers(place: place, locale: locale, mode: mode)
        let wanted = mode == .reserved
        #expect(PaymentCards.isReserved(made.card) == wanted, "\(made.card)")
        let text = made.nationalIdentifier
        #expect(NationalIdentifiers.isReserved(text, locale: locale) == wanted, "\(text)")
        #expect(Passports.isReserved(made.passport, locale: locale) == wanted, "\(made.passport)")
        #expect(DrivingLicences.isReserved(made.licence, locale: locale) == wanted)
      }
    }
  }

  /// A number that passes, its neighbour, and test numbers, which pass and are excused by name.
  ///
  /// 4539 1488 0343 6467: doubling every second digit from the right but one gives
  /// 8+5+6+9+2+4+7+8+0+3+8+3+3+4+3+7 = 80.
  @Test func cardsAreReservedWhenTheyFailTheirCheckOrArePublishedTests() {
    #expect(!PaymentCards.isReserved("4539 1488 0343 6467"))
    #expect(PaymentCards.isReserved("4539 1488 0343 6468"))
    #expect(PaymentCards.isReserved("4242 4242 4242 4242"))
    #expect(!PaymentCards.isReserved("4539 1488 0343 646"))
    #expect(!PaymentCards.isReserved("4539 1488 0343 646x"))
  }

  /// Published examples of numbers that pass, and their neighbours that fail.
  ///
  /// - IE: 8*1+7*2+6*3+5*4+4*5+3*6+2*7 = 112 = 4*23 + 20, the 20th letter is T; A adds 9: 121 =
  ///   5*23 + 6, F.
  /// - AU: 1*1+2*4+3*3+4*7+5*5+6*8+7*6+8*9+2*10 = 253 = 23*11.
  /// - NZ: 49-091-850 is Inland Revenue's own example; so is 136-410-132, by the second weights.
  @Test(arguments: [
    ("078-05-1120", LocaleCode.enUS, false), ("666-12-3456", .enUS, true),
    ("000-12-3456", .enUS, true), ("912-49-3456", .enUS, true), ("912-70-3456", .enUS, false),
    ("123-00-4567", .enUS, true), ("123-45-0000", .enUS, true), ("123456789", .enUS, false),
    ("AB 12 34 56 C", .enGB, false), ("QQ 12 34 56 C", .enGB, true),
    ("AO 12 34 56 C", .enGB, true), ("FY 12 34 56 C", .enGB, false),
    ("GB 12 34 56 C", .enGB, true), ("046 454 286", .enCA, false), ("046 454 287", .enCA, true),
    ("123 456 782", .enAU, false), ("123 456 789", .enAU, true), ("049-091-850", .enNZ, false),
    ("049-091-851", .enNZ, true), ("136-410-132", .enNZ, false), ("136-410-133", .enNZ, true),
    ("009-125-568", .enNZ, true), ("1234567T", .enIE, false), ("1234567FA", .enIE, false),
    ("1234567GA", .enIE, true), ("2341 2341 2346", .enIN, false),
    ("2341 2341 2347", .enIN, true), ("1341 2341 2346", .enIN, true),
    ("2341-2341-2346", .enPH, false), ("0341-2341-2346", .enPH, true),
  ])
  func nationalNumbersAreJudgedByTheirAuthoritysRule(
    text: String, locale: LocaleCode, isReserved: Bool
  ) {
    #expect(NationalIdentifiers.isReserved(text, locale: locale) == isReserved)
  }

  @Test(arguments: [
    ("A12345678", LocaleCode.enUS), ("123456789", .enGB), ("AB123456", .enCA),
    ("N1234567", .enAU), ("LA123456", .enNZ), ("PA1234567", .enIE), ("J1234567", .enIN),
    ("P1234567A", .enPH),
  ])
  func issuedShapesOfPassportsAreNotReserved(text: String, locale: LocaleCode) {
    #expect(!Passports.isReserved(text, locale: locale))
  }

  @Test(arguments: [
    ("S514-7734-8001", LocaleCode.enUS), ("S514-7734-8372", .enUS), ("S514-7734-8601", .enUS),
    ("BAKER 612157 AB9CD", .enGB), ("BAKER 662157 AB9CD", .enGB),
    ("M4120-57739-11214", .enCA), ("M4120-57739-16214", .enCA), ("123 456 789", .enAU),
    ("AB123456", .enNZ), ("123456789", .enIE), ("MH01 20110012345", .enIN),
    ("A01-12-123456", .enPH),
  ])
  func issuedShapesOfLicencesAreNotReserved(text: String, locale: LocaleCode) {
    #expect(!DrivingLicences.isReserved(text, locale: locale))
  }
}
