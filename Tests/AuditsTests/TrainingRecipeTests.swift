// SPDX-License-Identifier: Apache-2.0

import Audits
import Compute
import Evidence
import Recommenders
import Testing

@Suite struct TrainingRecipeTests {
  private let pairs = Interactions(
    pairs: (0..<40).flatMap { user in
      (0..<10).map { (user: "u\(user)", item: "i\((user + $0 * 3) % 25)") }
    })

  private var recipe: TrainingRecipe {
    var configuration = BPRConfiguration()
    configuration.factorCount = 5
    configuration.epochLimit = 3
    configuration.learningRate = 0.1 + 0.2
    configuration.negatives = .popularity
    return TrainingRecipe(configuration: configuration, seed: .max, validationShare: 0.15)
  }

  @Test func aHeaderGivesTheRecipeBack() throws {
    let trained = try recipe.train(recipe.split(pairs), kernels: .portable)
    let digest = try pairs.canonicalDigest()
    let header = recipe.header(of: trained.model, data: digest, kernels: .portable)
    let bytes = try ModelFile.encode(trained.model, header: header)
    let read = try ModelFile.decode(bytes)
    #expect(try TrainingRecipe(header: read.header, name: "m") == recipe)
    #expect(read.header.dataDigest == digest.hex)
    #expect(read.header.kernelSet == "portable")
  }

  @Test func aHeaderWithoutASettingIsRefused() throws {
    let trained = try recipe.train(recipe.split(pairs), kernels: .portable)
    var header = recipe.header(
      of: trained.model, data: try pairs.canonicalDigest(), kernels: .portable)
    header.configuration["patience"] = "soon"
    let error = #expect(throws: AuditError.self) { try TrainingRecipe(header: header, name: "m") }
    #expect(error?.code == "AUD006")
    #expect(error?.message.contains("patience") == true)
  }

  @Test(arguments: [
    ("factors", "0"), ("epochs", "0"), ("epochs", "100001"), ("learning-rate", "-1"),
    ("learning-rate", "inf"), ("regularization", "-0.5"), ("patience", "-1"),
    ("initial-scale", "nan"), ("validation-share", "-0.1"), ("validation-share", "1"),
    ("test-share", "nan"),
  ])
  func aHeaderOutOfRangeIsBadDataAndBlamesTheMember(member: String, value: String) throws {
    let trained = try recipe.train(recipe.split(pairs), kernels: .portable)
    var header = recipe.header(
      of: trained.model, data: try pairs.canonicalDigest(), kernels: .portable)
    if header.split[member] != nil {
      header.split[member] = value
    } else {
      header.configuration[member] = value
    }
    let error = #expect(throws: AuditError.self) { try TrainingRecipe(header: header, name: "m") }
    #expect(error?.code == "AUD006")
    #expect(error?.category == .badData)
    #expect(error?.message.contains("'\(member)'") == true)
    #expect(error?.message.contains("--") == false)
  }

  @Test func sharesOfAHeaderThatLeaveNothingAreBadData() throws {
    let trained = try recipe.train(recipe.split(pairs), kernels: .portable)
    var header = recipe.header(
      of: trained.model, data: try pairs.canonicalDigest(), kernels: .portable)
    header.split["validation-share"] = "0.9"
    header.split["test-share"] = "0.9"
    let error = #expect(throws: AuditError.self) { try TrainingRecipe(header: header, name: "m") }
    #expect(error?.code == "AUD006")
    #expect(error?.category == .badData)
  }

  @Test func theDigestIsThatOfTheSetAndNotOfItsOrder() throws {
    let reversed = Interactions(
      pairs: pairs.pairs.reversed().map {
        (pairs.users.identifiers[Int($0.user)], pairs.items.identifiers[Int($0.item)])
      })
    #expect(try reversed.canonicalDigest() == pairs.canonicalDigest())
    let fewer = pairs.filter { $0.user != 3 }
    #expect(try fewer.canonicalDigest() != pairs.canonicalDigest())
    // Rows without a pair are nobody.
    #expect(try fewer.canonicalDigest() == fewer.compacted().canonicalDigest())
    // printf 'user\titem\na\tb\n' | sha256sum
    let single = Interactions(pairs: [(user: "a", item: "b")])
    #expect(try single.canonicalDigest() == Digest.sha256("user\titem\na\tb\n"))
  }

  @Test func senselessHyperparametersAreUsageErrors() {
    let edits: [(inout BPRConfiguration) -> Void] = [
      { $0.factorCount = 0 }, { $0.epochLimit = 0 }, { $0.patience = -1 },
      { $0.learningRate = 0 }, { $0.learningRate = .nan }, { $0.regularization = -1 },
      { $0.initialScale = .infinity },
    ]
    for edit in edits {
      var recipe = recipe
      edit(&recipe.configuration)
      let error = #expect(throws: AuditError.self) { try recipe.check() }
      #expect(error?.category == .usage)
    }
  }
}
