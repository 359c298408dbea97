// SPDX-License-Identifier: Apache-2.0

import Compute
import Corpora
import Testing

/// Laws that hold for every shape of corpus, each counted out document by document.
@Suite struct LayoutLawTests {
  @Test func totalsAreExact() throws {
    for recipe in LayoutCase.all {
      let layout = try LayoutCase.layout(recipe)
      var counts: [DocumentKind: Int] = [:]
      for document in LayoutCase.documents(of: layout) {
        counts[document.assignment.kind, default: 0] += 1
      }
      let hasUnseen = (0..<layout.communityCount).contains { layout.role(of: $0) == .unseen }
      let hasTwins = (0..<layout.communityCount).contains { layout.role(of: $0) == .twin }
      for kind in DocumentKind.allCases {
        let count = counts[kind] ?? 0
        #expect(layout.documentCount(kind) == count)
        guard !kind.isOfCommunity else { continue }
        let wanted = recipe.wantedCount(of: kind)
        let odd = hasTwins && !hasUnseen ? wanted % 2 : 0
        #expect(count == wanted + odd, "\(kind) of \(recipe)")
      }
    }
  }

  @Test func aMemberAndItsTwinHaveTheSameDocuments() throws {
    for recipe in LayoutCase.all {
      let layout = try LayoutCase.layout(recipe)
      for community in 0..<layout.communityCount {
        guard let member = layout.member(ofTwin: community) else { continue }
        #expect(layout.locale(of: member) == layout.locale(of: community))
        #expect(layout.size(of: member) == layout.size(of: community))
        var (ofMember, ofTwin): ([DocumentAssignment], [DocumentAssignment]) = ([], [])
        layout.assignments(of: member) { ofMember.append($0) }
        layout.assignments(of: community) { ofTwin.append($0) }
        #expect(ofMember.map(Shape.init) == ofTwin.map(Shape.init))
        #expect(ofMember.allSatisfy { $0.copies > 0 } && ofTwin.allSatisfy { $0.copies == 0 })
      }
    }
  }

  /// An assignment without its copies.
  struct Shape: Equatable {
    let kind: DocumentKind
    let seat: Int
    let number: Int
    let focus: Attribute

    init(_ assignment: DocumentAssignment) {
      (kind, seat) = (assignment.kind, assignment.seat)
      (number, focus) = (assignment.number, assignment.focus)
    }
  }

  @Test func localesAreBalancedWithinOnePair() throws {
    for recipe in LayoutCase.all {
      let layout = try LayoutCase.layout(recipe)
      for roles in [[CommunityRole.member], [.unseen, .twin, .member]] {
        var pairs: [LocaleCode: Set<Int>] = [:]
        for locale in recipe.locales { pairs[locale] = [] }
        for community in 0..<layout.communityCount where roles.contains(layout.role(of: community))
        {
          pairs[layout.locale(of: community), default: []].insert(layout.pair(of: community))
        }
        let counts = pairs.values.map(\.count)
        #expect(counts.count == recipe.locales.count)
        #expect((counts.max() ?? 0) - (counts.min() ?? 0) <= 1, "\(counts) of \(recipe)")
      }
    }
  }

  @Test func peopleOfARoleAndPlaceWriteEquallyMuch() throws {
    for recipe in LayoutCase.all {
      let layout = try LayoutCase.layout(recipe)
      var counts: [String: [Int]] = [:]
      for community in 0..<layout.communityCount {
        var numbers = [[Int]](
          repeating: [Int](repeating: 0, count: layout.size(of: community)),
          count: DocumentKind.count)
        layout.assignments(of: community) {
          if $0.seat >= 0 { numbers[$0.kind.index][$0.seat] += 1 }
        }
        let role =
          layout.role(of: community) == .unseen ? "" : layout.locale(of: community).rawValue
        for kind in DocumentKind.allCases {
          counts["\(kind) \(role)", default: []] += numbers[kind.index]
        }
      }
      for (group, numbers) in counts {
        #expect((numbers.max() ?? 0) - (numbers.min() ?? 0) <= 1, "\(group) of \(recipe)")
      }
    }
  }

  @Test func copiesAreBalancedInEveryStratumAndKind() throws {
    for recipe in LayoutCase.all {
      let layout = try LayoutCase.layout(recipe)
      var strata: [String: [Int]] = [:]
      for document in LayoutCase.documents(of: layout) where document.assignment.copies > 0 {
        let (kind, focus) = (document.assignment.kind, document.assignment.focus)
        guard let place = recipe.replicationClasses.firstIndex(of: document.assignment.copies)
        else {
          Issue.record("copies outside of the recipe's")
          continue
        }
        let locale = layout.locale(of: document.community)
        for group in ["\(kind) \(locale) \(focus)", "\(kind) \(locale)", "\(kind)", ""] {
          strata[group, default: [Int](repeating: 0, count: recipe.replicationClasses.count)][
            place] += 1
        }
      }
      for (group, counts) in strata {
        #expect((counts.max() ?? 0) - (counts.min() ?? 0) <= 1, "\(group): \(counts)")
      }
    }
  }

  @Test func fociAreBalancedInEveryKindAndPlace() throws {
    for recipe in LayoutCase.all {
      let layout = try LayoutCase.layout(recipe)
      var strata: [String: [Attribute: Int]] = [:]
      for document in LayoutCase.documents(of: layout) where document.assignment.copies > 0 {
        let kind = document.assignment.kind
        let group = "\(kind) \(layout.locale(of: document.community))"
        if strata[group] == nil {
          let all = LayoutCase.focuses[kind] ?? []
          strata[group] = Dictionary(uniqueKeysWithValues: all.map { ($0, 0) })
        }
        strata[group]?[document.assignment.focus, default: 0] += 1
      }
      for (group, counts) in strata {
        #expect((counts.values.max() ?? 0) - (counts.values.min() ?? 0) <= 1, "\(group)")
      }
    }
  }

  @Test func communitiesWriteAFixedNumberTogether() throws {
    for recipe in LayoutCase.all {
      let layout = try LayoutCase.layout(recipe)
      for community in 0..<layout.communityCount {
        var numbers: [Int] = []
        layout.assignments(of: community) { if $0.seat < 0 { numbers.append($0.number) } }
        let size = layout.size(of: community)
        let count = recipe.threads.perCommunity * size / recipe.communitySize
        #expect(numbers == Array(0..<count), "community \(community) of \(recipe)")
      }
    }
  }

  @Test func oneDocumentIsFoundWithoutTheOthers() throws {
    for recipe in LayoutCase.all {
      let layout = try LayoutCase.layout(recipe)
      for document in LayoutCase.documents(of: layout) {
        #expect(layout.assignment(of: document.address) == document.assignment)
      }
      let none: [DocumentAddress] = [
        .personal(person: 0, kind: .social, number: 1_000), .canary(0),
        .personal(person: layout.personCount, kind: .social, number: 0),
        .personal(person: 0, kind: .chat, number: 0), .personal(person: 0, kind: .ad, number: -1),
        .communal(community: 0, kind: .thread, number: 11),
        .communal(community: layout.communityCount, kind: .thread, number: 0),
        .personal(person: 0, kind: .thread, number: 0),
      ]
      #expect(none.allSatisfy { layout.assignment(of: $0) == nil })
      #expect(layout.copies(of: .canary(layout.canaries.count)) == nil)
    }
  }
}
