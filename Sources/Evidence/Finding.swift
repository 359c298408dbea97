// SPDX-License-Identifier: Apache-2.0

/// One located fact about one subject or record, without any personal value.
public struct Finding: Equatable, Sendable {
  /// Identifier unique in the bundle.
  public var id: String
  /// The risk it belongs to: memorize, member, attribute, link, erasure or flow.
  public var risk: String
  /// The kind of thing it is about: user, item, interaction, file.
  public var unit: String
  /// What was found: stable lower-case word with hyphens.
  public var outcome: String
  /// Where: a model, file or measure name; never a personal value.
  public var location: String
  /// The keyed digest of the subject's identifier.
  public var digest: String
  /// The identifier masked for display, or itself where values may be shown.
  public var masked: String

  /// Creates a finding.
  public init(
    id: String, risk: String, unit: String, outcome: String, location: String, digest: String,
    masked: String
  ) {
    self.id = id
    self.risk = risk
    self.unit = unit
    self.outcome = outcome
    self.location = location
    self.digest = digest
    self.masked = masked
  }
}
