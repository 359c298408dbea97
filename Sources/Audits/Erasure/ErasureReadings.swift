// SPDX-License-Identifier: Apache-2.0

public import Attacks
import Recommenders
import Statistics

/// What the models of one audit answered to the same probe.
public struct ErasureReadings: Sendable {
  /// The model before erasure; nil where it was not at hand.
  public var original: ModelReading?
  /// The model after erasure.
  public var unlearned: ModelReading
  /// Models trained without the erased data, by Gold seed.
  public var golds: [ModelReading]

  /// What a model from elsewhere still holds beside its indexes; nil for models made here.
  public var inspection: ModelInspection?

  /// Creates the readings.
  public init(original: ModelReading?, unlearned: ModelReading, golds: [ModelReading]) {
    self.original = original
    self.unlearned = unlearned
    self.golds = golds
  }
}

/// Which statistic of a reading is compared.
enum ErasureStatistic: Sendable {
  case matched(ErasureRequest.Kind?)
  case foldIn(ErasureRequest.Kind?)
  case restored(ErasureRequest.Kind)
  case forgetRecall
  case forgetNDCG
  case retainRecall
  case retainNDCG
  case heldOutRecall
  case heldOutNDCG
  case retainedPlacement

  /// Histories below which resampling them says little of how models vary.
  static let fewClusters = 10

  /// Whether an attack rests on so few histories that the spread of Golds must be counted in.
  func isFew(_ reading: ModelReading) -> Bool {
    let attacks: [ModelReading.Attack?]
    switch self {
    case .matched(let kind):
      attacks = reading.kinds.filter { kind == nil || $0.kind == kind }.map(\.matched)
    case .foldIn(let kind):
      attacks = reading.kinds.filter { kind == nil || $0.kind == kind }.map(\.foldIn)
    case .restored(let kind):
      attacks = reading.kinds.filter { $0.kind == kind }.map(\.restored)
    default: return false
    }
    return attacks.reduce(0) { $0 + Set($1?.groups ?? []).count } < Self.fewClusters
  }

  /// The statistic's addends by cluster: users or items for attacks, users for lists.
  ///
  /// Where there are few clusters their pairs are resampled: the same few histories drawn over and
  /// over would give an interval far too narrow.
  func sums(_ reading: ModelReading) -> [ClusterSum] {
    switch self {
    case .matched(let kind): Self.sums(reading.kinds, kind) { $0.matched }
    case .foldIn(let kind): Self.sums(reading.kinds, kind) { $0.foldIn }
    case .restored(let kind): Self.sums(reading.kinds, kind) { $0.restored }
    case .forgetRecall: Self.sums(reading.forget.recall)
    case .forgetNDCG: Self.sums(reading.forget.ndcg)
    case .retainRecall: Self.sums(reading.retain.recall)
    case .retainNDCG: Self.sums(reading.retain.ndcg)
    case .heldOutRecall: Self.sums(reading.heldOut.recall)
    case .heldOutNDCG: Self.sums(reading.heldOut.ndcg)
    case .retainedPlacement: Self.sums(reading.retainedPlacements)
    }
  }

  private static func sums(_ values: [Double]) -> [ClusterSum] {
    values.map { ClusterSum(numerator: $0, denominator: 1) }
  }

  private static func sums(
    _ kinds: [ModelReading.KindReading], _ kind: ErasureRequest.Kind?,
    attack: (ModelReading.KindReading) -> ModelReading.Attack?
  ) -> [ClusterSum] {
    let attacks = kinds.filter { kind == nil || $0.kind == kind }.compactMap(attack)
    let clusters = attacks.flatMap { attack in
      var sums: [Int32: ClusterSum] = [:]
      for (placement, group) in zip(attack.placements, attack.groups) {
        sums[group, default: ClusterSum(numerator: 0, denominator: 0)].numerator += placement
        sums[group, default: ClusterSum(numerator: 0, denominator: 0)].denominator += 1
      }
      return sums.keys.sorted().compactMap { sums[$0] }
    }
    if clusters.count >= ErasureStatistic.fewClusters { return clusters }
    return sums(attacks.flatMap(\.placements))
  }
}
