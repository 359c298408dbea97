// SPDX-License-Identifier: Apache-2.0

import Compute
import Recommenders
import Testing

@Suite struct BPRTrainingTests {
  private let data = tastes(userCount: 40, itemCount: 40, perUser: 12)

  private var configuration: BPRConfiguration {
    var configuration = BPRConfiguration()
    configuration.factorCount = 8
    configuration.epochLimit = 12
    configuration.patience = 3
    return configuration
  }

  private func train(
    _ data: Interactions, _ configuration: BPRConfiguration? = nil, seed: UInt64 = 1,
    kernels: KernelSet = .portable, jobs: Int = 1
  ) throws -> TrainedModel {
    try TrainedModel.train(
      InteractionSplit(data, seed: Seed(1)), configuration: configuration ?? self.configuration,
      seed: Seed(seed), kernels: kernels, jobs: jobs)
  }

  @Test(arguments: KernelSet.allCases.filter(\.isSupported))
  func aSeedGivesTheSameBytesAtAnyJobCount(kernels: KernelSet) throws {
    let first = try train(data, kernels: kernels)
    let second = try train(data, kernels: kernels, jobs: 3)
    #expect(first.model == second.model)
    #expect(first.validation == second.validation)
    #expect(try train(data, seed: 2, kernels: kernels).model != first.model)
  }

  @Test func theOrderOfRowsAndRepeatsChangeNothing() throws {
    var generator = SeededGenerator(seed: Seed(5))
    var rows = data.compacted().pairs.map { pair in
      (
        user: data.compacted().users.identifiers[Int(pair.user)],
        item: data.compacted().items.identifiers[Int(pair.item)]
      )
    }
    let ordered = try train(Interactions(pairs: rows))
    rows += rows.prefix(50)
    generator.shuffle(&rows)
    #expect(try train(Interactions(pairs: rows)).model == ordered.model)
  }

  @Test func exactRetrainingIsTrainingOnAFileWithoutTheRows() throws {
    let gone = Set(data.pairs.enumerated().filter { $0.offset % 9 == 0 }.map(\.element))
    let names = data.pairs.filter { !gone.contains($0) && $0.user != 3 && $0.item != 5 }.map {
      (user: data.users.identifiers[Int($0.user)], item: data.items.identifiers[Int($0.item)])
    }
    let file = try train(Interactions(pairs: names.reversed()))
    let retained = InteractionSplit(data, seed: Seed(1)).removing {
      gone.contains($0) || $0.user == 3 || $0.item == 5
    }
    let exact = try TrainedModel.train(
      retained.compacted(), configuration: configuration, seed: Seed(1), kernels: .portable)
    #expect(exact.model == file.model)
    #expect(exact.validation == file.validation)
    #expect(exact.model.users.position(of: data.users.identifiers[3]) == nil)
  }

  @Test func earlyStoppingKeepsTheBestPass() throws {
    var configuration = configuration
    configuration.epochLimit = 60
    configuration.learningRate = 0.3
    let trained = try train(data, configuration)
    #expect(trained.epochCount < 60)
    #expect(trained.epochCount == trained.bestEpoch + configuration.patience)
    #expect(trained.validation.count == trained.epochCount)
    let best = try #require(trained.validation.max())
    #expect(trained.validation.firstIndex(of: best) == trained.bestEpoch - 1)
    // The kept model is the one that so many passes without early stopping give.
    var exactly = configuration
    exactly.patience = 0
    exactly.epochLimit = trained.bestEpoch
    let plain = try train(data, exactly)
    #expect(plain.model == trained.model)
    #expect(plain.bestEpoch == trained.bestEpoch)
    #expect(plain.validation == [])
  }

  @Test func validationPairsChooseThePassAndTestPairsNothing() throws {
    let split = InteractionSplit(data, seed: Seed(1))
    let none = split.test.filter { _ in false }
    let blind = InteractionSplit(train: split.train, validation: split.validation, test: none)
    let trained = try TrainedModel.train(
      blind, configuration: configuration, seed: Seed(1), kernels: .portable)
    #expect(try train(data).model == trained.model)
  }

  @Test func withoutValidationPairsEveryPassIsMade() throws {
    let split = InteractionSplit(data, seed: Seed(1), validationShare: 0)
    let trained = try TrainedModel.train(
      split, configuration: configuration, seed: Seed(1), kernels: .portable)
    #expect(trained.epochCount == configuration.epochLimit)
    #expect(trained.bestEpoch == configuration.epochLimit)
  }

  @Test func trainingLearnsTheTastes() throws {
    let untrained = MatrixFactorization(
      users: data.users, items: data.items, factorCount: 8, scale: 0.1, seed: Seed(1))
    var longer = configuration
    longer.epochLimit = 80
    longer.patience = 0
    let trained = try train(data, longer).model
    #expect(pairwiseAccuracy(trained, data) > 0.75)
    #expect(abs(pairwiseAccuracy(untrained, data) - 0.5) < 0.1)
  }

  @Test func nothingToLearnFromIsRefused() {
    let empty = InteractionSplit(data.filter { _ in false }, seed: Seed(1))
    let error = #expect(throws: RecommenderError.self) {
      try TrainedModel.train(
        empty, configuration: configuration, seed: Seed(1), kernels: .portable)
    }
    #expect(error?.code == "REC020")
  }
}
