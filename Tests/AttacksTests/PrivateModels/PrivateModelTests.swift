// SPDX-License-Identifier: Apache-2.0

import Compute
import Foundation
import LanguageModels
import TestSupport
import Testing

/// Whether models that were trained privately keep their promise, and whether the audit would notice.
@Suite struct PrivateModelTests {
  /// How many models of each kind are trained beyond the few that always are.
  private static let runCount =
    ProcessInfo.processInfo.environment["PALIMPSEST_PRIVACY_RUNS"].flatMap { Int($0) } ?? 0

  /// What the noise is chosen for: epsilon 2 at delta 1e-5.
  private static let promise = 2.0

  private static let privately = CanaryTraining.Settings(noiseMultiplier: 4.5)
  private static let plainly = CanaryTraining.Settings(noiseMultiplier: 1e-9)

  /// The lower bounds of so many models.
  private static func trainings(
    _ settings: CanaryTraining.Settings, _ count: Int, label: String
  ) throws -> [CanaryTraining] {
    try parallelMap(count: count, jobs: 2) { run in
      Result { try CanaryTraining(settings, seed: Seed(20_260_801).derive(label, run)) }
    }.map { try $0.get() }
  }

  /// Noise that keeps epsilon below 2 hides the canaries; without it nearly every coin is seen.
  @Test func theAuditTellsNoiseFromNone() throws {
    let noisy = try Self.trainings(Self.privately, 4, label: "private")
    let plain = try Self.trainings(Self.plainly, 4, label: "plain")
    for training in noisy {
      #expect(training.promise <= Self.promise && training.promise > 0.9 * Self.promise)
      #expect(training.bound <= training.promise)
    }
    #expect(plain.allSatisfy { $0.bound > Self.promise }, "\(plain.map(\.bound))")
  }

  /// The bar of 200 models: a bound of 95 % may fail in one run of twenty, 10 of 200 on average, and in
  /// more than 18 of 200 with a chance below one in a hundred.
  @Test(
    .enabled(
      if: runCount > 0, "set PALIMPSEST_PRIVACY_RUNS=200 to train 200 models of each kind"))
  func aBoundOfNinetyFivePercentHoldsInAsManyRuns() throws {
    let noisy = try Self.trainings(Self.privately, Self.runCount, label: "private")
    let plain = try Self.trainings(Self.plainly, Self.runCount, label: "plain")
    let broken = noisy.count { $0.bound > Self.promise }
    let noticed = plain.count { $0.bound > Self.promise }
    #expect(
      Double(broken) <= 18.0 / 200 * Double(Self.runCount),
      "\(broken) of \(noisy.count), the largest \(noisy.map(\.bound).max() ?? 0)")
    #expect(
      Double(noticed) >= 0.9 * Double(Self.runCount),
      "\(noticed) of \(plain.count), the least \(plain.map(\.bound).min() ?? 0)")
  }
}
