// SPDX-License-Identifier: Apache-2.0

import Audits
import Compute
import Recommenders
import Testing

/// Ten users with ten items each, all in the training set but one pair held out for testing.
private func sampleSplit(without user: String? = nil) -> InteractionSplit {
  let names: [String] = (0..<10).map { "u\($0)" }.filter { $0 != user }
  let pairs = names.flatMap { user in (0..<10).map { (user: user, item: "i\($0)") } }
  let all = Interactions(pairs: pairs)
  let heldOut = Interaction(user: 0, item: 0)
  let none = all.filter { _ in false }
  return InteractionSplit(
    train: all.filter { $0 != heldOut }, validation: none, test: all.filter { $0 == heldOut })
}

@Suite struct ErasureSpecificationTests {
  @Test func everyFormIsReadAndIdentifiersMayHoldColons() throws {
    let parsed = try ErasureSpecification(
      parsing: ["interactions:0.05", "users:0.5", "items:0.25", "user:a:b", "item:7"])
    #expect(
      parsed.clauses == [
        .share(.interactions, 0.05), .share(.users, 0.5), .share(.items, 0.25), .user("a:b"),
        .item("7"),
      ])
  }

  @Test(arguments: [
    "", "user", "user:", "users:0", "users:1", "users:-0.1", "users:nan", "items:5%", "pairs:0.1",
  ])
  func otherFormsAreUsageErrorsThatQuoteNothing(text: String) {
    let error = #expect(throws: AuditError.self) { try ErasureSpecification(parsing: [text]) }
    #expect(error?.category == .usage)
    #expect(error?.code == "AUD002")
    #expect(text.isEmpty || error?.message.contains(text) == false)
  }

  @Test func aShareIsRoundedAndTakesAtLeastOne() throws {
    let split = sampleSplit()
    func request(_ text: String) throws -> ErasureRequest {
      try ErasureSpecification(parsing: [text]).resolve(in: split, seed: Seed(1))
    }
    // 99 training pairs: 0.05 * 99 = 4.95, 0.001 * 99 = 0.099.
    #expect(try request("interactions:0.05").interactions.count == 5)
    #expect(try request("interactions:0.001").interactions.count == 1)
    #expect(try request("users:0.34").users.count == 3)
    #expect(try request("items:0.01").items.count == 1)
  }

  @Test(arguments: 0..<20) func anotherPersonsAbsenceKeepsTheDraw(seed: UInt64) throws {
    let specification = try ErasureSpecification(parsing: ["users:0.3"])
    func drawn(_ split: InteractionSplit) throws -> Set<String> {
      let request = try specification.resolve(in: split, seed: Seed(seed))
      return Set(request.users.map { split.train.users.identifiers[Int($0)] })
    }
    let all = try drawn(sampleSplit())
    let absent = try #require((0..<10).map { "u\($0)" }.first { !all.contains($0) })
    #expect(try drawn(sampleSplit(without: absent)) == all)
  }

  @Test func seedsDrawDifferently() throws {
    let specification = try ErasureSpecification(parsing: ["interactions:0.1"])
    let requests = try (0..<5).map {
      try specification.resolve(in: sampleSplit(), seed: Seed($0)).interactions
    }
    #expect(Set(requests).count == 5)
  }

  @Test func aMixtureHoldsEveryClause() throws {
    let split = sampleSplit()
    let request = try ErasureSpecification(
      parsing: ["user:u3", "item:i4", "interactions:0.1"]
    ).resolve(in: split, seed: Seed(1))
    #expect(request.users == [3])
    #expect(request.items == [4])
    #expect(request.kinds == [.interactions, .users, .items])
  }

  @Test func aHeldOutInteractionMayBeNamed() throws {
    let lines = [ErasureLine(user: "u0", item: "i0", line: 2, path: "F")]
    let request = try ErasureSpecification(lines: lines).resolve(in: sampleSplit(), seed: Seed(1))
    #expect(request.interactions == [Interaction(user: 0, item: 0)])
  }

  @Test func anUnknownSubjectIsMissingAndNamedOnlyWhenAskedFor() throws {
    let specification = ErasureSpecification([.user("somebody")])
    let hidden = #expect(throws: AuditError.self) {
      try specification.resolve(in: sampleSplit(), seed: Seed(1))
    }
    #expect(hidden?.category == .missing)
    #expect(hidden?.message.contains("somebody") == false)
    let shown = #expect(throws: AuditError.self) {
      try specification.resolve(in: sampleSplit(), seed: Seed(1), showingValues: true)
    }
    #expect(shown?.message.contains("somebody") == true)
  }

  @Test func anUnknownSubjectOfAFileIsFoundByItsLine() throws {
    for (user, item) in [("somebody", nil), (nil, "somebody"), ("u1", "somebody")] {
      let known = ErasureLine(user: "u0", item: nil, line: 2, path: "pairs.tsv")
      // Line 3 is empty, so that the place in the list is not the line.
      let unknown = ErasureLine(user: user, item: item, line: 4, path: "pairs.tsv")
      let error = #expect(throws: AuditError.self) {
        try ErasureSpecification(lines: [known, unknown]).resolve(in: sampleSplit(), seed: Seed(1))
      }
      #expect(error?.code == "AUD003")
      #expect(error?.message.contains("(pairs.tsv:4)") == true)
      #expect(error?.message.contains("somebody") == false)
    }
  }

  @Test func aRequestForEverythingIsRefused() {
    let users = (0..<10).map { ErasureSpecification.Clause.user("u\($0)") }
    let error = #expect(throws: AuditError.self) {
      try ErasureSpecification(users).resolve(in: sampleSplit(), seed: Seed(1))
    }
    #expect(error?.code == "AUD004")
  }

  @Test func publicTextsNameNobody() throws {
    let specification = try ErasureSpecification(parsing: ["user:anna", "users:0.05", "user:ben"])
    #expect(specification.publicTexts == ["users:0.05", "user:*2"])
  }
}
