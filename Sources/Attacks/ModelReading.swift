// SPDX-License-Identifier: Apache-2.0

public import Recommenders

/// What one model answers to an `ErasureProbe`.
public struct ModelReading: Equatable, Sendable {
  /// One attack on the erased pairs of one kind.
  public struct Attack: Equatable, Sendable {
    /// Placements of matched erased pairs among their group's held-out pairs, in the probe's order.
    public let placements: [Double]
    /// The group of each placement, by position in the contrast.
    public let groups: [Int32]
    /// Scores of erased pairs, standardized by their group's held-out scores.
    public let memberScores: [Double]
    /// Scores of held-out pairs, standardized by the others of their group.
    public let nonMemberScores: [Double]

    /// Creates the record of an attack.
    public init(
      placements: [Double], groups: [Int32], memberScores: [Double], nonMemberScores: [Double]
    ) {
      self.placements = placements
      self.groups = groups
      self.memberScores = memberScores
      self.nonMemberScores = nonMemberScores
    }

    /// The mean placement: the AUC within groups; nil where nothing was matched.
    public var areaUnderCurve: Double? {
      placements.isEmpty ? nil : placements.reduce(0, +) / Double(placements.count)
    }
  }

  /// What was asked about one kind of erased pair.
  public struct KindReading: Equatable, Sendable {
    /// The kind.
    public let kind: ErasureRequest.Kind
    /// The membership attack on the model's own scores.
    public let matched: Attack
    /// The attack on a refitted row; nil for interactions, whose rows stay.
    public let foldIn: Attack?
    /// The AUC against random unobserved pairs, an invalid control; nil where none was drawn.
    public let randomAreaUnderCurve: Double?
    /// For each probed erased pair the share of unseen items that rank above it, in 0...1.
    public let recoveryRanks: [Double]

    /// Cosines between the vectors of the erased pairs' other side, pair by pair.
    ///
    /// Only where a single user or item is concerned; empty otherwise.
    public let geometry: [Double]
    /// The same between partners that the history never touched, as popular as those of `geometry`.
    public let controlGeometry: [Double]
    /// The matched attack on the row of the model before, carried over into this model's space.
    ///
    /// Nil for interactions, whose rows stay, and where the model before was not at hand.
    public let restored: Attack?

    /// Creates the record of a kind.
    public init(
      kind: ErasureRequest.Kind, matched: Attack, foldIn: Attack?, randomAreaUnderCurve: Double?,
      recoveryRanks: [Double], geometry: [Double] = [], controlGeometry: [Double] = [],
      restored: Attack? = nil
    ) {
      self.geometry = geometry
      self.controlGeometry = controlGeometry
      self.restored = restored
      self.kind = kind
      self.matched = matched
      self.foldIn = foldIn
      self.randomAreaUnderCurve = randomAreaUnderCurve
      self.recoveryRanks = recoveryRanks
    }
  }

  /// One element a kind in the request.
  public let kinds: [KindReading]
  /// Users with erased pairs, served with those pairs as the relevant items.
  public let forget: ServedUsers
  /// Users who keep an interaction, served with their test pairs.
  public let retain: ServedUsers
  /// Users named in the request or with erased pairs, served with their test pairs.
  public let heldOut: ServedUsers
  /// Erased users whose identifier the model still stores.
  public let storedUserCount: Int
  /// Erased items whose identifier the model still stores.
  public let storedItemCount: Int
  /// Erased items that stand in somebody's list.
  public let servedItemCount: Int

  /// For users who keep interactions, the mean placement of training among held-out pairs.
  ///
  /// A model that learned the held-out pairs too reads .5 here, where others read more.
  public let retainedPlacements: [Double]

  /// Creates a reading.
  public init(
    kinds: [KindReading], forget: ServedUsers, retain: ServedUsers, heldOut: ServedUsers,
    storedUserCount: Int, storedItemCount: Int, servedItemCount: Int,
    retainedPlacements: [Double]
  ) {
    self.retainedPlacements = retainedPlacements
    self.kinds = kinds
    self.forget = forget
    self.retain = retain
    self.heldOut = heldOut
    self.storedUserCount = storedUserCount
    self.storedItemCount = storedItemCount
    self.servedItemCount = servedItemCount
  }
}
