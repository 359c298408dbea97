// SPDX-License-Identifier: Apache-2.0

public import Compute
public import Statistics

/// A text and the group it belongs to, such as its author.
public struct GroupedText: Equatable, Sendable {
  /// The text.
  public var text: String
  /// The group, of whose texts all or none are learned from at a time.
  public var group: Int

  /// Creates a text.
  public init(_ text: String, group: Int) {
    self.text = text
    self.group = group
  }
}

/// How well two sets of texts are told apart without any model: the guard of membership attacks.
///
/// Where members and non-members differ as texts, an attack finds the difference and not the membership,
/// as happened to sets that were split by date: Duan et al., "Do Membership Inference Attacks Work on
/// Large Language Models?", 2024, arXiv:2402.07841; Meeus et al., "SoK: Membership Inference Attacks on
/// LLMs are Rushing Nowhere (and How to Fix It)", 2024, arXiv:2406.17975, whose bag-of-words classifier
/// this follows. A linear classifier learns on all folds but one and scores the one; the area under the
/// ROC curve over all texts should be .5. With groups of one text each the interval is DeLong's,
/// otherwise that of a bootstrap of groups. Both take the classifiers as given.
public struct TextContrast: Sendable {
  /// How the classifier learns and when its success is too great.
  public struct Settings: Equatable, Sendable {
    /// The number of folds.
    public var foldCount = 5
    /// The most words that the classifier sees.
    public var wordLimit = 2_000
    /// The quadratic penalty, over the number of texts learned from.
    public var penalty = 1.0
    /// The area above which the interval may not lie as a whole, in 0.5..<1.
    public var limit = 0.5
    /// The interval's confidence level.
    public var level = 0.95
    /// The number of resamples, where groups hold several texts.
    public var resampleCount = 1_000

    /// Creates the default settings.
    public init() {}
  }

  /// The area under the ROC curve with its interval; .5 where texts alone tell nothing.
  public let area: Estimate
  /// The area above which the interval may not lie as a whole.
  public let limit: Double

  /// Learns to tell members from non-members, and judges how well it went.
  ///
  /// - Parameters:
  ///   - members: Texts of one set.
  ///   - nonMembers: Texts of the other; a group may have texts in both.
  ///   - settings: How the classifier learns.
  ///   - seed: The seed of folds and resamples.
  ///   - jobs: The most folds under way at once; changes nothing but the time.
  /// - Throws: LRN001 where a fold would lack a side, LRN002 for a setting out of range, LRN004 where the
  ///   area has no interval.
  public init(
    members: [GroupedText], nonMembers: [GroupedText], settings: Settings = Settings(), seed: Seed,
    jobs: Int = 1
  ) throws(LearnersError) {
    guard settings.penalty > 0, settings.wordLimit >= 0, (0.5..<1).contains(settings.limit),
      settings.level > 0, settings.level < 1
    else {
      throw LearnersError(
        .invalidParameter, "A setting of the comparison lies outside its range.",
        remedy: "Use a penalty above 0, a limit from .5 to 1 and a level between 0 and 1.")
    }
    let texts = members + nonMembers
    let labels = members.map { _ in true } + nonMembers.map { _ in false }
    let folds = try Folds(
      labels: labels, groups: texts.map(\.group), count: settings.foldCount, seed: seed)
    let rows = TextFeatures(texts.map(\.text), wordLimit: settings.wordLimit).rows
    let scores = TextContrast.heldOutScores(rows, labels, folds, settings.penalty, jobs)
    limit = settings.limit
    do {
      area = try TextContrast.area(
        scores, labels, texts.map(\.group), settings, seed: seed, jobs: jobs)
    } catch {
      throw LearnersError(.statistics, error.message, remedy: error.remedy, cause: error)
    }
  }

  /// Why no membership may be concluded from these texts, or nil where nothing speaks against it.
  public var refusal: LearnersError? {
    guard area.interval.lowerBound > limit else { return nil }
    return LearnersError(
      .differentKinds,
      "A classifier that sees no model tells the two sets apart with an area of \(area.value).",
      remedy: "Draw members and non-members from one source, at random, and compare again.")
  }

  /// The score of each text by the classifier that did not learn from its fold.
  private static func heldOutScores(
    _ rows: SparseRows, _ labels: [Bool], _ folds: Folds, _ penalty: Double, _ jobs: Int
  ) -> [Double] {
    let parts = parallelMap(count: folds.count, jobs: jobs) { part in
      let training = labels.indices.filter { folds.assignments[$0] != part }
      let classifier = LogisticRegression(
        rows, labels: labels, training: training, penalty: penalty / Double(training.count))
      return labels.indices.filter { folds.assignments[$0] == part }.map { row in
        (row: row, score: classifier.score(row, of: rows))
      }
    }
    var scores = [Double](repeating: 0, count: labels.count)
    for part in parts {
      for entry in part { scores[entry.row] = entry.score }
    }
    return scores
  }

  private static func area(
    _ scores: [Double], _ labels: [Bool], _ groups: [Int], _ settings: Settings, seed: Seed,
    jobs: Int
  ) throws(StatisticsError) -> Estimate {
    let sides = { @Sendable (rows: [Int]) in
      (
        positives: rows.filter { labels[$0] }.map { scores[$0] },
        negatives: rows.filter { !labels[$0] }.map { scores[$0] }
      )
    }
    if Set(groups).count == groups.count {
      let all = sides(Array(labels.indices))
      return try DeLongEstimate(positives: all.positives, negatives: all.negatives)
        .estimate(level: settings.level)
    }
    return try bootstrap(
      .clustered(groups), resamples: settings.resampleCount, seed: seed, jobs: jobs
    ) { rows in
      let drawn = sides(rows)
      return try? areaUnderCurve(positives: drawn.positives, negatives: drawn.negatives)
    }.estimate(level: settings.level, method: "bootstrap by group")
  }
}
