// SPDX-License-Identifier: Apache-2.0

import Compute
import Corpora
import Testing

@Suite struct InteractionLogTests {
  /// A community whose people differ in sex and city.
  struct People {
    var facets: [UInt8]
    var values: CommunityValues

    init(count: Int) {
      facets = [UInt8](repeating: 0, count: count * Facet.count)
      values = CommunityValues(seatCount: count)
      var arena = ByteBuffer()
      arena.append("AldaBorn")
      for seat in 0..<count { facets[seat * Facet.count + Facet.sex.index] = UInt8(seat % 2) }
      values.fill(from: arena) { seat, attribute in
        attribute != .city ? 0..<0 : seat % 2 == 0 ? 0..<4 : 4..<8
      }
    }
  }

  static func plan() -> SyntheticInteractionPlan {
    var plan = SyntheticInteractionPlan()
    (plan.itemCount, plan.meanPickCount, plan.leastPickCount) = (60, 12, 5)
    return plan
  }

  static func lines(_ log: InteractionLog, firstPerson: Int, _ people: People) -> String {
    var lines = ByteBuffer()
    log.writeLines(
      firstPerson: firstPerson, facets: people.facets, values: people.values, into: &lines)
    return lines.string(0..<lines.count)
  }

  @Test func usersArePeopleWithTheirAttributes() throws {
    let log = try InteractionLog(InteractionLogTests.plan(), seed: Seed(3))
    let people = People(count: 2)
    let user = log.user(41, seat: 1, facets: people.facets, values: people.values)
    #expect(user.id == "p0000041")
    #expect(
      user.values == ["male", "18-24", "trades", "no-diploma", "low", "en_US", "Born"])
    #expect(
      InteractionLog.attributeNames == [
        "sex", "age-band", "occupation", "education", "income-level", "locale", "city",
      ])
  }

  @Test func linesAreThoseOfTheExistingGenerator() throws {
    let plan = InteractionLogTests.plan()
    let log = try InteractionLog(plan, seed: Seed(3))
    let people = People(count: 6)
    let users = (0..<6).map {
      log.user(10 + $0, seat: $0, facets: people.facets, values: people.values)
    }
    let whole = try SyntheticInteractions(
      plan, users: users, attributeNames: InteractionLog.attributeNames,
      seed: Seed(3).derive("interactions"))
    let expected = whole.rows.map { "\($0.user)\t\($0.item)\n" }.joined()
    #expect(InteractionLogTests.lines(log, firstPerson: 10, people) == expected)
    #expect(whole.rows.count >= 30)
  }

  @Test func anotherCommunityChangesNobodysPicks() throws {
    let log = try InteractionLog(InteractionLogTests.plan(), seed: Seed(3))
    let text = InteractionLogTests.lines(log, firstPerson: 20, People(count: 3))
    _ = InteractionLogTests.lines(log, firstPerson: 0, People(count: 10))
    #expect(InteractionLogTests.lines(log, firstPerson: 20, People(count: 3)) == text)
    #expect(text != InteractionLogTests.lines(log, firstPerson: 30, People(count: 3)))
  }
}
