// SPDX-License-Identifier: Apache-2.0

public import Compute
import Learners

/// A linear classifier over the n-grams of all of an author's texts.
///
/// Words and pairs of them and 3 to 5 characters within words, weighed by `GramTable` on the authors
/// learned from, then `MultinomialRegression`. The penalty is the one of `penalties` with the least
/// logarithmic loss over inner folds of the authors learned from, the largest of equal ones; a class
/// that an inner fold did not see counts there with a probability of a billionth.
public struct LinearAdversary: TextAdversary {
  /// `linear`.
  public let name = "linear"
  /// The penalties to choose from, in descending order.
  public var penalties = [1.0, 0.3, 0.1, 0.03, 0.01]
  /// The number of inner folds.
  public var foldCount = 4

  /// The most authors whose products are held: half a gigabyte.
  static let authorLimit = 8_000

  /// Creates the adversary with its default settings.
  public init() {}

  private struct Learned: LearnedTextAdversary {
    let table: GramTable
    let model: MultinomialRegression
    let weights: [Double]

    func guesses(for authors: ReadAuthors) -> [ClassGuess] {
      let rows = table.rows(authors.authors)
      return (0..<rows.count).map {
        ClassGuess(model.probabilities(of: $0, in: rows, weights: weights))
      }
    }
  }

  /// Chooses the penalty and learns.
  public func learn(from authors: ReadAuthors, classes: [Int], classCount: Int, seed: Seed)
    throws(AttacksError) -> any LearnedTextAdversary
  {
    try checkTraining(authors, classes, limit: LinearAdversary.authorLimit)
    let table = GramTable(authors.authors)
    let rows = table.rows(authors.authors)
    let products = ProductMatrix(rows)
    let all = Array(classes.indices)
    let model = MultinomialRegression(
      products, training: all, labels: classes, labelCount: classCount,
      penalty: penalty(products, classes, classCount, seed))
    return Learned(table: table, model: model, weights: model.weights(rows, training: all))
  }

  private func penalty(
    _ products: ProductMatrix, _ classes: [Int], _ classCount: Int, _ seed: Seed
  ) -> Double {
    guard
      let folds = try? ClassFolds(
        classes: classes, count: foldCount, seed: seed.derive("penalty"))
    else { return penalties.first ?? 1 }
    var (best, least) = (penalties.first ?? 1, Double.infinity)
    for penalty in penalties {
      var loss = 0.0
      for fold in 0..<folds.count {
        let training = folds.training(without: fold)
        let model = MultinomialRegression(
          products, training: training, labels: training.map { classes[$0] },
          labelCount: classCount, penalty: penalty, tolerance: 1e-4)
        for member in folds.members(of: fold) {
          let said = model.probabilities(training.map { products[member, $0] })
          loss -= SpecialFunctions.log(max(1e-9, said[classes[member]]))
        }
      }
      if loss < least { (best, least) = (penalty, loss) }
    }
    return best
  }
}

/// Throws unless there are authors, one class for each, and no more than a limit.
func checkTraining(_ authors: ReadAuthors, _ classes: [Int], limit: Int) throws(AttacksError) {
  guard !classes.isEmpty else {
    throw AttacksError(
      .emptyInput, "There is no author to learn from.", remedy: "Give authors with a known class.")
  }
  guard authors.count == classes.count else {
    throw AttacksError(
      .mismatchedSizes, "\(authors.count) authors have \(classes.count) classes.",
      remedy: "Give one class for each author.")
  }
  guard authors.count <= limit else {
    throw AttacksError(
      .tooLarge, "\(authors.count) authors are more than the \(limit) that can be learned from.",
      remedy: "Draw at most \(limit) authors.")
  }
}
