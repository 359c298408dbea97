// SPDX-License-Identifier: Apache-2.0

extension ProfileInvariant {
  /// The life line as a whole.
  static let ofLifeLines = [
    ProfileInvariant("life-begins-with-birth", "The life line begins with the one birth.") {
      guard let life = $0.profile.life else { return true }
      return life.first?.kind == .birth && $0.events(.birth).count == 1
        && ($0.birthDate == nil || life.first?.date == $0.birthDate)
    },
    ProfileInvariant("born-where-stated", "The birth stands at the birth city.") {
      guard let place = $0.events(.birth).first?.place, let city = $0[.birthCity] else {
        return true
      }
      return place.contains(city)
    },
    ProfileInvariant("life-in-order", "The life line is sorted by day.") {
      let days = ($0.profile.life ?? []).map(\.date)
      return zip(days, days.dropFirst()).allSatisfy { $0 <= $1 }
    },
    ProfileInvariant("life-within-life", "Nothing happens before birth or after today.") {
      reading in
      let first = reading.birthDate ?? CivilDate(day: .min)
      return (reading.profile.life ?? []).allSatisfy {
        $0.date >= first && $0.date <= reading.asOf && ($0.end ?? $0.date) <= reading.asOf
      }
    },
    ProfileInvariant("events-end-after-start", "No event ends before its first day.") {
      ($0.profile.life ?? []).allSatisfy { event in event.end.map { $0 >= event.date } ?? true }
    },
    ProfileInvariant("move-of-the-last", "The day of moving is that of the last move.") {
      guard $0.profile.life != nil, let date = $0.date(.movedDate) else { return true }
      return $0.events(.move).last?.date == date
    },
    ProfileInvariant("two-interests", "The two interests differ and are among those listed.") {
      let named = [$0[.interest], $0[.secondInterest]].compactMap(\.self)
      let listed = $0.profile.interests
      return Set(named).count == named.count
        && (listed.isEmpty || named.allSatisfy { listed.contains($0) })
    },
  ]

  /// Facets, which say once more what the values say.
  static let ofFacets = [
    facet("facet-locale", "The facet of the locale is the locale.", .locale) {
      $0.profile.locale.rawValue
    },
    facet("facet-sex", "The facet of the sex is the sex.", .sex) { $0[.sex]?.lowercased() },
    facet("facet-age-band", "The age lies in the band of the facet.", .ageBand) {
      $0.age.map { Facet.ageBand.categories[$0 < 25 ? 0 : min(($0 - 15) / 10, 5)] }
    },
    facet("facet-relationship", "The facet of the relationship is the status.", .relationship) {
      $0.relationship
    },
    facet("facet-education", "The facet of the education is its level.", .education) {
      $0.education.map { Facet.education.categories[$0] }
    },
    facet("facet-income-level", "The facet of the income is its level.", .incomeLevel) {
      $0[.incomeLevel].map(ProfileReading.category(in:))
    },
    facet(
      "facet-parenthood", "The facet of parenthood says whether there are children.", .parenthood
    ) { reading in
      reading[.childrenCount].flatMap { Int($0) }.map { $0 > 0 ? "parent" : "childless" }
    },
    facet("facet-household", "The facet of the household is its kind.", .household) {
      $0.profile.household?.kind
    },
    facet("facet-occupation", "The facet of the occupation is the job's group.", .occupation) {
      $0.isEmployed ? $0.job.map { Facet.occupation.categories[$0.group] } : nil
    },
    ProfileInvariant("facet-pet", "Who has a pet of a kind names it, and nobody else.") {
      guard let pet = $0.profile.facets[.pet] else { return true }
      return (pet == "none") == ($0[.petName] == nil)
    },
  ]

  /// An invariant that a facet has the category that the values give; nil gives none.
  private static func facet(
    _ name: String, _ statement: String, _ facet: Facet,
    _ category: @escaping @Sendable (ProfileReading) -> String?
  ) -> ProfileInvariant {
    ProfileInvariant(name, statement) { reading in
      guard let stated = reading.profile.facets[facet], let found = category(reading) else {
        return true
      }
      return stated == found
    }
  }
}
