// SPDX-License-Identifier: Apache-2.0

extension CommunityGenerator {
  /// Draws interests and how the person writes within the register.
  func drawCharacter(of seat: Int, in community: inout Community, _ own: OwnDraws) {
    var draws = own(.character, seat)
    var person = community.people[seat]
    person.interestCount = 2 + draws.below(4)
    let pool = lexicon.interests.texts
    for place in 0..<person.interestCount {
      var interest = pool.index(for: draws.word())
      var earlier = 0
      // The next one that is not there yet.
      while earlier < place {
        if Int(person.interests[earlier]) == interest {
          interest = (interest + 1) % pool.count
          earlier = 0
        } else {
          earlier += 1
        }
      }
      person.interests[place] = UInt16(interest)
    }
    drawStyle(of: &person, &draws)
    community.people[seat] = person
  }

  private func drawStyle(of person: inout Person, _ draws: inout DrawStream) {
    switch person.style.register {
    case 0:
      person.style.typoRate = UInt8(5 + draws.below(40))
      person.style.emojiRate = UInt8(20 + draws.below(200))
      person.style.length = UInt8(60 + draws.below(60))
    case 1:
      person.style.typoRate = UInt8(draws.below(20))
      person.style.emojiRate = UInt8(draws.below(80))
      person.style.length = UInt8(75 + draws.below(60))
    default:
      person.style.typoRate = UInt8(draws.below(6))
      person.style.emojiRate = 0
      person.style.length = UInt8(90 + draws.below(70))
    }
  }

  /// Draws the names of parents who have no seat, and takes over those of parents who have.
  ///
  /// Six of seven mothers share the surname that the person was born with.
  func drawParents(_ community: inout Community, _ own: OwnDraws) {
    let sheet = sheet(community)
    for seat in community.people.indices {
      var draws = own(.parents, seat)
      var person = community.people[seat]
      let (father, mother) = seatedParents(of: person, community)
      let known = father ?? mother ?? person.name
      person.father = father ?? sheet.givenName(sex: 1, but: person.name, or: known, &draws)
      if father == nil { person.father.surname = person.birthSurname }
      person.mother =
        mother ?? sheet.givenName(sex: 0, but: person.name, or: person.father, &draws)
      if mother == nil {
        let maiden = sheet.tables.familyNames.index(for: draws.word())
        person.mother.surname = draws.below(7) == 0 ? maiden : person.birthSurname
      }
      community.people[seat] = person
    }
  }

  /// The names of parents who have seats.
  private func seatedParents(
    of person: Person, _ community: Community
  ) -> (father: PersonName?, mother: PersonName?) {
    var (father, mother): (PersonName?, PersonName?) = (nil, nil)
    for parent in [person.parentSeats.first, person.parentSeats.second] {
      guard let parent else { continue }
      let other = community.people[parent]
      if other.sex == 1 { father = other.name } else { mother = other.name }
    }
    return (father, mother)
  }

  /// Writes the codes by which texts may depend on people.
  func fillFacets(_ community: inout Community) {
    community.facets.removeAll(keepingCapacity: true)
    for seat in community.people.indices {
      let person = community.people[seat]
      for facet in Facet.allCases { community.facets.append(code(of: facet, person, community)) }
    }
  }

  private func code(of facet: Facet, _ person: Person, _ community: Community) -> UInt8 {
    switch facet {
    case .sex: person.sex
    case .ageBand: person.ageBand
    case .relationship: person.relationship.rawValue
    case .education: person.education.category
    case .incomeLevel: person.incomeLevel
    case .occupation: person.occupation
    case .work: person.work.rawValue
    case .register: person.style.register
    case .locale: UInt8(community.frame.localeIndex)
    case .parenthood: person.childCount > 0 ? 1 : 0
    case .pet: person.pet
    case .household: person.householdKind.rawValue
    }
  }
}
