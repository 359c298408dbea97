// SPDX-License-Identifier: Apache-2.0

public import ConfigurationFiles

/// The thresholds under which an erasure counts as honoured, as a policy file states them.
public struct ErasurePolicy: Equatable, Sendable {
  /// The largest difference in attack AUC that counts as none.
  public var attackMargin: Double
  /// The difference in attack AUC above which residue is proven.
  public var residue: Double
  /// How far below Gold earlier rows that are put back must read to prove over-forgetting.
  public var overForgetting: Double
  /// Where an attack's AUC on Gold must lie for the attack to be valid.
  public var validOnGold: ClosedRange<Double>
  /// The share of Gold's excess over .5 that the AUC of retained against held-out pairs must reach.
  public var heldOutShare: Double
  /// The largest difference in forget recall that counts as none.
  public var forgetRecallMargin: Double
  /// The smallest share of Gold's retain recall.
  public var recallAtLeast: Double
  /// The smallest share of Gold's retain NDCG.
  public var ndcgAtLeast: Double
  /// The share of Gold's retain recall below which an earlier model is not believed to be one.
  public var beforeAtLeast: Double
  /// The largest distance of item vectors from Gold, in units of the largest distance between Golds.
  public var geometryAtMost: Double
  /// How many times as far as others' the vectors concerned must have moved from before.
  public var concentrationAtLeast: Double
  /// The erased pairs below which one history is too short for structure as well.
  public var pairsAtLeast: Int
  /// The number of Golds that a verdict of honoured needs.
  public var goldsAtLeast: Int
  /// Bootstrap resamples of every interval.
  public var resamples: Int

  /// Reads a policy file.
  ///
  /// - Parameter path: The YAML file.
  /// - Throws: `ConfigurationError` with file, line and column.
  public init(contentsOf path: String) throws(ConfigurationError) {
    try self.init(ConfigurationNode(contentsOf: path))
  }

  /// Reads a parsed policy.
  public init(_ node: ConfigurationNode) throws(ConfigurationError) {
    var top = try node.mapping()
    var attack = try top.require("attack").mapping()
    attackMargin = try attack.require("margin").double(in: 0...0.5)
    residue = try attack.require("residue").double(in: 0...0.5)
    overForgetting = try attack.require("over-forgetting").double(in: 0...0.5)
    let band = try attack.require("valid-on-gold")
    let ends = try band.list()
    guard ends.count == 2 else {
      throw band.error("a band has two ends.", remedy: "Write [0.47, 0.53].")
    }
    let lower = try ends[0].double(in: 0...1)
    validOnGold = try lower...ends[1].double(in: lower...1)
    heldOutShare = try attack.require("held-out-share").double(in: 0...1)
    try attack.finish()
    var recall = try top.require("forget-recall").mapping()
    forgetRecallMargin = try recall.require("margin").double(in: 0...1)
    try recall.finish()
    var utility = try top.require("utility").mapping()
    recallAtLeast = try utility.require("recall-at-least").double(in: 0...1)
    ndcgAtLeast = try utility.require("ndcg-at-least").double(in: 0...1)
    beforeAtLeast = try utility.require("before-at-least").double(in: 0...1)
    try utility.finish()
    var person = try top.require("one-person").mapping()
    geometryAtMost = try person.require("geometry-at-most").double(in: 0...10)
    concentrationAtLeast = try person.require("concentration-at-least").double(in: 1...1000)
    pairsAtLeast = try person.require("pairs-at-least").int(in: 2...1000)
    try person.finish()
    goldsAtLeast = try top.require("golds-at-least").int(in: 1...1000)
    resamples = try top.require("resamples").int(in: 200...1_000_000)
    try top.finish()
  }
}
