// SPDX-License-Identifier: Apache-2.0

import Corpora

/// What shadow models are trained on, and what they are asked about.
struct ShadowMaterial: Sendable {
  /// One shadow model's training.
  struct Half {
    /// The documents, each once.
    var texts: [String] = []
    /// Places in `texts`, in the order of learning.
    var order: [Int] = []
  }

  /// What is drawn: pairs by the member's identifier, or texts by their side and place.
  let keys: [String]
  /// The texts that are asked about: members, then the others.
  let texts: [String]

  /// What is learnt besides, with the members in their places.
  private let documents: [String]
  private let order: [Int]
  /// Where the members of pairs stand in `documents`; nil for one that is not learnt.
  private let places: [Int?]
  private let isPaired: Bool

  /// Takes pairs of a corpus, and all that a model learns from it.
  ///
  /// - Parameters:
  ///   - pairs: The pairs.
  ///   - training: The corpus in its training order.
  init(_ pairs: [LabelledPair], _ training: TrainingTexts) {
    var places: [String: Int] = [:]
    for (place, document) in training.documents.enumerated() {
      places[document.identifier] = place
    }
    keys = pairs.map(\.member.identifier)
    texts = pairs.map(\.member.text) + pairs.map(\.twin.text)
    documents = training.documents.map(\.text)
    order = training.order
    self.places = pairs.map { places[$0.member.identifier] }
    isPaired = true
  }

  /// Takes texts of the user's own.
  init(members: [String], nonmembers: [String]) {
    keys =
      members.indices.map { "member \($0)" } + nonmembers.indices.map { "nonmember \($0)" }
    texts = members + nonmembers
    documents = texts
    order = Array(texts.indices)
    places = texts.indices.map(\.self)
    isPaired = false
  }

  /// What a model with these coins is trained on.
  ///
  /// - Parameter coins: `[keys]`; true for the member, or for a text that is in.
  /// - Returns: The documents and their order.
  func half(_ coins: [Bool]) -> Half {
    var half = Half(texts: documents, order: order)
    guard !isPaired else {
      for (pair, isMember) in coins.enumerated() where !isMember {
        if let place = places[pair] { half.texts[place] = texts[keys.count + pair] }
      }
      return half
    }
    half.order = order.filter { coins[$0] }
    half.texts = documents
    return half.compact
  }

  /// Whether a model with these coins was trained on each of `texts`.
  func inside(_ coins: [Bool]) -> [Bool] {
    isPaired ? coins + coins.map { !$0 } : coins
  }
}

extension ShadowMaterial.Half {
  /// The same without texts that are not learnt, of which a vocabulary must not know either.
  fileprivate var compact: ShadowMaterial.Half {
    var half = ShadowMaterial.Half()
    for place in order {
      half.order.append(half.texts.count)
      half.texts.append(texts[place])
    }
    return half
  }
}
