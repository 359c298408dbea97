// SPDX-License-Identifier: Apache-2.0

import Compute

/// What must hold of log-probabilities before they are believed.
enum EchoChecks {
  /// How far two answers to one question may differ, and a sum of probabilities exceed 1, in nats.
  static let tolerance = 1e-3

  /// Refuses entries that are no log-probabilities of the given tokens.
  ///
  /// - Parameters:
  ///   - rows: One entry a token of the prompt.
  ///   - tokens: What the entries should be of; nil where that is not known.
  /// - Throws: `LMD084` for entries of other tokens and gaps after the first, `LMD085` for values that
  ///   no distribution has.
  static func validate(
    _ rows: some RandomAccessCollection<EndpointToken>, tokens: [TokenID]?
  ) throws(LanguageModelError) {
    for (place, row) in rows.enumerated() {
      if let tokens, let id = row.id, id != tokens[place] {
        throw RemoteFailure.misaligned(
          "Entry \(place) of the server's answer is of another token than was sent.")
      }
      guard row.logProbability != nil || place == 0 else {
        throw RemoteFailure.misaligned(
          "Entry \(place) of the server's answer has no log-probability; only the first may.")
      }
      try validate(row, place)
    }
  }

  /// Refuses one entry whose values no distribution has.
  static func validate(_ row: EndpointToken, _ place: Int) throws(LanguageModelError) {
    var values = row.top.map(\.logProbability)
    if let chosen = row.logProbability {
      if let listed = row.top.first(where: { $0.isSame(as: row) }) {
        guard abs(listed.logProbability - chosen) <= tolerance else {
          throw RemoteFailure.untrusted(
            "Entry \(place) of the server's answer gives two values for one token.")
        }
      } else {
        values.append(chosen)
      }
    }
    guard logSumExp(values) <= tolerance else {
      throw RemoteFailure.untrusted(
        "The probabilities in entry \(place) of the server's answer exceed 1 in sum.")
    }
  }

  /// Refuses values that say nothing: all alike, or all certain.
  ///
  /// - Parameter values: Log-probabilities of several tokens, or of the likeliest ones of a place.
  /// - Throws: `LMD085` where none differs from the first, or from 0, by more than 0.000001.
  static func requireVariation(_ values: [Double]) throws(LanguageModelError) {
    guard let first = values.first else { return }
    let isCertain = values.allSatisfy { abs($0) <= 1e-6 }
    let isUniform = values.count > 1 && values.allSatisfy { abs($0 - first) <= 1e-6 }
    guard isCertain || isUniform else { return }
    throw RemoteFailure.untrusted(
      isCertain
        ? "The values do not vary: every log-probability is 0."
        : "The values do not vary: every log-probability is the same.")
  }

  /// The logarithm of the sum of exponentials; minus infinity for no values.
  static func logSumExp(_ values: [Double]) -> Double {
    guard let highest = values.max(), highest.isFinite else { return -.infinity }
    let sum = values.reduce(0) { $0 + SpecialFunctions.exp($1 - highest) }
    return highest + SpecialFunctions.log(sum)
  }

  /// How often an entry's likeliest token is the entry's own, and how often the next one's.
  static func agreement(_ rows: [EndpointToken]) -> (own: Int, next: Int) {
    var (own, next) = (0, 0)
    for (place, row) in rows.enumerated().dropFirst() {
      guard let best = row.top.first else { continue }
      if best.isSame(as: row) { own += 1 }
      if place + 1 < rows.count, best.isSame(as: rows[place + 1]) { next += 1 }
    }
    return (own, next)
  }

  /// The largest difference between two answers; nil where they are not about the same tokens.
  static func difference(_ first: [EndpointToken], _ second: [EndpointToken]) -> Double? {
    guard first.count == second.count else { return nil }
    var largest = 0.0
    for (left, right) in zip(first, second) {
      guard left.id == right.id, left.text == right.text,
        (left.logProbability == nil) == (right.logProbability == nil)
      else { return nil }
      largest = max(largest, abs((left.logProbability ?? 0) - (right.logProbability ?? 0)))
    }
    return largest
  }

  /// The largest difference between two lists of likeliest tokens, over those in both; infinite where
  /// the likeliest is not in both.
  static func difference(
    _ first: [EndpointAlternative], _ second: [EndpointAlternative]
  ) -> Double {
    var largest = 0.0
    for (place, left) in first.enumerated() {
      let match = second.first { $0.id == left.id && $0.text == left.text }
      guard let match else {
        if place == 0 { return .infinity }
        continue
      }
      largest = max(largest, abs(left.logProbability - match.logProbability))
    }
    return first.isEmpty == second.isEmpty ? largest : .infinity
  }
}
