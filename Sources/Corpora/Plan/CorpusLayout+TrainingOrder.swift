// SPDX-License-Identifier: Apache-2.0

extension CorpusLayout {
  /// The step at a position of the training order.
  ///
  /// A keyed permutation takes positions to examples: those of documents by kind, locale, focus,
  /// class, document and copy, then those of canaries. Each position is one example and each example
  /// has one position; the copies of a document lie anywhere. A few divisions and three keyed
  /// permutations' work.
  ///
  /// - Parameter position: The position, 0 to `exampleCount` - 1.
  /// - Returns: A member document or canary, and which of its repetitions it is.
  public func example(at position: Int) -> TrainingExample {
    step(trainingOrder(position))
  }

  /// The step that an example is.
  private func step(_ example: Int) -> TrainingExample {
    if example >= documentExampleCount {
      return canaries.example(example - documentExampleCount)
    }
    let found = cells.locate(example, in: strata)
    let owner = roles.memberCommunity(found.community, inLocale: found.locale)
    let document: DocumentAddress =
      found.kind.isOfCommunity
      ? .communal(community: owner, kind: found.kind, number: found.number)
      : .personal(
        person: owner * roles.communitySize + found.seat, kind: found.kind, number: found.number)
    return TrainingExample(document: document, copy: found.copy + 1)
  }

  /// Calls `body` for the steps of a stretch of the training order, less those to be left out.
  ///
  /// - Parameters:
  ///   - positions: The stretch.
  ///   - isLeftOut: Whether a document is left out, such as one of the forget set.
  ///   - body: Receives each step that is left, in order.
  public func examples(
    at positions: Range<Int>, without isLeftOut: (DocumentAddress) -> Bool = { _ in false },
    _ body: (TrainingExample) -> Void
  ) {
    // Permuted, looked up and used in three turns: what is looked up lies all over the tables, and
    // several are waited for at once.
    var numbers = InlineArray<64, Int>(repeating: 0)
    var steps: [TrainingExample] = []
    steps.reserveCapacity(numbers.count)
    for start in stride(from: positions.lowerBound, to: positions.upperBound, by: numbers.count) {
      let count = min(numbers.count, positions.upperBound - start)
      for place in 0..<count { numbers[place] = trainingOrder(start + place) }
      steps.removeAll(keepingCapacity: true)
      for place in 0..<count { steps.append(step(numbers[place])) }
      for step in steps where !isLeftOut(step.document) { body(step) }
    }
  }
}
