// SPDX-License-Identifier: Apache-2.0

import Evidence
import Recommenders
import Statistics

/// What a difference from Gold says: equivalent, residue, over-forgetting, or too little data.
struct DifferenceFinding {
  let outcome: Criterion.Outcome
  let interval: ClosedRange<Double>
  let level: Double
  let finding: String
  let remedy: String
  /// Whether the 90 % interval leaves no room for zero on the side of residue.
  ///
  /// For one history that is no proof, but structure alone must not outvote it.
  var leansToResidue: Bool { outcome == .inconclusive && interval.lowerBound > 0 }

  init(
    _ difference: ErasureComparison.Difference, margin: Double, residue: Double,
    kind: ErasureRequest.Kind, isSingle: Bool, attack: String
  ) {
    let distribution = difference.distribution
    let narrow = difference.interval(level: 0.9, isSingle: isSingle)
    let wide = difference.interval(level: 0.95, isSingle: isSingle)
    let value = Rounded.signed(distribution.estimate)
    if wide.lowerBound > residue {
      outcome = .violated
      (interval, level) = (wide, 0.95)
      finding =
        "Residue: erased \(kind.rawValue) stand out more than in Gold (\(attack) AUC \(value))."
      remedy =
        "Unlearn further, or retrain: the difference must lie within \(Rounded.text(margin))."
    } else if wide.upperBound < -margin {
      outcome = .violated
      (interval, level) = (wide, 0.95)
      finding =
        "Over-forgetting: erased \(kind.rawValue) stand out as unwanted "
        + "(\(attack) AUC \(value) from Gold)."
      remedy = "Fewer passes: pairs pushed below Gold are marked as clearly as memorized ones."
    } else if narrow.lowerBound >= -margin && narrow.upperBound <= margin {
      outcome = .met
      (interval, level) = (narrow, 0.9)
      finding = "Erased \(kind.rawValue) cannot be told from Gold's (\(attack) AUC \(value))."
      remedy = ""
    } else {
      outcome = .inconclusive
      (interval, level) = (narrow, 0.9)
      (finding, remedy) = Self.open(
        difference, error: difference.standardError(isSingle: isSingle), margin: margin, kind: kind,
        attack)
    }
  }

  /// What could have been seen, and what would settle it.
  private static func open(
    _ difference: ErasureComparison.Difference, error: Double, margin: Double,
    kind: ErasureRequest.Kind,
    _ attack: String
  ) -> (String, String) {
    let value = Rounded.signed(difference.distribution.estimate)
    guard error > 0, let effect = try? smallestDetectableEffect(standardError: error),
      let count = try? sampleSizeForMargin(
        currentN: difference.unitCount, standardError: error, margin: margin)
    else { return ("The difference in AUC (\(value)) is open.", "Give more data.") }
    let isEnough = count <= difference.unitCount
    return (
      "The \(attack) attack on erased \(kind.rawValue) leaves it open (AUC \(value) from Gold); the smallest "
        + "effect this request could have shown is \(Rounded.text(effect)).",
      isEnough
        ? "There are pairs enough: bring the difference nearer to 0."
        : "About \(count) erased pairs with held-out pairs would settle it; here are "
          + "\(difference.unitCount). Or bring the difference nearer to 0."
    )
  }
}

/// Numbers in sentences: three decimals, independent of any locale.
enum Rounded {
  static func text(_ value: Double) -> String {
    guard value.isFinite else { return "not a number" }
    let thousandths = Int((value * 1000).rounded())
    let digits = String(abs(thousandths) % 1000 + 1000).dropFirst()
    return "\(thousandths < 0 ? "-" : "")\(abs(thousandths) / 1000).\(digits)"
  }

  static func signed(_ value: Double) -> String {
    (value >= 0 ? "+" : "") + text(value)
  }
}
