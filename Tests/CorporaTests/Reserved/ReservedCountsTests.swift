// SPDX-License-Identifier: Apache-2.0

import Corpora
import Testing

@Suite struct ReservedCountsTests {
  /// Serials in a row run through a whole range, so that more of them give no more numbers.
  @Test(arguments: [(LocaleCode.enUS, 1), (.enCA, 1), (.enGB, 1), (.enAU, 4), (.enIE, 1)])
  func mobileNumbersAreAsManyAsCounted(locale: LocaleCode, areaCodeCount: Int) {
    let count = PhoneRanges.reservedMobileCount(in: locale, areaCodeCount: areaCodeCount)
    var numbers: Set<String> = []
    for serial in 0..<UInt64(count + 50) {
      numbers.insert(
        MadeNumbers.text {
          PhoneRanges.write(
            serial: serial, kind: .mobile, areaCode: 415, locale: locale, mode: .reserved,
            into: &$0)
        })
    }
    #expect(numbers.count == count)
    let twice = PhoneRanges.reservedMobileCount(in: locale, areaCodeCount: 2 * areaCodeCount)
    #expect(twice == ([.enUS, .enCA].contains(locale) ? 2 * count : count))
  }

  /// Each place of these numbers is drawn alone, so that there are as many as the product of what
  /// the places hold.
  @Test(arguments: [
    LocaleCode.enUS, .enGB, .enCA, .enAU, .enNZ, .enIE, .enPH,
  ])
  func passportsAreAsManyAsTheirPlacesAllow(locale: LocaleCode) {
    #expect(
      product { MadeNumbers(place: $0, locale: locale, mode: .reserved).passport }
        == Passports.reservedCount(in: locale))
  }

  @Test func britishInsuranceAndIrishLicencesAreAsManyAsTheirPlacesAllow() {
    #expect(
      product { MadeNumbers(place: $0, locale: .enGB, mode: .reserved).nationalIdentifier }
        == NationalIdentifiers.reservedCount(in: .enGB))
    #expect(
      product { MadeNumbers(place: $0, locale: .enIE, mode: .reserved).licence }
        == DrivingLicences.reservedCount(in: .enIE))
  }

  @Test func noKindOfPaperIsFewerThanTenMillion() {
    for locale in LocaleCode.allCases {
      #expect(NationalIdentifiers.reservedCount(in: locale) >= 10_000_000)
      #expect(Passports.reservedCount(in: locale) >= 10_000_000)
      #expect(DrivingLicences.reservedCount(in: locale) >= 10_000_000)
    }
    #expect(PaymentCards.reservedCount == 1_350_000_000_000_000)
  }

  /// The product of the numbers of different characters at each place of many texts.
  private func product(_ text: (Int) -> String) -> Int {
    var places: [Set<Character>] = []
    for place in 0..<2_000 {
      for (index, character) in text(place).enumerated() {
        if index == places.count { places.append([]) }
        places[index].insert(character)
      }
    }
    return places.reduce(1) { $0 * $1.count }
  }
}
