// SPDX-License-Identifier: Apache-2.0

import Attacks
import Compute
import TestSupport
import Testing

@Suite struct SubsetDesignTests {
  private static let names = (0..<50).map { "d\($0)" }

  @Test func everyPartHasTheSize() throws {
    let design = try SubsetDesign(identifiers: Self.names, seed: Seed(1))
    #expect(design.size == 35)
    for model in 0..<20 {
      #expect(design.isIncluded(model: model).count(where: \.self) == 35)
    }
  }

  /// Each example is in 700 of 1000 parts, within five standard errors of sqrt(1000 * .7 * .3) = 14.5;
  /// two are both in 1000 * .7 * 34/49 = 485.7 of them.
  @Test func partsAreUniform() throws {
    let design = try SubsetDesign(identifiers: Self.names, seed: Seed(2))
    let parts = (0..<1000).map { design.isIncluded(model: $0) }
    for place in Self.names.indices {
      #expect(abs(parts.count { $0[place] } - 700) < 73, "\(place)")
    }
    let both = parts.count { $0[3] && $0[17] }
    #expect(abs(Double(both) - 485.7) < 5 * 15.8)
  }

  /// Without one example, each part loses it or one other, and takes one in for it at most.
  @Test func leavingAnExampleOutMovesAtMostOneOther() throws {
    let design = try SubsetDesign(identifiers: Self.names, share: 0.5, seed: Seed(3))
    var names = Self.names
    names.remove(at: 7)
    let smaller = try SubsetDesign(identifiers: names, share: 0.5, seed: Seed(3))
    for model in 0..<100 {
      var whole = design.isIncluded(model: model)
      whole.remove(at: 7)
      let changes = zip(whole, smaller.isIncluded(model: model)).count { $0 != $1 }
      #expect(changes <= 1, "\(model)")
    }
  }

  /// 1/(.3 * 2000) + 1/(.7 * 2000) + exp(-.3 * 2000 / 16) / 2, whichever side the share is on.
  @Test func theBoundIsThatOfThePaper() throws {
    let bound = 1 / 600.0 + 1 / 1400.0 + 2.5884e-17
    for share in [0.3, 0.7] {
      let design = try SubsetDesign(identifiers: Self.names, share: share, seed: Seed(1))
      expectClose(design.squaredErrorBound(modelCount: 2000), bound, relative: 1e-6)
    }
  }

  @Test func whatCannotBeDrawnIsRefused() {
    expectCode("ATK002") {
      try SubsetDesign(identifiers: ["a", "b"], share: 0.9, seed: Seed(1))
    }
    expectCode("ATK002") {
      try SubsetDesign(identifiers: ["a", "b", "a"], share: 0.5, seed: Seed(1))
    }
    expectCode("ATK002") {
      try SubsetDesign(identifiers: ["a", "b"], share: .nan, seed: Seed(1))
    }
  }
}
