// SPDX-License-Identifier: Apache-2.0

import Compute
import LanguageModels
import TestSupport
import Testing

@Suite struct PackingTests {
  /// Six tokens, five targets, at most two a segment: 0-1, 2-3, 4; every target but the first once.
  @Test func longDocumentsAreCutAndNoTargetIsLost() {
    let segments = TrainingSegment.segments(of: [[1, 2, 3, 4, 5, 6], [7], [8, 9], []], limit: 2)
    #expect(
      segments == [
        TrainingSegment(document: 0, start: 0, count: 2),
        TrainingSegment(document: 0, start: 2, count: 2),
        TrainingSegment(document: 0, start: 4, count: 1),
        TrainingSegment(document: 2, start: 0, count: 1),
      ])
    let again = TrainingSegment.segments(of: [[1, 2], [3, 4]], order: [1, 0, 1], limit: 9)
    #expect(again.map(\.document) == [1, 0, 1])
  }

  /// Loads 5, 4, 3, 3 on two chunks: 5 | 4, then 3 to the second, 3 to the first: 8 and 7.
  @Test func chunksAreSharedOutByLength() throws {
    let parameters = try TrainingFixture.parameters(TrainingFixture.configuration(), seed: 1)
    let passes = BatchPasses(parameters, chunkCount: 2, jobs: 1)
    let segments = [3, 5, 4, 3].enumerated().map { index, count in
      TrainingSegment(document: index, start: 0, count: count)
    }
    let chunks = passes.chunks(segments)
    #expect(chunks.map { $0.map(\.document) } == [[1, 3], [0, 2]])
    #expect(passes.chunks([]) == [[], []])
  }

  @Test(arguments: [ModelConfiguration.Architecture.llama, .gpt2], [0, 1, 2])
  func aDocumentSeesNothingOfItsNeighbours(
    _ architecture: ModelConfiguration.Architecture, _ place: Int
  ) throws {
    let configuration = TrainingFixture.configuration(architecture)
    let parameters = try TrainingFixture.parameters(configuration, seed: 2)
    let passes = BatchPasses(parameters, jobs: 1)
    let documents = TrainingFixture.documents([20, 31, 12], seed: 1)
    var changed = documents
    changed[place] = TrainingFixture.documents([20, 31, 12], seed: 2)[place]
    var segments = TrainingSegment.segments(of: documents, limit: 70)
    let before = passes.logProbabilities(of: segments, in: documents)
    let after = passes.logProbabilities(of: segments, in: changed)
    for other in 0..<3 { #expect((before[other] == after[other]) == (other != place)) }
    for other in 0..<3 where other != place {
      let alone = passes.logProbabilities(of: [segments[other]], in: documents)
      #expect(alone == [before[other]])
    }
    // Where the changed document has no weight, no weight's gradient tells of it.
    segments[place].factor = 0
    let gradient = TrainingFixture.gradient(passes, segments, documents)
    #expect(TrainingFixture.gradient(passes, segments, changed) == gradient)
    #expect(gradient.contains { $0 != 0 })
  }

  @Test func groupsOfAMicrobatchChangeNoLogProbability() throws {
    let parameters = try TrainingFixture.parameters(TrainingFixture.configuration(), seed: 3)
    let documents = TrainingFixture.documents([Int](repeating: 60, count: 40), seed: 3)
    let segments = TrainingSegment.segments(of: documents, limit: 70)
    let passes = BatchPasses(parameters, jobs: 2)
    let all = passes.logProbabilities(of: segments, in: documents)
    for place in [0, 17, 18, 39] {
      #expect(passes.logProbabilities(of: [segments[place]], in: documents) == [all[place]])
    }
  }
}
