// SPDX-License-Identifier: Apache-2.0

public import Compute

extension DocumentGenerator {
  /// Creates a generator of the documents of a corpus.
  ///
  /// - Parameters:
  ///   - grammars: A grammar for each kind that the layout has documents of.
  ///   - lexicon: The words of decoys and products.
  ///   - layout: Which documents there are.
  ///   - seed: The corpus's seed.
  ///   - formats: Whether decoys' numbers are those that nobody can have.
  /// - Throws: `missingGrammar`.
  public init(
    grammars: GrammarSet, lexicon: Lexicon, layout: CorpusLayout, seed: Seed,
    formats: FormatMode = .reserved
  ) throws(CorpusError) {
    try self.init(
      grammars: grammars,
      fresh: FreshValues(lexicon: lexicon, layout: layout, seed: seed, formats: formats),
      layout: layout, seed: seed)
    interestFields = lexicon.interests.categoryOf
  }

  /// Appends the documents of a community, one line each, and its questions.
  ///
  /// - Parameters:
  ///   - community: Whose documents.
  ///   - lines: Takes the documents.
  ///   - questions: Takes the questions that the private documents answer.
  /// - Returns: How much was written.
  public func writeDocuments(
    of community: Community, into lines: inout ByteBuffer, questions: inout ByteBuffer
  ) -> DocumentCounts {
    write(writing(community), into: &lines, questions: &questions)
  }

  /// What the writers of documents need to know of a community.
  private func writing(_ community: Community) -> WritingCommunity {
    let index = community.index
    let role = layout.role(of: index)
    let seats = community.people.indices
    return WritingCommunity(
      index: index, firstPerson: community.frame.firstPerson,
      locale: Int(community.facet(.locale, of: 0)), values: community.values,
      facets: community.facets, ties: seats.map { WritingCommunity.Ties(community, $0) },
      styles: seats.map { AuthorStyle(community.people[$0]) },
      interestFields: seats.map { fields(of: community.people[$0]) },
      sets: seats.map { layout.set(of: $0, in: index, ties: community.near($0)) }, role: role,
      firstMember: layout.member(ofTwin: index).map(layout.firstPerson) ?? -1)
  }

  private func fields(of person: Person) -> [UInt8] {
    (0..<person.interestCount).map { interestFields[Int(person.interests[$0])] }
  }
}

extension WritingCommunity.Ties {
  /// The ties of a seat.
  init(_ community: Community, _ seat: Int) {
    self.init(
      partner: community.partner(of: seat) ?? -1, parent: community.parent(of: seat) ?? -1,
      child: community.grownChild(of: seat) ?? -1,
      friends: (0..<community.friendCount(of: seat)).map { community.friend($0, of: seat) })
  }
}

extension AuthorStyle {
  /// The style of a person.
  init(_ person: Person) {
    self.init(
      register: Int(person.style.register), typoRate: Int(person.style.typoRate),
      emojiRate: Int(person.style.emojiRate), length: Int(person.style.length),
      word: Seed.mix(person.word))
  }
}

extension Community {
  /// The seats of somebody's household and friends, one bit each, without the own one.
  func near(_ seat: Int) -> UInt64 {
    var mask: UInt64 = 0
    for other in people.indices where people[other].household == people[seat].household {
      mask |= 1 << UInt64(other)
    }
    for number in 0..<friendCount(of: seat) { mask |= 1 << UInt64(friend(number, of: seat)) }
    return mask & ~(1 << UInt64(seat))
  }
}
