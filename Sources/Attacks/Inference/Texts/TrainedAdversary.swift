// SPDX-License-Identifier: Apache-2.0

import Compute

/// An adversary that learns from authors whose attributes it is told, without any outside model.
public enum TrainedAdversary: String, CaseIterable, Sendable {
  /// A linear classifier of words, pairs of words and pieces of words, of all texts of an author at once.
  case linear
  /// The same, to which are added the places that the texts mention, by a gazetteer.
  case lexicon
  /// A pool over the texts, each of which is read alone.
  case sets
}

/// One attribute of some authors, as classes, and the folds by which it is told.
public struct AttributeTask: Sendable {
  /// The class of each author; nil where it is not known or of none.
  public let classes: [Int?]
  /// The number of classes.
  public let classCount: Int

  /// Creates a task.
  ///
  /// - Parameters:
  ///   - classes: The class of each author, each in `0..<classCount`.
  ///   - classCount: The number of classes.
  public init(classes: [Int?], classCount: Int) {
    precondition(classes.allSatisfy { ($0 ?? 0) < classCount }, "classes that there are")
    self.classes = classes
    self.classCount = classCount
  }

  /// Why nothing can be told of it; nil where it can.
  ///
  /// - Parameter foldCount: The number of folds.
  public func refusal(foldCount: Int) -> String? {
    let known = classes.compactMap(\.self)
    guard !known.isEmpty else { return "no author's value is of a class that is known" }
    guard Set(known).count > 1 else { return "all authors are of one class" }
    guard known.count >= 2 * foldCount else {
      return "\(known.count) authors of a known class; \(2 * foldCount) are needed for "
        + "\(foldCount) folds"
    }
    return nil
  }
}

/// What somebody told of one author by classes.
public struct ClassReading: Equatable, Sendable {
  /// The place of the true class among all by probability, from 1; of equal ones the lower class first.
  public let rank: Int
  /// The probability of the likeliest class.
  public let confidence: Double

  /// Creates a reading.
  public init(rank: Int, confidence: Double) {
    self.rank = rank
    self.confidence = confidence
  }

  /// Reads off probabilities.
  ///
  /// - Parameters:
  ///   - probabilities: One for each class.
  ///   - truth: The true class.
  init(_ probabilities: [Double], truth: Int) {
    let own = probabilities[truth]
    let before = probabilities.indices.count {
      probabilities[$0] > own || (probabilities[$0] == own && $0 < truth)
    }
    rank = 1 + before
    confidence = probabilities.max() ?? 0
  }
}

/// What an adversary told of all authors, each by a model that never saw the author's class.
public struct TrainedReadings: Equatable, Sendable {
  /// Of the texts as they were, `[authors]`; nil for authors without a class.
  public var readings: [ClassReading?]
  /// Of the texts after a defence, by the same models; nil where there was none.
  public var defended: [ClassReading?]?
  /// Of the first so many texts of each author, by the same models: count, then readings.
  public var shortened: [(count: Int, readings: [ClassReading?])]

  /// Whether both hold the same.
  public static func == (left: TrainedReadings, right: TrainedReadings) -> Bool {
    left.readings == right.readings && left.defended == right.defended
      && left.shortened.map(\.count) == right.shortened.map(\.count)
      && zip(left.shortened, right.shortened).allSatisfy { $0.readings == $1.readings }
  }
}
