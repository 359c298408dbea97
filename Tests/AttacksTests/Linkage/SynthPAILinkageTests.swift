// SPDX-License-Identifier: Apache-2.0

import Attacks
import Compute
import Corpora
import Statistics
import TestSupport
import Testing

@Suite(.requires(.synthPAI)) struct SynthPAILinkageTests {
  /// The bar of the project: MRR at least .35 over all authors and .55 over those of 20 comments or more,
  /// among 50 candidates with no thread on both sides; chance is .09.
  @Test(arguments: [LinkageDivision.threadsOfAll, .threadsOfAuthor])
  func authorsAreLinkedAcrossThreads(_ division: LinkageDivision) throws {
    let path = try #require(RealData.synthPAI.path)
    let authors = try AuthoredTexts(at: path, format: .synthpai).authors
    let divided = division.accounts(of: authors, seed: Seed(1))
    let questions = try LinkageQuestions(divided.pairs, seed: Seed(1))
    let features = LinkageFeatures(questions, jobs: 2)
    let ranks = try LinkageAttack(questions)
      .ranks(by: .learned, training: features, judged: features)
    #expect(ranks.count >= 290)
    let all = try LinkageReading.mean(.reciprocalRank, of: ranks, seed: Seed(1))
    #expect(abs(all.chance - 0.08998) < 1e-5)
    #expect(all.estimate.value >= 0.35)
    let busy = ranks.filter { $0.textCount >= 20 }
    let most = try LinkageReading.mean(.reciprocalRank, of: busy, seed: Seed(1))
    #expect(most.estimate.value >= 0.55)
    #expect(most.estimate.interval.lowerBound > 3 * most.chance)
  }
}
