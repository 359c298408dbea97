// SPDX-License-Identifier: Apache-2.0

extension ProfileInvariant {
  /// Children and their births.
  static let ofChildren = [
    ProfileInvariant("children-counted", "As many children are listed as are counted.") {
      guard let household = $0.profile.household, let text = $0[.childrenCount] else {
        return true
      }
      return Int(text) == household.children.count
    },
    ProfileInvariant("children-count-range", "The number of children is 0 to 10.") {
      guard let text = $0[.childrenCount] else { return true }
      return Int(text).map { (0...10).contains($0) } ?? false
    },
    ProfileInvariant("children-take-time", "There are two years after 16 for every child.") {
      guard let age = $0.age, let count = $0[.childrenCount].flatMap({ Int($0) }) else {
        return true
      }
      return count <= max(0, (age - 16) / 2)
    },
    ProfileInvariant("parent-old-enough", "Children are born 15 to 60 years after the parent.") {
      guard let birth = $0.birthDate, let household = $0.profile.household else { return true }
      return household.children.allSatisfy { child in
        child.birthDate > birth && (15...60).contains(birth.age(on: child.birthDate))
      }
    },
    ProfileInvariant("children-are-born", "No child is born after today.") { reading in
      reading.profile.household?.children.allSatisfy { $0.birthDate <= reading.asOf } ?? true
    },
    ProfileInvariant("children-apart", "Two births are one, or nine months apart.") {
      let days = ($0.profile.household?.children ?? []).map(\.birthDate.day).sorted()
      return zip(days, days.dropFirst()).allSatisfy { $1 == $0 || $1 - $0 >= 270 }
    },
    ProfileInvariant("births-on-the-life-line", "Every birth of a child stands in the life line.") {
      guard let household = $0.profile.household, $0.profile.life != nil else { return true }
      let listed = household.children.map(\.birthDate).sorted()
      return $0.events(.childBirth).map(\.date).sorted() == listed
    },
    ProfileInvariant("named-child-is-listed", "The child that is named is among the children.") {
      guard let household = $0.profile.household else { return true }
      guard let name = $0[.childName] else { return household.children.isEmpty }
      return household.children.contains { $0.name == name || $0.name.hasPrefix(name + " ") }
    },
    ProfileInvariant("partners-share-children", "Partners of the corpus list the same children.") {
      guard let partner = $0.partner?.household, let own = $0.profile.household else { return true }
      return own.children == partner.children
    },
    ProfileInvariant("child-at-home-is-listed", "A grown child in a family is listed as child.") {
      reading in
      guard let name = reading[.fullName], let household = reading.profile.household,
        household.kind == "family"
      else { return true }
      // A partner or parent can have a parent of the same name.
      return reading.housemates.compactMap { reading.person($0) }.allSatisfy { seat in
        let isNamed = [seat[.fatherName], seat[.motherName]].contains(name)
        let age = seat[.birthDate].flatMap { CivilDate($0) }.flatMap { reading.age(on: $0) }
        let isChild = isNamed && age.map { $0 >= 15 } == true
        return !isChild || household.children.contains { isSame($0, seat) }
      }
    },
    ProfileInvariant("child-names-its-parents", "A listed child at home names the parent.") {
      reading in
      guard let name = reading[.fullName], let household = reading.profile.household else {
        return true
      }
      return reading.housemates.compactMap { reading.person($0) }.allSatisfy { seat in
        guard household.children.contains(where: { isSame($0, seat) }) else { return true }
        return [seat[.fatherName], seat[.motherName]].contains(name)
      }
    },
  ]

  /// Whether a listed child is a person of the corpus, by first name and birth date.
  private static func isSame(_ child: Profile.Child, _ seat: Profile) -> Bool {
    let isNamed = child.name == seat[.firstName] || child.name == seat[.fullName]
    return isNamed && child.birthDate.text == seat[.birthDate]
  }

  /// Who lives with whom.
  static let ofHouseholds = [
    ProfileInvariant("household-known", "The household is of a known kind.") {
      $0.profile.household.map { Facet.household.categories.contains($0.kind) } ?? true
    },
    ProfileInvariant("household-is-mutual", "Whoever shares a household lists the same people.") {
      reading in
      let own = Set(reading.housemates + [reading.profile.id])
      return reading.housemates.allSatisfy { id in
        guard let other = reading.person(id)?.household else { return false }
        return Set(other.members + [id]) == own
      }
    },
    ProfileInvariant("household-has-one-address", "Whoever shares a household has its address.") {
      reading in
      reading.housemates.compactMap { reading.person($0) }.allSatisfy { other in
        [Attribute.streetAddress, .city, .region, .postcode].allSatisfy {
          reading[$0] == other[$0]
        }
      }
    },
    ProfileInvariant("household-has-one-kind", "Whoever shares a household has its kind.") {
      reading in
      reading.housemates.compactMap { reading.person($0) }.allSatisfy {
        $0.household?.kind == reading.profile.household?.kind
      }
    },
    ProfileInvariant("alone-is-alone", "Who lives alone has no housemate or partner at home.") {
      guard let household = $0.profile.household, household.kind == "alone" else { return true }
      return $0.housemates.isEmpty && household.partner == nil
    },
    ProfileInvariant("members-listed-once", "Nobody is listed twice in a household.") {
      guard let members = $0.profile.household?.members else { return true }
      return Set(members).count == members.count
    },
  ]

  /// Friends.
  static let ofFriends = [
    ProfileInvariant("friends-are-mutual", "Friends are of the community and friends in return.") {
      reading in
      (reading.profile.friends ?? []).allSatisfy {
        reading.person($0)?.friends?.contains(reading.profile.id) ?? false
      }
    },
    ProfileInvariant("friends-are-others", "Nobody is their own friend or a friend twice.") {
      let friends = $0.profile.friends ?? []
      return !friends.contains($0.profile.id) && Set(friends).count == friends.count
    },
  ]
}
