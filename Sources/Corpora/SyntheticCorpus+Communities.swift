// SPDX-License-Identifier: Apache-2.0

internal import Compute

extension SyntheticCorpus {
  /// Appends the people, documents, questions and interactions of some communities, and counts them.
  public func writeCommunities(_ communities: Range<Int>, into block: inout CorpusBlock) {
    guard let first = communities.first else { return }
    var workspace = PeopleWorkspace()
    var community = people.community(frame(of: first))
    for index in communities {
      if index != first { people.fill(&community, frame(of: index), &workspace) }
      for seat in 0..<community.count {
        people.writeProfileLine(of: seat, in: community, into: &block.profiles)
      }
      block.counts.profiles += community.count
      let counts = documents.write(
        writers(community), into: &block.documents, questions: &block.questions)
      block.counts.add(counts)
      writeInteractions(of: community, into: &block)
    }
  }

  /// The first community of all writes the head of the table too.
  private func writeInteractions(of community: Community, into block: inout CorpusBlock) {
    guard let log else { return }
    if community.index == 0 { block.interactions.append("user\titem\n") }
    block.counts.interactions += log.writeLines(
      firstPerson: community.frame.firstPerson, facets: community.facets,
      values: community.values, into: &block.interactions)
  }

  private func frame(of community: Int) -> CommunityFrame {
    CommunityFrame(
      index: community, pair: layout.pair(of: community),
      firstPerson: layout.firstPerson(of: community), size: layout.size(of: community),
      locale: layout.locale(of: community))
  }

  /// What the writers of documents know of a community.
  private func writers(_ community: Community) -> WritingCommunity {
    let index = community.index
    let ties = (0..<community.count).map { SyntheticCorpus.ties(of: $0, in: community) }
    let styleSeed = Seed(origin.seed).derive("styles").derive("community", index)
    let member = layout.member(ofTwin: index)
    return WritingCommunity(
      index: index, firstPerson: community.frame.firstPerson, locale: community.locale.index,
      values: community.values, facets: community.facets, ties: ties,
      styles: (0..<community.count).map { seat in
        AuthorStyle(
          community.people[seat].style,
          word: Seed.mix(styleSeed.value &+ UInt64(seat) &* Seed.golden))
      },
      interestFields: (0..<community.count).map { interestFields(of: community.people[$0]) },
      sets: (0..<community.count).map { seat in
        layout.set(of: seat, in: index, ties: SyntheticCorpus.bonds(of: seat, in: community))
      },
      role: layout.role(of: index), firstMember: member.map { layout.firstPerson(of: $0) } ?? -1)
  }

  private static func ties(of seat: Int, in community: Community) -> WritingCommunity.Ties {
    WritingCommunity.Ties(
      partner: community.partner(of: seat) ?? -1, parent: community.parent(of: seat) ?? -1,
      child: community.grownChild(of: seat) ?? -1,
      friends: (0..<community.friendCount(of: seat)).map { community.friend($0, of: seat) })
  }

  /// The seats of a person's household and friends, one bit each.
  private static func bonds(of seat: Int, in community: Community) -> UInt64 {
    var bonds: UInt64 = 0
    for other in 0..<community.count
    where other != seat && community.people[other].household == community.people[seat].household {
      bonds |= 1 << UInt64(other)
    }
    for number in 0..<community.friendCount(of: seat) {
      bonds |= 1 << UInt64(community.friend(number, of: seat))
    }
    return bonds
  }

  private func interestFields(of person: Person) -> [UInt8] {
    (0..<person.interestCount).map {
      people.lexicon.interests.categoryOf[Int(person.interests[$0])]
    }
  }
}

extension AuthorStyle {
  /// The style of somebody, with random bits for what is left open.
  fileprivate init(_ style: WritingStyle, word: UInt64) {
    self.init(
      register: Int(style.register), typoRate: Int(style.typoRate),
      emojiRate: Int(style.emojiRate), length: Int(style.length), word: word)
  }
}

extension FreshValues {
  /// How many people are made up for decoys, in each locale.
  private static let strangerCount = 200

  /// Decoys from people who are in no corpus, and products with their usual prices.
  init(_ lexicon: Lexicon, seed: Seed, asOf: CivilDate, formats: FormatMode) {
    let strangers = CommunityGenerator(
      lexicon: lexicon, seed: seed.derive("strangers"),
      personCount: LocaleCode.count * FreshValues.strangerCount, asOf: asOf, formats: formats)
    let communities = LocaleCode.allCases.map { locale in
      strangers.community(
        CommunityFrame(
          index: locale.index, pair: locale.index,
          firstPerson: locale.index * FreshValues.strangerCount,
          size: FreshValues.strangerCount, locale: locale))
    }
    let products = lexicon.products
    self.init(
      decoys: CommunityValues(joining: communities.map(\.values)),
      decoySeats: LocaleCode.allCases.map { locale in
        let first = locale.index * FreshValues.strangerCount
        return first..<first + FreshValues.strangerCount
      },
      products: (0..<products.count).map { place in
        (
          products.names.texts[place], Int(products.lowestPrices[place]),
          Int(products.highestPrices[place])
        )
      },
      currencies: LocaleCode.allCases.map { locale in
        let facts = lexicon.locale(locale).facts
        return (facts[.currencySign], facts.currencyPer100Dollars)
      }, asOf: asOf)
  }
}

extension CommunityValues {
  /// The texts of several communities, their seats one after the other.
  fileprivate init(joining parts: [CommunityValues]) {
    self.init(seatCount: parts.reduce(0) { $0 + $1.seatCount })
    var arena = ByteBuffer()
    var homes: [(part: Int, seat: Int, start: Int)] = []
    for (number, part) in parts.enumerated() {
      for seat in 0..<part.seatCount { homes.append((number, seat, arena.count)) }
      arena.append(part.bytes, 0..<part.bytes.count)
    }
    fill(from: arena) { seat, attribute in
      let home = homes[seat]
      let range = parts[home.part][home.seat, attribute]
      return range.lowerBound + home.start..<range.upperBound + home.start
    }
  }
}
