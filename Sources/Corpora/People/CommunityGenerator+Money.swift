// SPDX-License-Identifier: Apache-2.0

extension CommunityGenerator {
  /// Draws income, status, fortune and credit score, in whole units of the locale's currency.
  ///
  /// Pay is that of the job's range, times (1 + (age - 18) / 40) up to 1.5, times the country's level
  /// of pay. The income level compares with the same limits at that level, so that it is relative to
  /// the country.
  func drawMoney(
    of person: inout Person, _ sheet: borrowing LocaleSheet, _ seat: Int, _ own: OwnDraws
  ) {
    var draws = own(.money, seat)
    let (pay, rate) = (
      sheet.facts.salaryPercent, sheet.facts.currencyPer100Dollars
    )
    let dollars = yearlyDollars(of: person, &draws)
    person.incomeLevel = dollars < 30_000 ? 0 : dollars < 70_000 ? 1 : dollars < 150_000 ? 2 : 3
    person.income = CommunityGenerator.localized(dollars, pay, rate)
    let status = CommunityGenerator.financeStatus(dollars, &draws)
    person.financeStatus = UInt8(status)
    person.netWorth = CommunityGenerator.localized(
      CommunityGenerator.netWorth(dollars, status, person.age, &draws), pay, rate)
    let bases: InlineArray<5, Int> = [450, 550, 650, 720, 760]
    let score = bases[status] - 80 + draws.below(161) + (person.age - 18) / 2
    person.creditScore = min(max(score, 300), 850)
  }

  /// The income at the United States' level of pay.
  private func yearlyDollars(of person: Person, _ draws: inout DrawStream) -> Int {
    switch person.work {
    case .student: return 2_000 + draws.below(13_000)
    case .unemployed: return 4_000 + draws.below(12_000)
    case .homemaker: return 3_000 + draws.below(9_000)
    case .employed, .retired: break
    }
    let title = Int(person.jobs[person.jobCount - 1].title)
    let low = Int(lexicon.jobs.lowestPay[title]) * 1000
    let high = Int(lexicon.jobs.highestPay[title]) * 1000
    let base = low + draws.below(max(1, high - low))
    let atWork = min(person.age, 60)
    let pay = base * min(150, 100 + (atWork - 18) * 100 / 40) / 100
    return person.work == .retired ? pay * (40 + draws.below(26)) / 100 : pay
  }

  /// Dollars at the country's level of pay in its currency, rounded to hundreds.
  private static func localized(_ dollars: Int, _ pay: Int, _ rate: Int) -> Int {
    let amount = dollars * pay / 100 * rate / 100
    return amount / 100 * 100
  }

  /// Very low to very high, with PANORAMA's weights, shifted by the income.
  private static func financeStatus(_ dollars: Int, _ draws: inout DrawStream) -> Int {
    if dollars < 18_000 { return draws.pick([20, 42, 32, 5, 1] as InlineArray<5, UInt8>) }
    if dollars < 40_000 { return draws.pick([8, 32, 45, 13, 2] as InlineArray<5, UInt8>) }
    if dollars < 100_000 { return draws.pick([4, 16, 43, 29, 8] as InlineArray<5, UInt8>) }
    return draws.pick([1, 6, 27, 42, 24] as InlineArray<5, UInt8>)
  }

  /// PANORAMA's formula: a share of the income saved every year since 18, times the status's factor.
  private static func netWorth(
    _ dollars: Int, _ status: Int, _ age: Int, _ draws: inout DrawStream
  ) -> Int {
    let factors: InlineArray<5, Int> = [10, 50, 100, 250, 500]
    let saved = dollars * (2 + draws.below(14)) / 100 * (age - 18)
    let noise = 80 + draws.below(41)
    return saved * factors[status] / 100 * noise / 100 + draws.below(30_000) - 12_000
  }
}
