// SPDX-License-Identifier: Apache-2.0

import Compute
import Corpora
import Foundation
import TestSupport
import Testing

@testable import Attacks

struct TrainedAdversaryTests {
  private static let corpora = SuiteFolder.packageRoot(of: #filePath)
    .appendingPathComponent("Corpora").path

  @Test(.requires(.synthPAI)) func theBarOnSynthPAI() throws {
    let authors = try AuthoredTexts(at: #require(RealData.synthPAI.path)).authors
    let classes = try AttributeClasses(corporaFolder: Self.corpora)
    let clock = ContinuousClock()
    let start = clock.now
    let texts = AuthorTexts(
      identifiers: authors.map(\.identifier), texts: authors.map { $0.texts.map(\.text) },
      defended: nil,
      places: { text in
        classes.gazetteer.places(in: text).flatMap {
          [$0.place.country, $0.place.subregion].compactMap(\.self)
        }
      },
      seed: Seed(1), jobs: 2)
    print("counted", clock.now - start)
    for attribute in InferredAttribute.allCases {
      let task = AttributeTask(
        classes: authors.map { author in
          author.truth[attribute].flatMap { classes.classIndex(of: $0, attribute: attribute) }
        }, classCount: classes.names(of: attribute).count)
      var line = "\(attribute)"
      for seed in 1...2 as ClosedRange<UInt64> {
        let base = texts.baselines(of: task, foldCount: 5, seed: Seed(seed)).majority
        line += " maj \(Self.share(base))"
        for adversary in TrainedAdversary.allCases {
          let began = clock.now
          let told = texts.readings(of: task, by: adversary, foldCount: 5, seed: Seed(seed))
          line += " \(adversary) \(Self.share(told.readings)) \(clock.now - began)"
        }
      }
      print(line)
    }
  }

  private static func share(_ readings: [ClassReading?]) -> Double {
    let told = readings.compactMap(\.self)
    return Double(told.count { $0.rank == 1 } * 1000 / told.count) / 1000
  }
}
