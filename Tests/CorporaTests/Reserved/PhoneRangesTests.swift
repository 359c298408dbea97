// SPDX-License-Identifier: Apache-2.0

import Compute
import Corpora
import Testing

@Suite struct PhoneRangesTests {
  @Test(arguments: LocaleCode.allCases)
  func everyMadeNumberIsRecognizedAndNoRealisticOne(locale: LocaleCode) {
    for place in 0..<3000 {
      let made = MadeNumbers(place: place, locale: locale, mode: .reserved)
      #expect(PhoneRanges.isReserved(made.mobile, locale: locale), "\(made.mobile)")
      #expect(PhoneRanges.isReserved(made.landline, locale: locale), "\(made.landline)")
      let real = MadeNumbers(place: place, locale: locale, mode: .realistic)
      #expect(!PhoneRanges.isReserved(real.mobile, locale: locale), "\(real.mobile)")
      #expect(!PhoneRanges.isReserved(real.landline, locale: locale), "\(real.landline)")
    }
  }

  @Test(arguments: LocaleCode.allCases)
  func thirtySerialsInARowGiveThirtyNumbers(locale: LocaleCode) {
    for base in [UInt64(0), 71, 999_999_999_999] {
      for kind in [PhoneKind.mobile, .landline] {
        let area = MadeNumbers.areaCodes(of: locale)[0]
        let numbers = (0..<30).map { step in
          MadeNumbers.text {
            PhoneRanges.write(
              serial: base + UInt64(step), kind: kind, areaCode: area, locale: locale,
              mode: .reserved, into: &$0)
          }
        }
        #expect(Set(numbers).count == 30, "\(locale) \(kind)")
      }
    }
  }

  @Test func aHundredSerialsUseUpAnAreaCode() {
    let numbers = (0..<100).map { serial in
      MadeNumbers.text {
        PhoneRanges.write(
          serial: serial, kind: .mobile, areaCode: 415, locale: .enUS, mode: .reserved, into: &$0)
      }
    }
    let expected = (100..<200).map { "(415) 555-0\($0)" }
    #expect(numbers.sorted() == expected)
  }

  /// Near misses of each rule: one digit beside the range, another country, another length.
  @Test(arguments: [
    ("(415) 555-0200", LocaleCode.enUS), ("(415) 555-0099", .enUS), ("(415) 556-0150", .enUS),
    ("(115) 555-0150", .enUS), ("415-555-015", .enUS), ("+44 415 555 0150", .enUS),
    ("07700 901000", .enGB), ("07701 900123", .enGB), ("0113 497 0123", .enGB),
    ("020 7946 1000", .enGB), ("028 9649 7000", .enGB), ("01632 961000", .enGB),
    ("0191 496 0123", .enGB), ("0491 570 266", .enAU), ("0491 570 007", .enAU),
    ("(04) 5550 1234", .enAU), ("(02) 5551 1234", .enAU), ("020 920 1234", .enIE),
    ("021 911 2345", .enIE), ("+91 51012 34567", .enIN), ("+91 98012 34567", .enIN),
    ("021 123 4567", .enNZ), ("03 312 3456", .enNZ), ("0917 123 4567", .enPH),
    ("0905 123 4567", .enPH), ("", .enUS), ("no number", .enGB), ("07700 9001234", .enGB),
  ])
  func nearMissesAreNotReserved(text: String, locale: LocaleCode) {
    #expect(!PhoneRanges.isReserved(text, locale: locale))
  }

  @Test(arguments: [
    ("+1 415 555 0137", LocaleCode.enUS), ("4155550137", .enCA), ("+44 7700 900461", .enGB),
    ("(020) 7946 0958", .enGB), ("+61 491 570 156", .enAU), ("02 7010 1234", .enAU),
    ("+353 20 911 2345", .enIE), ("05012345678", .enIN), ("+64 25 123 4567", .enNZ),
    ("+63 904 123 4567", .enPH),
  ])
  func otherWritingsOfReservedNumbersAreRecognized(text: String, locale: LocaleCode) {
    #expect(PhoneRanges.isReserved(text, locale: locale))
  }

  @Test func britishAreasWithoutADramaRangeMoveToTheFictitiousOne() {
    let number = MadeNumbers.text {
      PhoneRanges.write(
        serial: 5, kind: .landline, areaCode: 1223, locale: .enGB, mode: .reserved, into: &$0)
    }
    #expect(number.hasPrefix("01632 960"))
  }
}
