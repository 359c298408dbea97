// SPDX-License-Identifier: Apache-2.0

import Compute
import Corpora
import Evidence
import Testing

/// Discussions are trees that obey SynthPAI's rules.
@Suite struct ThreadTests {
  private func comments(_ seed: Int, seatCount: Int = 4) throws -> [JSONValue] {
    try ToyCorpus(ToyCommunity(seatCount: seatCount), seed: Seed(UInt64(seed))).lines(of: .thread)
  }

  @Test(arguments: 0..<10) func treesObeyTheRules(seed: Int) throws {
    let comments = try comments(seed)
    #expect(comments.count == 24)
    var byID: [String: JSONValue] = [:]
    var replies: [String: Int] = [:]
    for comment in comments {
      let id = comment.text("id")
      if let parent = comment["parent"]?.text {
        let target = try #require(byID[parent])
        #expect(target.text("thread") == comment.text("thread"))
        #expect(target.text("profile") != comment.text("profile"))
        replies[parent, default: 0] += 1
      } else {
        #expect(comment.text("thread") == id)
      }
      byID[id] = comment
    }
    #expect(replies.values.allSatisfy { $0 <= 3 })
    #expect(
      Set(comments.map { $0.text("thread") }) == [
        "c000000-comment-0", "c000000-comment-12",
      ])
    let depths = comments.map { comment in
      var depth = 0
      var at = comment
      while let parent = at["parent"]?.text, let next = byID[parent] {
        (at, depth) = (next, depth + 1)
      }
      return depth
    }
    #expect(depths.allSatisfy { $0 <= 5 } && depths.contains { $0 >= 2 })
  }

  @Test func aThreadHasOneTopicMostOfTheTime() throws {
    var (same, all) = (0, 0)
    for seed in 0..<20 {
      for (_, group) in Dictionary(grouping: try comments(seed), by: { $0.text("thread") }) {
        let named = group.compactMap { comment in
          ["tree", "boat", "bread"].first { comment.text("text").lowercased().contains($0) }
        }
        let most = Dictionary(grouping: named) { $0 }.values.map(\.count).max() ?? 0
        same += most
        all += named.count
      }
    }
    #expect(same * 100 > all * 65 && same < all)
  }

  @Test func impliedAttributesFollowTheConditions() throws {
    var hardness: [String: Set<Int>] = [:]
    for seed in 0..<10 {
      for comment in try comments(seed) {
        for span in comment.list("spans") where span.text("disclosure") == "implied" {
          hardness[span.text("value"), default: []].insert(span.number("hardness"))
          // 6 - 2 with one category; 6 - 4 - 1 with two.
          #expect(span.number("certainty") == (span.text("value") == "Married" ? 4 : 1))
        }
      }
    }
    #expect(hardness == ["Married": [2], "Single": [4]])
  }

  @Test func interestsDrawCommenters() throws {
    // Of six seats, 0 and 3 share field 0, and all have field 7: a topic of field 0 calls those two.
    var counts = [Int](repeating: 0, count: 6)
    for seed in 0..<40 {
      for comment in try comments(seed, seatCount: 6) {
        counts[Int(comment.text("profile").dropFirst()) ?? 0] += 1
      }
    }
    #expect(counts.allSatisfy { $0 > 40 })
  }

  @Test func aLonelyPersonWritesRootsOnly() throws {
    let comments = try comments(1, seatCount: 1)
    #expect(comments.count == 24)
    #expect(comments.allSatisfy { $0["parent"] == nil && $0.text("thread") == $0.text("id") })
  }
}
