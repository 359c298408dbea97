// SPDX-License-Identifier: Apache-2.0

import Compute
import Recommenders
import Testing

/// The lock-free trainer: against the same draws and steps written plainly, and as a learner.
@Suite struct FastBPRTrainerTests {
  static let supported = KernelSet.allCases.filter(\.isSupported)

  @Test(arguments: supported, NegativeSampling.allCases)
  func oneThreadEqualsThePlainLoop(kernels: KernelSet, negatives: NegativeSampling) {
    for factorCount in [1, 7, 15, 16, 17, 32, 50, 64, 128, 130] {
      let data = tastes(userCount: 40, itemCount: 60, perUser: 25)
      var configuration = BPRConfiguration()
      configuration.factorCount = factorCount
      configuration.negatives = negatives
      configuration.initialScale = 0.1
      let seed = Seed(UInt64(factorCount))
      var trainer = FastBPRTrainer(
        data, configuration: configuration, seed: seed, jobs: 1, kernels: kernels)
      trainer.run(epochs: 3)
      var plain = PlainLoop(data, configuration, seed: seed)
      plain.run(draws: 3 * data.count, seed: seed)
      #expect(trainer.rejectedCount == plain.rejectedCount)
      #expect(plain.rejectedCount > 0)
      let difference = plain.largestDifference(from: trainer.model)
      #expect(difference < 2e-4, "\(factorCount) factors")
    }
  }

  @Test func oneThreadIsReproducibleAndDrawsDoNotDependOnJobs() {
    let data = tastes(userCount: 300, itemCount: 200, perUser: 30)
    func trained(jobs: Int) -> (MatrixFactorization, Int) {
      var trainer = self.trainer(data, jobs: jobs)
      trainer.run(epochs: 20)
      return (trainer.model, trainer.rejectedCount)
    }
    let (first, second, shared) = (trained(jobs: 1), trained(jobs: 1), trained(jobs: 2))
    #expect(first == second)
    #expect(first.1 == shared.1)
  }

  @Test(arguments: NegativeSampling.allCases, [1, 2])
  func observedItemsRiseAboveOthers(negatives: NegativeSampling, jobs: Int) {
    let data = tastes(userCount: 200, itemCount: 100, perUser: 20)
    var configuration = BPRConfiguration()
    configuration.factorCount = 16
    configuration.negatives = negatives
    var trainer = self.trainer(data, configuration, jobs: jobs)
    let before = pairwiseAccuracy(trainer.model, data)
    trainer.run(epochs: 60)
    let after = pairwiseAccuracy(trainer.model, data)
    #expect(abs(before - 0.5) < 0.05)
    #expect(after > 0.9)
  }

  @Test func rowsWithoutInteractionsAndTheConstantStay() {
    let index = identifiers("u", 5)
    let data = Interactions(
      users: index, items: identifiers("i", 4),
      pairs: [Interaction(user: 1, item: 0), Interaction(user: 3, item: 2)])
    var configuration = BPRConfiguration()
    configuration.negatives = .popularity
    var trainer = self.trainer(data, configuration, jobs: 2)
    let before = trainer.model
    trainer.run(epochs: 50)
    let after = trainer.model
    for user in [0, 2, 4] { #expect(after.userTable.row(user) == before.userTable.row(user)) }
    #expect(after.userTable.row(1) != before.userTable.row(1))
    #expect((0..<5).allSatisfy { after.userTable.row($0).last == 1 })
    #expect(after.itemTable.row(1) == before.itemTable.row(1))
    #expect(after.itemTable.row(3) == before.itemTable.row(3))
  }

  @Test func nothingToLearnFromChangesNothing() {
    let data = Interactions(users: identifiers("u", 2), items: identifiers("i", 2), pairs: [])
    var trainer = self.trainer(data, jobs: 2)
    let before = trainer.model
    trainer.run(epochs: 3)
    #expect(trainer.model == before)
  }

  @Test func aUserWhoChoseEverythingIsAlwaysRejected() {
    let data = Interactions(
      users: identifiers("u", 1), items: identifiers("i", 900),
      pairs: (0..<900).map { Interaction(user: 0, item: $0) })
    for negatives in NegativeSampling.allCases {
      var configuration = BPRConfiguration()
      configuration.negatives = negatives
      var trainer = self.trainer(data, configuration, jobs: 1)
      trainer.run(epochs: 2)
      #expect(trainer.rejectedCount == 1800)
    }
  }

  private func trainer(
    _ data: Interactions, _ configuration: BPRConfiguration = BPRConfiguration(), jobs: Int
  ) -> FastBPRTrainer {
    FastBPRTrainer(
      data, configuration: configuration, seed: Seed(1), jobs: jobs, kernels: .best)
  }
}
