// SPDX-License-Identifier: Apache-2.0

import Compute
import Recommenders
import Testing
import Unlearning

@Suite struct ReverseBPRTests {
  private let fixture: TrainedFixture

  init() throws { fixture = try TrainedFixture.shared.get() }

  private var requests: [ErasureRequest] {
    [fixture.interactions(every: 20), fixture.users, fixture.items, fixture.mixture]
  }

  @Test func theModelBeforeHasSomethingToForget() throws {
    for request in requests {
      let outcome = fixture.unlearn(request)
      for kind in request.kinds {
        let first = try #require(outcome.path.first { $0.kind == kind }?.areaUnderCurve)
        #expect(first > 0.53, "\(kind)")
      }
    }
  }

  @Test func erasedRowsAndNoOthersAreGone() {
    for request in requests {
      let names = fixture.names(of: request)
      let left = fixture.unlearn(request).model
      #expect(
        left.users.identifiers
          == fixture.model.users.identifiers.filter { !names.users.contains($0) })
      #expect(
        left.items.identifiers
          == fixture.model.items.identifiers.filter { !names.items.contains($0) })
    }
  }

  @Test func noErasedRowSurvivesUnderAnotherName() {
    let request = fixture.mixture
    let left = fixture.unlearn(request).model
    let kept =
      Set((0..<left.userTable.rowCount).map { Array(left.userTable.row($0)) })
      .union((0..<left.itemTable.rowCount).map { Array(left.itemTable.row($0)) })
    for user in request.users {
      #expect(!kept.contains(Array(fixture.model.userTable.row(Int(user)))))
    }
    for item in request.items {
      #expect(!kept.contains(Array(fixture.model.itemTable.row(Int(item)))))
    }
  }

  @Test func interactionsKeepEveryRow() {
    let left = fixture.unlearn(fixture.interactions(every: 20)).model
    #expect(left.users == fixture.model.users)
    #expect(left.items == fixture.model.items)
    #expect(left.userTable != fixture.model.userTable)
  }

  @Test func everyKindEndsAtParity() throws {
    for request in requests {
      let outcome = fixture.unlearn(request)
      #expect(outcome.stop == .parity, "\(request.kinds)")
      #expect(outcome.overForgotten == [])
      for kind in request.kinds {
        let area = try #require(outcome.path.last { $0.kind == kind }?.areaUnderCurve)
        #expect(area <= 0.5 && area >= UnlearningOutcome.overForgettingBound, "\(kind) \(area)")
      }
    }
  }

  @Test func smallRequestsMakeACalibratedNumberOfPasses() {
    var settings = fixture.settings
    settings.calibratedPasses = 3
    let outcome = fixture.unlearn(ErasureRequest(users: [4]), settings)
    #expect(outcome.stop == .calibrated)
    #expect(abs((outcome.passes[.users] ?? 0) - 3) < 1e-9)
    #expect(outcome.overForgotten == [])
  }

  @Test func aMixtureOfLargeAndSmallStopsEachInItsOwnWay() {
    var settings = fixture.settings
    settings.calibratedPasses = 2
    let request = ErasureRequest(
      users: [4], interactions: fixture.interactions(every: 20).interactions)
    let outcome = fixture.unlearn(request, settings)
    #expect(outcome.stop == .parity)
    #expect(abs((outcome.passes[.users] ?? 0) - 2) < 1e-9)
  }

  @Test func fixedPassesAreMadeExactlyWhateverTheArea() {
    for request in requests {
      var settings = fixture.settings
      settings.fixedPasses = 2
      let outcome = fixture.unlearn(request, settings)
      #expect(outcome.stop == .fixed)
      for kind in request.kinds { #expect(abs((outcome.passes[kind] ?? 0) - 2) < 1e-9) }
    }
  }

  @Test func aLimitOnPassesIsNotCalledParity() {
    var settings = fixture.settings
    settings.passLimit = 1
    settings.forgetRate = 1e-6
    #expect(fixture.unlearn(fixture.interactions(every: 20), settings).stop == .limit)
  }

  @Test func withoutValidationPairsNothingIsCalledParity() {
    let none = fixture.split.validation.filter { _ in false }
    let blind = InteractionSplit(
      train: fixture.split.train, validation: none, test: fixture.split.test)
    let outcome = fixture.unlearn(fixture.interactions(every: 20), split: blind)
    #expect(outcome.stop == .calibrated)
    #expect(outcome.stepCount > 0)
    #expect(outcome.path.allSatisfy { $0.areaUnderCurve == nil })
  }

  @Test(arguments: [PairwiseObjective.negated, .swapped])
  func manyPassesAreFlaggedAsOverForgetting(form: PairwiseObjective) {
    var settings = fixture.settings
    settings.form = form
    settings.fixedPasses = 40
    let outcome = fixture.unlearn(fixture.interactions(every: 20), settings)
    #expect(outcome.overForgotten == [.interactions])
    // Negative control: no pass at all is not.
    settings.fixedPasses = 0
    let untouched = fixture.unlearn(fixture.interactions(every: 20), settings)
    #expect(untouched.overForgotten == [])
    #expect(untouched.model == fixture.model)
  }

  @Test(arguments: KernelSet.allCases.filter(\.isSupported))
  func theSameSeedGivesTheSameBytes(kernels: KernelSet) {
    let request = fixture.mixture
    let first = fixture.unlearn(request, kernels: kernels)
    let second = fixture.unlearn(request, kernels: kernels)
    #expect(first.model == second.model)
    #expect(first.path == second.path)
    #expect(fixture.unlearn(request, seed: 2, kernels: kernels).model != first.model)
  }

  @Test func theTestPartIsNeverRead() {
    for request in requests {
      let split = fixture.split
      let none = split.test.filter { _ in false }
      let other = Interactions(
        users: split.test.users, items: split.test.items,
        pairs: (0..<150).map { Interaction(user: $0, item: ($0 * 7) % 100) })
      let expected = fixture.unlearn(request)
      for test in [none, other] {
        let changed = InteractionSplit(
          train: split.train, validation: split.validation, test: test)
        let outcome = fixture.unlearn(request, split: changed)
        #expect(outcome.model == expected.model)
        #expect(outcome.path == expected.path)
      }
    }
  }

  @Test func erasedRowsAreFrozenProbesAndNeverNegatives() {
    for request in [fixture.users, fixture.items, fixture.mixture] {
      for form in [PairwiseObjective.negated, .swapped] {
        var settings = fixture.settings
        settings.form = form
        settings.fixedPasses = 3
        let probed = ReverseBPR.probedModel(
          request, from: fixture.model, split: fixture.split, configuration: settings,
          seed: Seed(1), kernels: .portable)
        // An erased item's row would move if a repair drew it as a negative.
        for user in request.users {
          #expect(probed.userTable.row(Int(user)) == fixture.model.userTable.row(Int(user)))
        }
        for item in request.items {
          #expect(probed.itemTable.row(Int(item)) == fixture.model.itemTable.row(Int(item)))
        }
        #expect(probed.userTable != fixture.model.userTable)
        #expect(probed.itemTable != fixture.model.itemTable)
      }
    }
  }

  @Test func aReverseStepLeavesTheNegativeItemAlone() {
    // With no retained step and one form, only rows of erased pairs may move.
    var settings = fixture.settings
    settings.fixedPasses = 1
    settings.retainPerForget = 0
    settings.calibratedRetain = 0
    let pairs = fixture.split.train.pairs.prefix(3)
    let probed = ReverseBPR.probedModel(
      ErasureRequest(interactions: Array(pairs)), from: fixture.model, split: fixture.split,
      configuration: settings, seed: Seed(1), kernels: .portable)
    let items = Set(pairs.map { Int($0.item) })
    for item in 0..<fixture.model.items.count {
      let isUnchanged = probed.itemTable.row(item) == fixture.model.itemTable.row(item)
      #expect(isUnchanged == !items.contains(item))
    }
    let users = Set(pairs.map { Int($0.user) })
    for user in 0..<fixture.model.users.count {
      let isUnchanged = probed.userTable.row(user) == fixture.model.userTable.row(user)
      #expect(isUnchanged == !users.contains(user))
    }
  }

  @Test func aModelThatLacksAUserOrItemIsUnlearnedWithoutInventingThem() {
    let users = fixture.model.users.identifiers
    let items = fixture.model.items.identifiers
    let smaller = fixture.model.removing(users: [users[7]], items: [items[9]])
    let outcome = ReverseBPR.unlearn(
      fixture.users, from: smaller, split: fixture.split, configuration: fixture.settings,
      seed: Seed(1), kernels: .portable)
    #expect(outcome.model.users.position(of: users[7]) == nil)
    #expect(outcome.model.items.position(of: items[9]) == nil)
  }

  @Test func parityCostsLessThanTraining() {
    // Training made 60 passes over all training pairs.
    let trained = 60 * fixture.split.train.count
    for request in requests.prefix(3) {
      #expect(fixture.unlearn(request).stepCount < trained, "\(request.kinds)")
    }
  }
}
