// SPDX-License-Identifier: Apache-2.0

import Corpora
import Testing

@Suite struct InvariantTests {
  private let validator = CommunityValidator(facts: SampleWorld.facts, asOf: SampleWorld.asOf)

  private func violations(_ people: [Profile]) -> [InvariantViolation] {
    var seen = SeenValues()
    return validator.violations(in: people, seen: &seen)
  }

  @Test func everyInvariantHoldsForFivePeopleMadeByHand() {
    let found = violations(SampleWorld.community)
    #expect(found.isEmpty, "\(found.map { "\($0.profile) \($0.invariant)" })")
  }

  @Test(arguments: Mutation.all)
  func aBrokenPersonIsFlaggedByTheInvariant(mutation: Mutation) {
    var people = SampleWorld.community
    mutation.change(&people)
    let found = violations(people)
    let id = people[mutation.seat].id
    let isFlagged = found.contains { $0.invariant == mutation.invariant && $0.profile == id }
    #expect(isFlagged, "\(mutation.invariant): found \(found.map(\.invariant))")
  }

  @Test func everyInvariantIsBrokenByAMutation() {
    let declared = ProfileInvariant.all.map(\.name) + CommunityValidator.corpusInvariants
    let broken = Set(Mutation.all.map(\.invariant))
    #expect(declared.filter { !broken.contains($0) } == [])
    #expect(Set(declared).count == declared.count)
    #expect(declared.count >= 45)
    #expect(broken.subtracting(declared).isEmpty)
  }

  @Test func statementsAreSentences() {
    for invariant in ProfileInvariant.all {
      #expect(invariant.statement.hasSuffix("."))
      #expect(invariant.name.allSatisfy { $0.isLowercase || $0 == "-" })
    }
  }

  @Test func mailAndHandlesAreComparedAcrossCommunities() {
    var seen = SeenValues()
    #expect(validator.violations(in: SampleWorld.community, seen: &seen).isEmpty)
    let again = validator.violations(in: SampleWorld.community, seen: &seen)
    #expect(again.filter { $0.invariant == "email-is-personal" }.count == 5)
    #expect(again.filter { $0.invariant == "handle-is-personal" }.count == 5)
    #expect(again.count == 10)
  }

  @Test func realisticFormatsAreExcusedFromReservedNumbersAlone() {
    let lenient = CommunityValidator(
      facts: SampleWorld.facts, asOf: SampleWorld.asOf, formats: .realistic)
    var people = SampleWorld.community
    people[0][.nationalID] = "AB 12 34 56 C"
    people[0][.paymentCard] = "4539 1488 0343 6467"
    people[1][.email] = "paul.1@gmail.com"
    var seen = SeenValues()
    let found = lenient.violations(in: people, seen: &seen)
    #expect(found.map(\.invariant) == ["email-reaches-nobody"])
  }

  @Test func absentPartsAreNoViolations() {
    let bare = Profile(id: "p0000001", index: 1, community: 0, locale: .enUS)
    #expect(violations([bare]).isEmpty)
  }
}
