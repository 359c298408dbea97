// SPDX-License-Identifier: Apache-2.0

extension CommunityGenerator {
  /// Draws interests and how the person writes within the register.
  func drawCharacter(of person: inout Person, _ seat: Int, _ own: OwnDraws) {
    var draws = own(.character, seat)
    person.interestCount = 2 + draws.below(4)
    let count = lexicon.interests.texts.count
    for place in 0..<person.interestCount {
      var interest = lexicon.interests.texts.index(for: draws.word())
      var earlier = 0
      // The next one that is not there yet.
      while earlier < place {
        if Int(person.interests[earlier]) == interest {
          interest = (interest + 1) % count
          earlier = 0
        } else {
          earlier += 1
        }
      }
      person.interests[place] = UInt16(interest)
    }
    drawStyle(of: &person, &draws)
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
  func drawParents(_ community: inout Community, _ sheet: borrowing LocaleSheet, _ own: OwnDraws) {
    for seat in community.people.indices {
      var draws = own(.parents, seat)
      let (father, mother) = seatedParents(of: community.plan.seats[seat], community)
      let (name, birthSurname) = (
        community.people[seat].name, community.people[seat].birthSurname
      )
      var drawn = sheet.givenName(sex: 1, but: name, or: mother ?? name, &draws)
      drawn.surname = birthSurname
      let first = father ?? drawn
      drawn = sheet.givenName(sex: 0, but: name, or: first, &draws)
      let maiden = sheet.surname(&draws)
      drawn.surname = draws.below(7) == 0 ? maiden : birthSurname
      community.people[seat].father = first
      community.people[seat].mother = mother ?? drawn
    }
  }

  /// The names of parents who have seats.
  private func seatedParents(
    of plan: SeatPlan, _ community: Community
  ) -> (father: PersonName?, mother: PersonName?) {
    var (father, mother): (PersonName?, PersonName?) = (nil, nil)
    for number in 0..<2 {
      let seat = number == 0 ? plan.firstParent : plan.secondParent
      if seat < 0 { continue }
      let sex = community.people[Int(seat)].sex
      if sex == 1 {
        father = community.people[Int(seat)].name
      } else {
        mother = community.people[Int(seat)].name
      }
    }
    return (father, mother)
  }

  /// Writes the codes by which texts may depend on people.
  func fillFacets(_ community: inout Community) {
    community.facets.removeAll(keepingCapacity: true)
    for seat in community.people.indices {
      let codes = codes(of: community.people[seat], UInt8(community.frame.localeIndex))
      for place in 0..<Facet.count { community.facets.append(codes[place]) }
    }
  }

  /// The codes in the order of `Facet.allCases`.
  private func codes(of person: Person, _ locale: UInt8) -> InlineArray<12, UInt8> {
    [
      person.sex, person.ageBand, person.relationship.rawValue, person.education.category,
      person.incomeLevel, person.occupation, person.work.rawValue, person.style.register, locale,
      person.childCount > 0 ? 1 : 0, person.pet, person.householdKind.rawValue,
    ]
  }
}
