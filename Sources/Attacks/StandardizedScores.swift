// SPDX-License-Identifier: Apache-2.0

import Recommenders

/// A group's attack scores on a scale that can be pooled over groups.
///
/// Each score is taken relative to the mean and standard deviation of the group's held-out scores;
/// a held-out score relative to the others. Groups with fewer than three held-out pairs are left out.
struct StandardizedScores {
  private(set) var members: [Double] = []
  private(set) var nonMembers: [Double] = []

  init(_ scores: ContrastScores) {
    for (score, fit) in zip(scores.erased, scores.fits) {
      if let value = Self.standardized(score, among: scores.heldOut[fit], without: nil) {
        members.append(value)
      }
    }
    for others in scores.heldOut.prefix(1) {
      for (position, score) in others.enumerated() {
        if let value = Self.standardized(score, among: others, without: position) {
          nonMembers.append(value)
        }
      }
    }
  }

  private static func standardized(
    _ score: Float, among others: [Float], without left: Int?
  ) -> Double? {
    guard others.count >= 3 else { return nil }
    var sum = 0.0
    var squares = 0.0
    var count = 0.0
    for (position, other) in others.enumerated() where position != left {
      sum += Double(other)
      squares += Double(other) * Double(other)
      count += 1
    }
    let mean = sum / count
    let variance = max(squares / count - mean * mean, 0)
    guard score.isFinite && mean.isFinite else { return 0 }
    return variance > 0 ? (Double(score) - mean) / variance.squareRoot() : 0
  }
}
