// SPDX-License-Identifier: Apache-2.0

import Attacks
import Compute
import Evidence
import Statistics

/// LiRA and RMIA on what shadow models and the audited model make of the same texts.
///
/// A text's confidence is the geometric mean of its bytes' probabilities: each model has tokens of its
/// own, and one that learnt a text cuts it into fewer, so that means over tokens do not compare.
struct ShadowAttacks {
  /// The attacks, by the names that stand in results.
  static let names = ["lira (online)", "lira (offline)", "rmia"]

  /// Why there is no score.
  static func reason(count: Int) -> String {
    count == 0
      ? "needs shadow models, and none was asked for"
      : "needs the mean log-probability of each text under the model and under shadow models"
  }

  /// The texts that can be compared, by place: a loss of every model.
  private let places: [Int]
  private let observed: [Double]
  /// Losses of each shadow model, `[shadows][places]`.
  private let losses: [[Double]]
  /// Whether a shadow model was trained on a text, `[shadows][places]`.
  private let inside: [[Bool]]
  /// Whether a text is no member, `[places]`.
  private let isOther: [Bool]
  /// The number of all texts.
  private let count: Int

  /// Takes losses in nats a byte.
  ///
  /// - Parameters:
  ///   - observed: The audited model's, `[texts]`.
  ///   - shadows: Each shadow model's, `[shadows][texts]`, and whether it was trained on a text.
  ///   - isOther: Whether a text is no member, `[texts]`.
  init(
    observed: [Double?], shadows: [(losses: [Double?], inside: [Bool])], isOther: [Bool]
  ) {
    let places = observed.indices.filter { place in
      observed[place] != nil && shadows.allSatisfy { $0.losses[place] != nil }
    }
    self.places = places
    count = observed.count
    self.observed = places.map { observed[$0] ?? 0 }
    losses = shadows.map { shadow in places.map { shadow.losses[$0] ?? 0 } }
    inside = shadows.map { shadow in places.map { shadow.inside[$0] } }
    self.isOther = places.map { isOther[$0] }
  }

  /// The scores of each text by attack, `[texts]`; higher for members.
  var scores: [[String: Double]] {
    var scores = [[String: Double]](repeating: [:], count: count)
    let examples = examples(observed, losses, inside) {
      LikelihoodRatioAttack.logit(logConfidence: min(-$0, -1e-12))
    }
    let all = [
      try? LikelihoodRatioAttack.online(examples), try? LikelihoodRatioAttack.offline(examples),
      relative,
    ]
    for (name, values) in zip(ShadowAttacks.names, all) {
      for (place, value) in zip(places, values ?? []) { scores[place][name] = value }
    }
    return scores
  }

  /// RMIA's scores against the population of non-members.
  private var relative: [Double]? {
    let examples = examples(observed, losses, inside) { SpecialFunctions.exp(-$0) }
    return ShadowAttacks.relative(examples, isOther, scale: tunedScale)
  }

  /// RMIA's a: the one that tells best what the first shadow model was trained on, by the others.
  ///
  /// As in Privacy Meter, over 0, .1, ..., 1; of equals the smallest.
  private var tunedScale: Double {
    guard losses.count > 1 else { return 0 }
    let paired = examples(losses[0], Array(losses.dropFirst()), Array(inside.dropFirst())) {
      SpecialFunctions.exp(-$0)
    }
    let outside = inside[0].map { !$0 }
    var best = (scale: 0.0, area: -1.0)
    for step in 0...10 {
      let scale = Double(step) / 10
      guard let values = ShadowAttacks.relative(paired, outside, scale: scale),
        let area = try? areaUnderCurve(
          positives: zip(values, outside).filter { !$1 }.map(\.0),
          negatives: zip(values, outside).filter { $1 }.map(\.0))
      else { continue }
      if area > best.area { best = (scale, area) }
    }
    return best.scale
  }

  private static func relative(
    _ examples: [ShadowScores], _ isOther: [Bool], scale: Double
  ) -> [Double]? {
    let population = zip(examples, isOther).filter { $1 }.map(\.0)
    guard let attack = try? RelativeAttack(population: population, offlineScale: scale) else {
      return nil
    }
    return try? examples.map { example throws(AttacksError) in try attack.score(of: example) }
  }

  private func examples(
    _ observed: [Double], _ losses: [[Double]], _ inside: [[Bool]],
    _ transform: (Double) -> Double
  ) -> [ShadowScores] {
    observed.indices.map { place in
      var example = ShadowScores(observed: transform(observed[place]), outside: [])
      for (shadow, losses) in losses.enumerated() {
        if inside[shadow][place] {
          example.inside.append(transform(losses[place]))
        } else {
          example.outside.append(transform(losses[place]))
        }
      }
      return example
    }
  }
}
