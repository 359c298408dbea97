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
    let example = trainingOrder(position)
    if example >= documentExampleCount {
      return canaries.example(example - documentExampleCount)
    }
    let (stratum, place) = search.find(example)
    let (rank, copy) = strata[stratum].locate(place, classes: recipe.replicationClasses)
    return TrainingExample(document: document(in: stratum, rank: rank), copy: copy + 1)
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
    for position in positions {
      let example = example(at: position)
      if !isLeftOut(example.document) { body(example) }
    }
  }

  /// The member document with a rank in a stratum.
  private func document(in stratum: Int, rank: Int) -> DocumentAddress {
    var index = kinds.count - 1
    while firstStrata[index] > stratum { index -= 1 }
    let focusCount = kinds[index].attributes.count
    let (locale, focus) = (stratum - firstStrata[index]).quotientAndRemainder(
      dividingBy: focusCount)
    let ordinal = rank * focusCount + focus
    let share = kinds[index].members[locale]
    let unit = share.bin(of: ordinal)
    let number = ordinal - share.first(of: unit)
    let (community, seat) = unit.quotientAndRemainder(
      dividingBy: kinds[index].unitsPerCommunity)
    let owner = roles.memberCommunity(community, inLocale: locale)
    let kind = kinds[index].kind
    return kind.isOfCommunity
      ? .communal(community: owner, kind: kind, number: number)
      : .personal(person: owner * roles.communitySize + seat, kind: kind, number: number)
  }
}
