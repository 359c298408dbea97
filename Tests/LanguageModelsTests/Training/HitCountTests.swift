// SPDX-License-Identifier: Apache-2.0

import Compute
import LanguageModels
import Testing

@Suite struct HitCountTests {
  private static let configuration = ModelConfiguration(
    architecture: .llama, vocabularyCount: 9, width: 8, layerCount: 1, headCount: 2,
    keyValueHeadCount: 1, headWidth: 4, feedForwardWidth: 12, contextLength: 16, normEpsilon: 1e-5,
    tiesEmbeddings: false)

  private static func passes(jobs: Int) throws -> BatchPasses {
    let parameters = try TransformerParameters(configuration, seed: Seed(4), jobs: 1)
    for role in parameters.layout.roles where parameters.configuration.shape(of: role).count > 1 {
      parameters.set(role, to: parameters.values(role).map { 20 * $0 })
    }
    return BatchPasses(parameters, jobs: jobs)
  }

  private static func documents() -> [[TokenID]] {
    var generator = SeededGenerator(seed: Seed(5))
    return [5, 12, 2, 7, 9, 3].map { length in
      (0..<length).map { _ in TokenID(generator.index(below: 9)) }
    }
  }

  /// A target is a hit where none of the nine tokens in its place has a higher log-probability.
  @Test func aHitIsATokenThatNoneIsLikelierThan() throws {
    let passes = try Self.passes(jobs: 1)
    var (all, none) = (0, 0)
    for document in Self.documents() {
      var expected = 0
      for place in 1..<document.count {
        let others = (0..<9).map { document[..<place] + [TokenID($0)] }.map(Array.init)
        let values = passes.logProbabilities(
          of: TrainingSegment.segments(of: others, limit: 16), in: others
        ).map { $0[place - 1] }
        expected += values[Int(document[place])] == values.max() ? 1 : 0
      }
      let segments = TrainingSegment.segments(of: [document], limit: 16)
      #expect(passes.hitCounts(of: segments, in: [document]) == [expected])
      (all, none) = (all + expected, none + document.count - 1 - expected)
    }
    #expect(all > 0 && none > 0, "a test that sees hits and misses")
  }

  /// Documents that are longer than the limit are counted by segment, at any number of threads.
  @Test func segmentsAreCountedByThemselves() throws {
    let documents = Self.documents()
    let segments = TrainingSegment.segments(of: documents, limit: 4)
    let counts = try Self.passes(jobs: 1).hitCounts(of: segments, in: documents)
    #expect(counts.count == segments.count)
    #expect(zip(counts, segments).allSatisfy { (0...$1.count).contains($0) })
    #expect(try Self.passes(jobs: 2).hitCounts(of: segments, in: documents) == counts)
  }
}
