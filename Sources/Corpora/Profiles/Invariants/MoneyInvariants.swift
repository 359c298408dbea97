// SPDX-License-Identifier: Apache-2.0

extension ProfileInvariant {
  /// Income, wealth and credit.
  static let ofMoney = [
    ProfileInvariant("income-is-an-amount", "The income is a whole amount of 0 or more.") {
      $0[.income] == nil || $0.amount(.income).map { $0 >= 0 } == true
    },
    ProfileInvariant("salary-of-job", "A salary lies in the job's range, half as much above it.") {
      guard $0.isEmployed, let job = $0.job, let income = $0.comparableIncome else { return true }
      // 2 % on both sides for rounding in the currency.
      return income >= Double(job.pay.lowerBound) * 980
        && income <= Double(job.pay.upperBound) * 1530
    },
    ProfileInvariant("income-level-known", "The income level is one of the categories.") {
      $0[.incomeLevel] == nil || level($0.profile) != nil
    },
    ProfileInvariant("income-level-of-income", "The level is that of the income at US pay.") {
      guard let level = level($0.profile), let income = $0.comparableIncome else { return true }
      // 2 % on both sides for rounding in the currency.
      let limits = [0, 30_000, 70_000, 150_000, Double.infinity]
      return income >= limits[level] * 0.98 && income <= limits[level + 1] * 1.02
    },
    ProfileInvariant("income-level-rises", "In a community a higher level means more income.") {
      reading in
      guard let own = level(reading.profile), let income = reading.amount(.income) else {
        return true
      }
      return reading.community.allSatisfy { other in
        guard let level = level(other), level < own, let text = other[.income],
          let amount = ProfileReading.amount(in: text)
        else { return true }
        return amount <= income
      }
    },
    ProfileInvariant(
      "net-worth-can-be-saved", "Net worth is at most an income for each year of age."
    ) {
      guard let worth = $0.amount(.netWorth), let income = $0.amount(.income), income > 0,
        let age = $0.age
      else { return true }
      return worth <= income * age && worth >= -10 * income
    },
    ProfileInvariant("credit-score-range", "The credit score is 300 to 850.") {
      guard let text = $0[.creditScore] else { return true }
      return Int(text).map { (300...850).contains($0) } ?? false
    },
    ProfileInvariant("finance-status-known", "The finance status is one of five.") {
      guard let status = $0[.financeStatus].map(ProfileReading.category(in:)) else { return true }
      return ["very-low", "low", "medium", "high", "very-high"].contains(status)
    },
  ]

  /// The income level as a code of its facet.
  private static func level(_ profile: Profile) -> Int? {
    profile[.incomeLevel].flatMap {
      Facet.incomeLevel.categories.firstIndex(of: ProfileReading.category(in: $0))
    }
  }
}
