// SPDX-License-Identifier: Apache-2.0

import Corpora
import Evidence

/// A corpus of few words whose every line is a function of its numbers.
struct ToySource: CorpusSource {
  var seed: UInt64 = 7
  var communityCount = 20
  var exampleCount = 45
  var canaryCount = 5
  var generation = CorpusOrigin.generation
  var notes: String?
  /// Called with the first number of every piece of communities, to stand for what a kill meets.
  var whenAsked: @Sendable (Int) -> Void = { _ in }

  var origin: CorpusOrigin {
    var origin = CorpusOrigin(
      seed: seed, recipe: ["name": "toy", "communities": .int(communityCount)],
      tables: ["words.txt": Digest(bytes: [UInt8](repeating: 1, count: 32))],
      asOf: "2026-01-01", formats: "reserved",
      files: [.profiles, .documents, .questions, .plan, .canaries])
    origin.generation = generation
    origin.notes = notes
    return origin
  }

  func writeCommunities(_ communities: Range<Int>, into block: inout CorpusBlock) {
    whenAsked(communities.lowerBound)
    for community in communities {
      let profile = "p\(community)"
      block.profiles.append(string: "{\"id\":\"\(profile)\",\"seed\":\(seed)}\n")
      for number in 0..<3 {
        let set = set(community)
        block.documents.append(
          string: """
            {"id":"\(profile)-social-\(number)","profile":"\(profile)","kind":"social",\
            "set":"\(set.rawValue)","copies":\(number),"focus":"age",\
            "text":"words \\"of\\" \(community)","spans":[]}\n
            """)
        block.counts[.social, set] += 1
      }
      block.questions.append(string: "{\"id\":\"\(profile)-question-0\"}\n")
      block.counts.profiles += 1
      block.counts.questions += 1
      block.counts[.age, .implied] += community
    }
  }

  func set(_ community: Int) -> CorpusSet { CorpusSet.allCases[community % 5] }

  func writePlan(_ positions: Range<Int>, into lines: inout ByteBuffer) {
    for position in positions {
      // Communities 0, 1 and 2 of every five are members.
      let member = position % (communityCount * 3 / 5)
      let community = member / 3 * 5 + member % 3
      lines.append(
        string: "{\"document\":\"p\(community)-social-\(position % 3)\",\"copy\":\(position)}\n")
    }
  }

  func writeCanaries(_ numbers: Range<Int>, into lines: inout ByteBuffer) {
    for number in numbers {
      lines.append(string: "{\"id\":\"canary-\(number)\",\"secret\":\"\(number * 7919)\"}\n")
    }
  }
}
