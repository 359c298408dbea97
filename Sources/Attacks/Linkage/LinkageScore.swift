// SPDX-License-Identifier: Apache-2.0

/// What accounts are linked by.
///
/// Each but the last two is a `ConditionalLogit` of the features of its kind, learned from questions
/// about other people; `size` is learned nowhere.
public enum LinkageScore: String, CaseIterable, Sendable {
  /// How somebody writes: function words, marks, runs of one to three characters, shape and habits.
  case style
  /// What somebody writes about: words, weighed by how rare they are.
  case topic
  /// When somebody writes; only where texts have times.
  case timing
  /// What the accounts are called; only where each account has a name of its own.
  case names
  /// All of the above, and runs of four characters.
  case learned
  /// A control, not an attack: how near the accounts lie in number of texts. Dividing one person's
  /// texts evenly makes accounts of one size, which no two accounts of life need have.
  case size
}

/// One number about two accounts.
enum PairFeature: Hashable, Sendable {
  case characters(Int)
  case functionWords
  case marks
  case shape
  case habit(Int)
  case words
  case length
  case hours
  case gaps
  case namePieces
  case nameBeginning
  case size

  /// Every feature, in the order of the columns.
  static let all: [PairFeature] =
    AccountText.characterOrders.map { .characters($0) } + [.functionWords, .marks, .shape]
    + (0..<WritingShape.habitCount).map { .habit($0) }
    + [.words, .length, .hours, .gaps, .namePieces, .nameBeginning, .size]
}

extension LinkageScore {
  /// The columns of `PairFeature.all` that the score reads.
  ///
  /// The candidate's length is among those that hold cosines: longer accounts are likelier to have
  /// something in common with any.
  var columns: [Int] {
    PairFeature.all.indices.filter { place in
      let feature = PairFeature.all[place]
      switch (self, feature) {
      case (.size, .size): return true
      case (_, .size): return false
      case (.learned, _): return true
      case (.style, .characters(let order)): return order < 4
      case (.style, .functionWords), (.style, .marks), (.style, .shape), (.style, .habit),
        (.style, .length):
        return true
      case (.topic, .words), (.topic, .length): return true
      case (.timing, .hours), (.timing, .gaps): return true
      case (.names, .namePieces), (.names, .nameBeginning): return true
      default: return false
      }
    }
  }
}
