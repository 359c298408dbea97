// SPDX-License-Identifier: Apache-2.0

import Compute
import ConfigurationFiles
import Corpora
import Foundation
import TestSupport
import Testing

@Suite struct CorpusRecipeTests {
  static func read(_ text: String) throws(ConfigurationError) -> CorpusRecipe {
    try CorpusRecipe(ConfigurationNode(parsing: text, file: "r.yaml"))
  }

  static let folder = SuiteFolder.packageRoot(of: #filePath).path + "/Corpora/recipes/"
  static let head = "name: mine\nprofiles: 100\nlocales: [en_US]\n"

  @Test func aShortRecipeHasTheDefaults() throws {
    let recipe = try CorpusRecipeTests.read(CorpusRecipeTests.head)
    var expected = CorpusRecipe()
    expected.name = "mine"
    expected.profileCount = 100
    #expect(recipe == expected)
    #expect(recipe.asOf.text == "2026-01-01" && recipe.communitySize == 10)
    #expect(recipe.replicationClasses == [1, 5, 10, 25, 50])
  }

  @Test(arguments: ["panorama", "synthpai", "demo", "private"])
  func builtInRecipesAreReadAndComeBackFromJSON(name: String) throws {
    let recipe = try CorpusRecipe(contentsOf: CorpusRecipeTests.folder + "\(name).yaml")
    #expect(recipe.name == name)
    #expect(try CorpusRecipe(json: recipe.json, file: "manifest.json") == recipe)
    let layout = try LayoutCase.layout(recipe)
    #expect(layout.documentCount > 0 && layout.exampleCount > 0)
    #expect(try LayoutCase.layout(recipe.scaled(to: 3)).documentCount >= 0)
  }

  @Test func panoramaScalesInExactProportion() throws {
    let recipe = try CorpusRecipe(contentsOf: CorpusRecipeTests.folder + "panorama.yaml")
    #expect(try LayoutCase.layout(recipe).documentCount == 384_794)
    #expect(recipe.scaled(to: 9_674) == recipe)
    let doubled = recipe.scaled(to: 19_348)
    #expect(doubled.wantedCount(of: .social) == 176_816)
    // 88,408 * 1,000 / 9,674 = 9,138.7; 45,936 / 9.674 = 4,748.4.
    let small = recipe.scaled(to: 1_000)
    #expect(small.wantedCount(of: .social) == 9_139)
    #expect(small.wantedCount(of: .ad) == 4_748)
    #expect(small.wantedCount(of: .article) == 1_000)
  }

  @Test func synthPAIHasAsManyCommentsAsTheReleasedThreads() throws {
    let recipe = try CorpusRecipe(contentsOf: CorpusRecipeTests.folder + "synthpai.yaml")
    #expect(try LayoutCase.layout(recipe).documentCount(.thread) == 7_830)
  }

  @Test(arguments: [
    ("profile: 3\n", "r.yaml:4:1", "Did you mean"),
    ("profiles2: 3\n", "r.yaml:4:1", "Did you mean 'profiles'?"),
    ("community-size: 0\n", "r.yaml:4:17", "Write a number from 2 to 64."),
    ("community-size: 65\n", "r.yaml:4:17", "Write a number from 2 to 64."),
    ("replication: [1, 0]\n", "r.yaml:4:18", "Write a number from 1"),
    ("replication: [5, 1]\n", "r.yaml:4:18", "least to most"),
    ("replication: []\n", "r.yaml:4:14", "List 1 to 16"),
    ("documents:\n  socail: {total: 5}\n", "r.yaml:5:3", "Did you mean 'social'?"),
    ("documents:\n  social: {total: 0}\n", "r.yaml:5:19", "Write a number from 1"),
    ("documents:\n  social: {total: -5}\n", "r.yaml:5:19", "Write a number from 1"),
    ("documents:\n  social: {total: 2000000}\n", "r.yaml:5:19", "to 1000000."),
    ("documents:\n  social: {per-person: 0}\n", "r.yaml:5:24", "Write a number from"),
    ("documents:\n  social: {per-person: 1.00001}\n", "r.yaml:5:24", "Round it."),
    ("documents:\n  social: {}\n", "r.yaml:5:11", "total: COUNT"),
    ("documents:\n  social: {total: 1, per-person: 1}\n", "r.yaml:5:11", "total: COUNT"),
    ("unseen-share: 1\n", "r.yaml:4:15", "Write a number from 0.0 to 0.9."),
    ("forget-share: -0.1\n", "r.yaml:4:15", "Write a number from 0.0 to 0.5."),
    ("as-of: \"2026-02-30\"\n", "r.yaml:4:8", "2026-01-01"),
    ("threads: {per-community: 1, comments: 40, depth: 2, replies: 3}\n", "r.yaml:4:39", "13"),
    ("canaries: {per-class: 0, controls: 5}\n", "r.yaml:4:23", "Write a number from 1"),
    ("canaries: {per-class: 5}\n", "r.yaml:4:11", "Add 'controls'."),
    ("interactions: {items: 10}\n", "r.yaml:4:15", "half of the items"),
    ("interactions: {itms: 10}\n", "r.yaml:4:16", "Did you mean 'items'?"),
  ])
  func mistakesAreRefusedWithTheirPlace(line: String, place: String, remedy: String) {
    #expect {
      _ = try CorpusRecipeTests.read(CorpusRecipeTests.head + line)
    } throws: { error in
      let error = error as? ConfigurationError
      return error?.message.hasPrefix(place + ":") == true && error?.remedy.contains(remedy) == true
    }
  }

  @Test(arguments: [
    ("name: a\nprofiles: 0\nlocales: [en_US]\n", "r.yaml:2:11"),
    ("name: a\nprofiles: -3\nlocales: [en_US]\n", "r.yaml:2:11"),
    ("name: a\nprofiles: 1000000001\nlocales: [en_US]\n", "r.yaml:2:11"),
    ("name: a\nprofiles: 3\nlocales: []\n", "r.yaml:3:10"),
    ("name: a\nprofiles: 3\nlocales: [en_US, en_UK]\n", "r.yaml:3:18"),
    ("name: a\nprofiles: 3\nlocales: [en_US, en_US]\n", "r.yaml:3:18"),
    ("name: a/b\nprofiles: 3\nlocales: [en_US]\n", "r.yaml:1:7"),
    ("profiles: 3\nlocales: [en_US]\n", "r.yaml:1:1"),
    ("name: a\nprofiles: many\nlocales: [en_US]\n", "r.yaml:2:11"),
  ])
  func mistakesInTheHeadAreRefusedWithTheirPlace(text: String, place: String) {
    #expect {
      _ = try CorpusRecipeTests.read(text)
    } throws: {
      ($0 as? ConfigurationError)?.message.hasPrefix(place + ":") == true
    }
  }

  @Test func ratiosAreExact() {
    #expect(Ratio(6, 4) == Ratio(3, 2))
    #expect(Ratio(0, 7) == Ratio(0))
    var recipe = CorpusRecipe()
    recipe.profileCount = 1_000_000_000
    recipe.documents = [.social: .perPerson(Ratio(91_384, 10_000)), .ad: .perPerson(Ratio(1, 3))]
    #expect(recipe.wantedCount(of: .social) == 9_138_400_000)
    #expect(recipe.wantedCount(of: .ad) == 333_333_333)
    #expect(recipe.wantedCount(of: .chat) == 0)
  }
}
