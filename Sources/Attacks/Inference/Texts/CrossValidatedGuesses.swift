// SPDX-License-Identifier: Apache-2.0

public import Compute
import Learners
public import Statistics

/// What an adversary says of each author after learning from the other folds' authors.
///
/// One value is one unit of work: an attribute, an adversary, a repeat. Further versions of the texts
/// are judged by the very models that judged the first, so that outcomes are paired.
public struct CrossValidatedGuesses: Sendable {
  /// The class of each author; nil where it is unknown.
  public let classes: [Int?]
  /// What was said of each author, `[versions][authors]`; nil where the class is unknown.
  public let guesses: [[ClassGuess?]]

  /// Trains and judges.
  ///
  /// - Parameters:
  ///   - adversary: Who learns.
  ///   - authors: The authors as they are learned from, and judged first.
  ///   - versions: Other versions of the same authors' texts, judged next.
  ///   - classes: The class of each author, in `0..<classCount`; authors without one play no part.
  ///   - classCount: The number of classes.
  ///   - foldCount: The number of folds, at least 2.
  ///   - seed: The seed of folds and models.
  ///   - jobs: The most folds under way at once; changes nothing but the time.
  /// - Throws: ATK001 for fewer authors with a class than folds, ATK002 for a class or number of folds
  ///   out of range, ATK003 for too many authors, ATK005 where sizes differ.
  public init(
    _ adversary: any TextAdversary, authors: ReadAuthors, versions: [ReadAuthors] = [],
    classes: [Int?], classCount: Int, foldCount: Int = 5, seed: Seed, jobs: Int = 1
  ) throws(AttacksError) {
    guard authors.count == classes.count, versions.allSatisfy({ $0.count == classes.count }) else {
      throw AttacksError(
        .mismatchedSizes, "The versions of the texts or the classes differ in number of authors.",
        remedy: "Give every version and one class or none for the same authors.")
    }
    guard foldCount >= 2, classes.allSatisfy({ $0.map { (0..<classCount).contains($0) } ?? true })
    else {
      throw AttacksError(
        .invalidParameter, "There are \(foldCount) folds, or a class outside 0..<\(classCount).",
        remedy: "Use two folds or more, and classes below their number.")
    }
    let known = classes.indices.filter { classes[$0] != nil }
    let labels = known.compactMap { classes[$0] }
    let folds: ClassFolds
    do {
      folds = try ClassFolds(classes: labels, count: foldCount, seed: seed.derive("authors"))
    } catch {
      throw AttacksError(.emptyInput, error.message, remedy: error.remedy, cause: error)
    }
    let views = [authors] + versions
    let parts = try parallelMap(count: foldCount, jobs: jobs) {
      fold throws(AttacksError) -> [[ClassGuess]] in
      let training = folds.training(without: fold)
      let learned = try adversary.learn(
        from: authors.part(training.map { known[$0] }), classes: training.map { labels[$0] },
        classCount: classCount, seed: seed.derive("fold", fold))
      let members = folds.members(of: fold).map { known[$0] }
      return views.map { learned.guesses(for: $0.part(members)) }
    }
    var guesses = views.map { _ in [ClassGuess?](repeating: nil, count: classes.count) }
    for (fold, part) in parts.enumerated() {
      for (version, said) in part.enumerated() {
        for (member, guess) in zip(folds.members(of: fold), said) {
          guesses[version][known[member]] = guess
        }
      }
    }
    self.classes = classes
    self.guesses = guesses
  }

  /// Returns whether each author's class is among the first guesses; nil where it is unknown.
  public func isRight(within limit: Int = 1, version: Int = 0) -> [Bool?] {
    zip(guesses[version], classes).map { guess, label in
      guard let guess, let label else { return nil }
      return guess.holds(label, within: limit)
    }
  }

  /// Returns the share of authors whose class is among the first guesses.
  public func accuracy(within limit: Int = 1, version: Int = 0) -> Double {
    let right = isRight(within: limit, version: version).compactMap(\.self)
    return Double(right.count { $0 }) / Double(max(1, right.count))
  }

  /// Returns how well the first guess's probability agrees with how often it is right.
  public func calibration(_ binning: Calibration.Binning = .equalWidth, version: Int = 0)
    throws(StatisticsError) -> Calibration
  {
    let right = isRight(version: version)
    let told = guesses[version].compactMap(\.self)
    return try Calibration(
      confidences: told.map { min(1, $0.probabilities[$0.ranking[0]]) },
      isRight: right.compactMap(\.self), binning: binning)
  }
}

/// Returns the difference of two adversaries' accuracies on the same authors, by bootstrap of authors.
///
/// Each side may have several repeats; an author's share is its mean over them.
///
/// - Parameters:
///   - left: Whether each author was guessed, `[repeats][authors]`; nil where unknown.
///   - right: The same of the other adversary or version.
///   - resamples: The number of resamples.
///   - seed: The seed of the draws.
/// - Returns: Left less right; replicates by author.
/// - Throws: Where there is no author or counts differ.
public func accuracyDifference(
  _ left: [[Bool?]], _ right: [[Bool?]], resamples: Int = 2_000, seed: Seed
) throws(StatisticsError) -> BootstrapDistribution {
  func sums(_ outcomes: [[Bool?]]) -> [[ClusterSum]] {
    outcomes.map { outcome in
      outcome.map {
        ClusterSum(numerator: $0 == true ? 1 : 0, denominator: $0 == nil ? 0 : 1)
      }
    }
  }
  return try clusterBootstrap(
    minuends: sums(left), subtrahends: sums(right), resamples: resamples, seed: seed)
}
