// SPDX-License-Identifier: Apache-2.0

extension CorpusLayout {
  /// Calls `body` for every document of a community: seat by seat and kind by kind, and last those
  /// that the community writes together.
  ///
  /// - Parameters:
  ///   - community: The community.
  ///   - body: Receives each document.
  public func assignments(of community: Int, _ body: (DocumentAssignment) -> Void) {
    let place = roles.place(of: community)
    let size = roles.size(of: community)
    for seat in 0..<size {
      for index in kinds.indices where !kinds[index].kind.isOfCommunity {
        assign(index, seat, place, size, body)
      }
    }
    for index in kinds.indices where kinds[index].kind.isOfCommunity {
      assign(index, -1, place, size, body)
    }
  }

  private func assign(
    _ index: Int, _ seat: Int, _ place: CommunityRoles.Place, _ size: Int,
    _ body: (DocumentAssignment) -> Void
  ) {
    let kind = kinds[index].kind
    let ordinals = kinds[index].ordinals(
      of: max(seat, 0), at: place, size: size, localeCount: roles.localeCount)
    let focusCount = kinds[index].attributes.count
    let first = firstStrata[index] + place.locale * focusCount
    let classes = recipe.replicationClasses
    let isMember = place.role == .member
    var (rank, focus) = ordinals.lowerBound.quotientAndRemainder(dividingBy: focusCount)
    for number in 0..<ordinals.count {
      let copies =
        isMember
        ? classes[strata[first + focus].replicationClass(of: rank, classCount: classes.count)] : 0
      body(
        DocumentAssignment(
          kind: kind, seat: seat, number: number, focus: kinds[index].attributes[focus],
          copies: copies))
      focus += 1
      if focus == focusCount { (rank, focus) = (rank + 1, 0) }
    }
  }
}
