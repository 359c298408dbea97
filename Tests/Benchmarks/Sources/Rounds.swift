// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Figures of several contestants, taken in alternation, one a round.
struct Rounds {
  private var names: [String] = []
  private var figures: [String: [Double]] = [:]

  /// Adds a contestant's figure of this round.
  mutating func add(_ name: String, _ figure: Double) {
    if figures[name] == nil { names.append(name) }
    figures[name, default: []].append(figure)
  }

  /// Prints each contestant's median and its ratios to the peer, round by round.
  ///
  /// - Parameters:
  ///   - peer: The contestant that others are compared with.
  ///   - unit: What the figures are, scaled by `scale`.
  ///   - scale: What a printed figure is multiplied by.
  ///   - isTime: Whether less is better; a ratio always says how many times better we are.
  func report(against peer: String, unit: String, scale: Double = 1, isTime: Bool = false) {
    let base = figures[peer] ?? []
    for name in names {
      let own = figures[name] ?? []
      var line = "  \(pad(name, 28)) \(number(median(own) * scale)) \(unit)"
      if name != peer, own.count == base.count {
        let ratios = zip(own, base).map { isTime ? $1 / $0 : $0 / $1 }
        line += "   \(number(median(ratios)))x \(peer)"
        line += " (\(number(ratios.min() ?? 0)) - \(number(ratios.max() ?? 0)))"
      }
      print(line)
    }
  }

  /// Prints each contestant's mean with its range over the rounds: for figures of quality.
  func reportMeans() {
    for name in names {
      let own = figures[name] ?? []
      let mean = own.reduce(0, +) / Double(own.count)
      print(
        "  \(pad(name, 28)) \(number(mean)) (\(number(own.min() ?? 0)) - \(number(own.max() ?? 0)))"
      )
    }
  }

  private func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    guard !sorted.isEmpty else { return .nan }
    return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
  }
}

/// What some work took, and what came of it.
struct Timed<Result> {
  /// Wall-clock seconds.
  let seconds: Double
  /// Processor seconds of all threads of this process: what other work on the machine moves least.
  let processorSeconds: Double
  let result: Result
}

/// Runs the work and times it.
func timed<Result>(_ work: () throws -> Result) rethrows -> Timed<Result> {
  let start = ContinuousClock.now
  let processorStart = processorSeconds()
  let result = try work()
  return Timed(
    seconds: (ContinuousClock.now - start) / .seconds(1),
    processorSeconds: processorSeconds() - processorStart, result: result)
}

private func processorSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

/// The number with as many decimals as a reader needs.
func number(_ value: Double) -> String {
  String(format: abs(value) < 1 ? "%.4f" : "%.2f", value)
}

/// The text, filled up with blanks.
func pad(_ text: String, _ width: Int) -> String {
  text + String(repeating: " ", count: max(0, width - text.count))
}
