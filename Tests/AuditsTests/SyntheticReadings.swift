// SPDX-License-Identifier: Apache-2.0

import Attacks
import Audits
import Compute
import Recommenders

/// The policy that ships, with fewer resamples.
func shippedPolicy() throws -> ErasurePolicy {
  var policy = try ErasurePolicy(contentsOf: PolicyFiles.gate("erasure-recommender.yaml"))
  policy.resamples = 200
  return policy
}

/// A model's reading made up from how far it lies from one that never saw the data.
///
/// All readings of one `pairs` share the noise of their pairs, as models probed alike do.
struct MadeUpReading {
  var kinds: [ErasureRequest.Kind] = [.interactions]
  /// What is added to placements of the matched attack.
  var matched = 0.0
  /// What is added to placements of the fold-in attack.
  var foldIn = 0.0
  /// The mean placement of a model that never saw the data.
  var parity = 0.5
  /// What is added to every user's forget recall.
  var forgetRecall = 0.0
  /// The factor on what everybody else gets.
  var utility = 1.0
  var stored = 0
  var served = 0
  /// The mean placement of retained training pairs.
  var retained = 0.6
  /// What is added to every cosine of the items concerned.
  var geometry = 0.0
  /// What is added to every cosine of items that the history never touched.
  var controlGeometry = 0.0
  /// What is added to placements under rows of the model before; nil where it was not at hand.
  var restored: Double?
  /// Users or items with erased pairs, four pairs each.
  var groupCount = 150
  /// Noise of this model's own.
  var seed: UInt64 = 1

  /// The reading.
  var reading: ModelReading {
    var own = SeededGenerator(seed: Seed(seed))
    var shared = SeededGenerator(seed: Seed(99))
    func noise(_ scale: Double) -> Double { (own.uniform() - 0.5) * scale }
    func attack(_ shift: Double) -> ModelReading.Attack {
      let placements = (0..<groupCount * 4).map { _ in
        min(1, max(0, parity + shift + (shared.uniform() - 0.5) * 0.3 + noise(0.02)))
      }
      return ModelReading.Attack(
        placements: placements, groups: placements.indices.map { Int32($0 / 4) },
        memberScores: placements, nonMemberScores: placements)
    }
    func served(_ shift: Double, _ factor: Double, count: Int) -> ServedUsers {
      let recall = (0..<count).map { _ in
        min(1, max(0, (0.3 + shared.uniform() * 0.2 + noise(0.01)) * factor + shift))
      }
      return ServedUsers(users: (0..<Int32(count)).map { $0 }, recall: recall, ndcg: recall)
    }
    let readings = kinds.map { kind in
      ModelReading.KindReading(
        kind: kind, matched: attack(matched), foldIn: kind == .interactions ? nil : attack(foldIn),
        randomAreaUnderCurve: 0.9, recoveryRanks: [0.5],
        geometry: (0..<45).map { _ in shared.uniform() - 0.5 + geometry + noise(0.1) },
        // Others lie where they lay before: only what a test adds moves them.
        controlGeometry: (0..<135).map { _ in shared.uniform() - 0.5 + controlGeometry },
        restored: kind == .interactions ? nil : restored.map(attack))
    }
    return ModelReading(
      kinds: readings, forget: served(forgetRecall, 1, count: groupCount),
      retain: served(0, utility, count: 200), heldOut: served(0, 1, count: groupCount),
      storedUserCount: stored, storedItemCount: 0, servedItemCount: self.served,
      retainedPlacements: (0..<200).map { _ in retained + noise(0.1) })
  }

  /// The same of another training run.
  func seeded(_ seed: UInt64) -> MadeUpReading {
    var copy = self
    copy.seed = seed
    return copy
  }
}

/// An audit's readings, honest until a test changes them.
struct MadeUpAudit {
  var kinds: [ErasureRequest.Kind] = [.interactions]
  var singles: Set<ErasureRequest.Kind> = []
  var isForeign = false
  var isListsOnly = false
  var isGoldGiven = false
  var original: ModelReading?
  var unlearned: MadeUpReading
  var golds: [MadeUpReading]

  init(_ kinds: [ErasureRequest.Kind] = [.interactions], groupCount: Int = 150) {
    self.kinds = kinds
    let base = MadeUpReading(kinds: kinds, groupCount: groupCount)
    unlearned = base.seeded(10)
    golds = [base.seeded(11), base.seeded(12), base.seeded(13)]
    var before = base.seeded(14)
    before.matched = 0.1
    before.foldIn = 0.1
    original = before.reading
  }

  /// The readings as an audit has them.
  var readings: ErasureReadings {
    ErasureReadings(
      original: original, unlearned: unlearned.reading, golds: golds.map(\.reading))
  }

  /// Judges the readings, or other ones under the same circumstances.
  func judgement(_ readings: ErasureReadings? = nil) throws -> ErasureJudgement {
    var circumstances = ErasureJudgement.Circumstances(kinds: kinds)
    circumstances.singles = singles
    circumstances.isForeign = isForeign
    circumstances.isListsOnly = isListsOnly
    circumstances.isGoldGiven = isGoldGiven
    return ErasureJudgement(
      readings ?? self.readings, under: try shippedPolicy(), circumstances, seed: Seed(1))
  }
}
