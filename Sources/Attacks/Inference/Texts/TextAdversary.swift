// SPDX-License-Identifier: Apache-2.0

public import Compute
import Learners

/// What an adversary says of an author: a probability of each class, and the classes in its order.
public struct ClassGuess: Equatable, Sendable {
  /// The probability of each class, `[classes]`, sum 1.
  public let probabilities: [Double]
  /// The classes, the likeliest first.
  public let ranking: [Int]

  /// Creates a guess with a ranking of its own.
  public init(probabilities: [Double], ranking: [Int]) {
    self.probabilities = probabilities
    self.ranking = ranking
  }

  /// Creates a guess ranked by probability; the lower class first where they are equal.
  public init(_ probabilities: [Double]) {
    self.init(
      probabilities: probabilities,
      ranking: probabilities.indices.sorted {
        (probabilities[$1], $0) < (probabilities[$0], $1)
      })
  }

  /// Whether a class is among the first of the ranking.
  public func holds(_ label: Int, within limit: Int) -> Bool {
    ranking.prefix(limit).contains(label)
  }
}

/// An adversary that infers a class of authors after it has learned from others.
public protocol TextAdversary: Sendable {
  /// The name in evidence and on the command line.
  var name: String { get }

  /// Learns from authors whose class is known.
  ///
  /// - Parameters:
  ///   - authors: The authors, at least one.
  ///   - classes: The class of each, in `0..<classCount`.
  ///   - classCount: The number of classes.
  ///   - seed: The seed of whatever is drawn.
  /// - Returns: What judges others.
  /// - Throws: ATK001 for too few authors, ATK003 for too many.
  func learn(from authors: ReadAuthors, classes: [Int], classCount: Int, seed: Seed)
    throws(AttacksError) -> any LearnedTextAdversary
}

/// An adversary that has learned.
public protocol LearnedTextAdversary: Sendable {
  /// Returns what it says of each author, `[authors]`, by that author's texts alone.
  func guesses(for authors: ReadAuthors) -> [ClassGuess]
}

/// The baseline that always says how common each class is among the authors learned from.
public struct MajorityAdversary: TextAdversary {
  private struct Learned: LearnedTextAdversary {
    let guess: ClassGuess
    func guesses(for authors: ReadAuthors) -> [ClassGuess] {
      [ClassGuess](repeating: guess, count: authors.count)
    }
  }

  /// `majority`.
  public let name = "majority"

  /// Creates the baseline.
  public init() {}

  /// Counts classes.
  public func learn(from authors: ReadAuthors, classes: [Int], classCount: Int, seed: Seed)
    throws(AttacksError) -> any LearnedTextAdversary
  {
    var shares = [Double](repeating: 0, count: classCount)
    for label in classes { shares[label] += 1 / Double(classes.count) }
    return Learned(guess: ClassGuess(shares))
  }
}

/// The baseline that ranks all classes at random, each as likely as any other.
public struct RandomAdversary: TextAdversary {
  private struct Learned: LearnedTextAdversary {
    let classCount: Int
    let seed: Seed
    func guesses(for authors: ReadAuthors) -> [ClassGuess] {
      (0..<authors.count).map { author in
        var generator = SeededGenerator(seed: seed.derive("random-guess", author))
        var ranking = Array(0..<classCount)
        generator.shuffle(&ranking)
        let even = [Double](repeating: 1 / Double(classCount), count: classCount)
        return ClassGuess(probabilities: even, ranking: ranking)
      }
    }
  }

  /// `random`.
  public let name = "random"

  /// Creates the baseline.
  public init() {}

  /// Learns nothing.
  public func learn(from authors: ReadAuthors, classes: [Int], classCount: Int, seed: Seed)
    throws(AttacksError) -> any LearnedTextAdversary
  { Learned(classCount: classCount, seed: seed) }
}
