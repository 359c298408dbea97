// SPDX-License-Identifier: Apache-2.0

import Compute

/// Draws what single users pick.
struct SyntheticPicker: Sendable {
  let plan: SyntheticInteractionPlan
  let catalogue: SyntheticCatalogue
  let attributeNames: [String]
  let seed: Seed

  /// Returns the positions of the user's items, ascending.
  func picks(of user: SyntheticUser) -> [Int] {
    let total = pickCount(of: user.id)
    let idiosyncratic = Int((Double(total) * plan.idiosyncraticShare).rounded())
    let taste = taste(of: user)
    let byTaste = race(
      seed.derive("taste").key(for: user.id), winners: total - idiosyncratic, excluding: []
    ) { catalogue.logPopularity[$0] + catalogue.affinity(of: taste, item: $0) }
    let byWhim = race(
      seed.derive("whim").key(for: user.id), winners: idiosyncratic, excluding: byTaste
    ) { catalogue.logPopularity[$0] / 2 }
    return (byTaste + byWhim).sorted()
  }

  /// Returns how many items the user picks: the least number and a lognormal one.
  private func pickCount(of user: String) -> Int {
    var generator = SeededGenerator(seed: Seed(seed.derive("activity").key(for: user)))
    let spread = SyntheticInteractions.activitySpread
    let excess = plan.meanPickCount - Double(plan.leastPickCount)
    // E[exp(spread Z - spread^2 / 2)] = 1.
    let factor = ReproducibleMath.exponential(
      spread * generator.nearlyNormal() - spread * spread / 2)
    let count = plan.leastPickCount + Int((excess * factor).rounded(.down))
    return min(count, plan.itemCount / 2)
  }

  /// Returns the user's taste for each genre, in logits, `[genres]`.
  private func taste(of user: SyntheticUser) -> [Double] {
    var taste = vector(Seed(seed.derive("taste vectors").key(for: user.id)), plan.personalTaste)
    let tilt = plan.attributeTilt / Double(max(attributeNames.count, 1)).squareRoot()
    for (name, value) in zip(attributeNames, user.values) {
      let tiltSeed = Seed(seed.derive("tilts").derive(name).key(for: value))
      for (genre, draw) in vector(tiltSeed, tilt).enumerated() { taste[genre] += draw }
    }
    return taste
  }

  private func vector(_ seed: Seed, _ scale: Double) -> [Double] {
    var generator = SeededGenerator(seed: seed)
    return (0..<plan.genreCount).map { _ in generator.nearlyNormal() * scale }
  }

  /// Returns the items with the greatest score plus Gumbel noise; ties go to the earlier item.
  private func race(
    _ key: UInt64, winners: Int, excluding: [Int], score: (Int) -> Double
  ) -> [Int] {
    guard winners > 0 else { return [] }
    var isOut = [Bool](repeating: false, count: catalogue.ids.count)
    for item in excluding { isOut[item] = true }
    var entries: [(score: Double, item: Int)] = []
    entries.reserveCapacity(catalogue.ids.count)
    for item in catalogue.ids.indices where !isOut[item] {
      let word = Seed.mix(key &+ (catalogue.keys[item] << 29 | catalogue.keys[item] >> 35))
      // Uniform in (0, 1), never at an end, so that both logarithms exist.
      let uniform = (Double(word >> 12) + 0.5) * 0x1p-52
      let noise = -ReproducibleMath.logarithm(-ReproducibleMath.logarithm(uniform))
      entries.append((score(item) + noise, item))
    }
    entries.sort { ($1.score, $0.item) < ($0.score, $1.item) }
    return entries.prefix(winners).map(\.item)
  }
}
