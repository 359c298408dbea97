// SPDX-License-Identifier: Apache-2.0

extension CorpusLayout {
  /// What the plan says of one document, found without its community's others.
  ///
  /// - Parameter address: Any address.
  /// - Returns: What `assignments(of:_:)` gives; nil where the corpus has no such document, and for
  ///   canaries.
  public func assignment(of address: DocumentAddress) -> DocumentAssignment? {
    guard let (community, seat, kind, number) = place(of: address),
      let index = kinds.firstIndex(where: { $0.kind == kind })
    else { return nil }
    let place = roles.place(of: community)
    let ordinals = kinds[index].ordinals(
      of: max(seat, 0), at: place, size: roles.size(of: community),
      localeCount: roles.localeCount)
    guard number >= 0, number < ordinals.count else { return nil }
    let focusCount = kinds[index].attributes.count
    let (rank, focus) = (ordinals.lowerBound + number).quotientAndRemainder(
      dividingBy: focusCount)
    let stratum = strata[firstStrata[index] + place.locale * focusCount + focus]
    let classes = recipe.replicationClasses
    return DocumentAssignment(
      kind: kind, seat: seat, number: number, focus: kinds[index].attributes[focus],
      copies: place.role == .member
        ? classes[stratum.replicationClass(of: rank, classCount: classes.count)] : 0)
  }

  /// How often a document or canary stands in the training order; nil where there is no such one.
  public func copies(of address: DocumentAddress) -> Int? {
    guard case .canary(let index) = address else { return assignment(of: address)?.copies }
    return (0..<canaries.count).contains(index) ? canaries.copies(of: index) : nil
  }

  /// Whether a person will have to be forgotten.
  public func isForgotten(person: Int) -> Bool {
    let (community, seat) = home(of: person)
    return forgetSeats(in: community) >> UInt64(seat) & 1 == 1
  }

  private func place(of address: DocumentAddress) -> (
    community: Int, seat: Int, kind: DocumentKind, number: Int
  )? {
    switch address {
    case .personal(let person, let kind, let number):
      guard (0..<personCount).contains(person), !kind.isOfCommunity else { return nil }
      let home = home(of: person)
      return (home.community, home.seat, kind, number)
    case .communal(let community, let kind, let number):
      guard (0..<communityCount).contains(community), kind.isOfCommunity else { return nil }
      return (community, -1, kind, number)
    case .canary: return nil
    }
  }
}
