// SPDX-License-Identifier: Apache-2.0

import Compute
import Corpora

/// Small recipes and layouts, and everything of a layout counted out one by one.
enum LayoutCase {
  static let attributes: [Attribute] = [.city, .jobTitle, .email, .phone, .age, .interest, .school]

  /// Focus lists of different lengths for all kinds.
  static let focuses = Dictionary(
    uniqueKeysWithValues: DocumentKind.allCases.map {
      ($0, Array(attributes.prefix(2 + $0.index % 6)))
    })

  static func recipe(
    people: Int, locales: Int = 3, size: Int = 10, social: Int = 0, articles: Int = 0,
    commentsPerCommunity: Int = 0
  ) -> CorpusRecipe {
    var recipe = CorpusRecipe()
    recipe.profileCount = people
    recipe.locales = Array(LocaleCode.allCases.prefix(locales))
    recipe.communitySize = size
    recipe.documents = [.social: .total(social), .article: .total(articles)]
    recipe.threads.perCommunity = commentsPerCommunity
    recipe.threads.commentCount = 1
    return recipe
  }

  /// Layouts of many shapes: sizes of people, locales and communities that fit badly.
  static let all: [CorpusRecipe] = {
    var recipes: [CorpusRecipe] = []
    for people in [1, 2, 7, 10, 11, 20, 21, 30, 39, 40, 97, 200, 205, 421, 800] {
      for (locales, size) in [(1, 10), (2, 4), (3, 10), (8, 2), (8, 7), (5, 1)] {
        var recipe = recipe(
          people: people, locales: locales, size: size, social: people * 9 + 4, articles: people,
          commentsPerCommunity: 11)
        recipe.documents[.ad] = .perPerson(Ratio(1, 3))
        recipe.unseenShare = people % 2 == 0 ? Ratio(1, 10) : Ratio(2, 5)
        recipe.forgetShare = Ratio(1, people % 5 + 3)
        recipe.canaries.perClass = people % 3
        recipe.canaries.controlCount = 2
        recipe.replicationClasses = people % 2 == 0 ? [1, 5, 10, 25, 50] : [2, 3, 7]
        recipes.append(recipe)
      }
    }
    return recipes
  }()

  static func layout(_ recipe: CorpusRecipe, seed: Int = 7) throws(CorpusError) -> CorpusLayout {
    try CorpusLayout(recipe: recipe, seed: Seed(UInt64(seed)), focuses: focuses)
  }

  /// A document with what the plan says of it.
  struct Planned {
    let community: Int
    let address: DocumentAddress
    let assignment: DocumentAssignment
  }

  /// All documents, community by community.
  static func documents(of layout: CorpusLayout) -> [Planned] {
    var documents: [Planned] = []
    for community in 0..<layout.communityCount {
      layout.assignments(of: community) { assignment in
        let address: DocumentAddress =
          assignment.seat < 0
          ? .communal(
            community: community, kind: assignment.kind, number: assignment.number)
          : .personal(
            person: layout.firstPerson(of: community) + assignment.seat, kind: assignment.kind,
            number: assignment.number)
        documents.append(Planned(community: community, address: address, assignment: assignment))
      }
    }
    return documents
  }
}
