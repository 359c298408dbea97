// SPDX-License-Identifier: Apache-2.0

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
      let counts = documents.writeDocuments(
        of: community, into: &block.documents, questions: &block.questions)
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
}
