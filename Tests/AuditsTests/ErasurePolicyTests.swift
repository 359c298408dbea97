// SPDX-License-Identifier: Apache-2.0

import Audits
import ConfigurationFiles
import Foundation
import TestSupport
import Testing

@Suite struct ErasurePolicyTests {
  private var shipped: String {
    get throws {
      let file = SuiteFolder.packageRoot(of: #filePath)
        .appendingPathComponent("Policies/gates/erasure-recommender.yaml")
      return try String(contentsOf: file, encoding: .utf8)
    }
  }

  private func policy(_ text: String) throws -> ErasurePolicy {
    try TemporaryFolder.with { folder in
      try ErasurePolicy(contentsOf: folder.write(text, to: "policy.yaml"))
    }
  }

  @Test func theShippedPolicyHasTheThresholdsOfTheContract() throws {
    let policy = try policy(shipped)
    #expect(policy.attackMargin == 0.03)
    #expect(policy.residue == 0.015)
    #expect(policy.validOnGold == 0.47...0.53)
    #expect(policy.forgetRecallMargin == 0.03)
    #expect(policy.resamples >= 1000)
    #expect(policy.goldsAtLeast >= 2)
  }

  @Test(arguments: [
    "margin:", "resamples:", "geometry-at-most:", "held-out-share:", "over-forgetting:",
    "concentration-at-least:",
  ])
  func anUnknownKeyIsRefusedWithItsPlace(key: String) throws {
    let typo = String(key.dropLast(2)) + "x:"
    let text = try shipped.replacingOccurrences(of: key, with: typo)
    let error = #expect(throws: ConfigurationError.self) { try policy(text) }
    #expect(error?.message.contains("policy.yaml") == true)
  }

  @Test func anAdditionalKeyIsRefused() throws {
    let text = try shipped + "\nhonour-everything: true\n"
    let error = #expect(throws: ConfigurationError.self) { try policy(text) }
    #expect(error?.message.contains("honour-everything") == true)
  }

  @Test(arguments: [
    ("margin: 0.03", "margin: much"), ("margin: 0.03", "margin: -0.1"),
    ("[0.47, 0.53]", "[0.53, 0.47]"), ("[0.47, 0.53]", "0.5"), ("[0.47, 0.53]", "[0.5]"),
    ("golds-at-least: 2", "golds-at-least: 0"), ("resamples: 2000", "resamples: 1.5"),
    ("resamples: 2000", ""),
  ])
  func valuesOutOfRangeAreRefused(change: (from: String, to: String)) throws {
    let text = try shipped.replacingOccurrences(of: change.from, with: change.to)
    #expect(try text != shipped)
    #expect(throws: ConfigurationError.self) { try policy(text) }
  }
}
