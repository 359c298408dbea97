// SPDX-License-Identifier: Apache-2.0

extension ProfileInvariant {
  /// Partners.
  static let ofPartners = [
    ProfileInvariant("relationship-known", "The relationship is one of the categories.") {
      $0[.relationshipStatus] == nil || $0.relationship != nil
    },
    ProfileInvariant("partner-is-mutual", "A partner of the corpus has the person as partner.") {
      guard let id = $0.profile.household?.partner else { return true }
      return id != $0.profile.id && $0.partner?.household?.partner == $0.profile.id
    },
    ProfileInvariant("partners-share-a-household", "Partners of the corpus live together.") {
      guard let partner = $0.partner else { return true }
      return $0.housemates.contains(partner.id)
    },
    ProfileInvariant("partners-agree-on-status", "Partners have one relationship status.") {
      guard let partner = $0.partner else { return true }
      return $0[.relationshipStatus] == partner[.relationshipStatus]
    },
    ProfileInvariant("partner-needs-a-bond", "Who has a partner is not single or left alone.") {
      guard $0.profile.household?.partner != nil, let status = $0.relationship else { return true }
      return ["in-relationship", "engaged", "married"].contains(status)
    },
    ProfileInvariant("partners-of-like-age", "Partners are at most 30 years apart.") {
      guard let own = $0.birthDate, let text = $0.partner?[.birthDate],
        let other = CivilDate(text)
      else { return true }
      return abs(own.day - other.day) <= 30 * 366
    },
    ProfileInvariant("married-have-a-spouse", "The married name a spouse, and not themselves.") {
      guard $0.relationship == "married" else { return true }
      return $0[.spouseName].map { name in name.count > 1 } ?? false
        && $0[.spouseName] != $0[.fullName]
    },
    ProfileInvariant("unwed-have-no-spouse", "Who never wed names no spouse.") {
      $0.relationship == nil || $0.wasWed || $0[.spouseName] == nil
    },
    ProfileInvariant("spouse-is-partner", "The spouse of the married is the partner of the corpus.")
    {
      guard $0.relationship == "married", let partner = $0.partner,
        let spouse = $0[.spouseName], let full = partner[.fullName]
      else { return true }
      return spouse == full
    },
  ]

  /// Weddings and how marriages end.
  static let ofWeddings = [
    ProfileInvariant("married-have-a-wedding", "Who wed has a wedding on the life line.") {
      guard $0.profile.life != nil, $0.relationship != nil else { return true }
      return $0.wasWed == !$0.events(.wedding).isEmpty
    },
    ProfileInvariant("wedding-date-of-the-last", "The wedding date is that of the last wedding.") {
      guard $0.profile.life != nil, let date = $0.date(.weddingDate) else { return true }
      return $0.events(.wedding).last?.date == date
    },
    ProfileInvariant("unwed-have-no-wedding-date", "Who never wed has no wedding date.") {
      $0.relationship == nil || $0.wasWed || $0[.weddingDate] == nil
    },
    ProfileInvariant("wedding-age", "Nobody weds before 18.") { reading in
      let days =
        reading.events(.wedding).map(\.date) + [reading.date(.weddingDate)].compactMap(\.self)
      return days.allSatisfy { reading.age(on: $0).map { $0 >= 18 } ?? true }
    },
    ProfileInvariant("partners-wed-on-one-day", "Married partners have one wedding date.") {
      guard $0.relationship == "married", let partner = $0.partner else { return true }
      return $0[.weddingDate] == partner[.weddingDate]
    },
    ProfileInvariant("marriage-ends-after-wedding", "Divorce or death follows the wedding.") {
      reading in
      let ends = reading.events(.divorce) + reading.events(.spouseDeath)
      guard !ends.isEmpty else { return true }
      guard let first = reading.events(.wedding).first else { return false }
      return ends.allSatisfy { $0.date > first.date }
    },
    ProfileInvariant("divorced-have-a-divorce", "The last end of the divorced is a divorce.") {
      guard $0.profile.life != nil, $0.relationship == "divorced" else { return true }
      return lastEnd($0)?.kind == .divorce
    },
    ProfileInvariant("widowed-have-a-loss", "The last end of the widowed is a death.") {
      guard $0.profile.life != nil, $0.relationship == "widowed" else { return true }
      return lastEnd($0)?.kind == .spouseDeath
    },
    ProfileInvariant("married-are-still-married", "No end follows the last wedding of the married.")
    {
      guard $0.relationship == "married", let wedding = $0.events(.wedding).last else {
        return true
      }
      return lastEnd($0).map { $0.date < wedding.date } ?? true
    },
  ]

  private static func lastEnd(_ reading: ProfileReading) -> LifeEvent? {
    reading.profile.life?.last { $0.kind == .divorce || $0.kind == .spouseDeath }
  }
}
