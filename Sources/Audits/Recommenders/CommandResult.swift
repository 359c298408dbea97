// SPDX-License-Identifier: Apache-2.0

public import Evidence

/// What a command that is no audit found and wrote: what `--json` prints for it.
public struct CommandResult: Equatable, Sendable {
  /// One file that was written.
  public struct Output: Equatable, Sendable {
    /// The file's path as given.
    public var path: String
    /// The digest of its bytes.
    public var digest: Digest

    /// Creates an output.
    public init(path: String, digest: Digest) {
      self.path = path
      self.digest = digest
    }
  }

  /// The command, such as `recommender train`.
  public var command: String
  /// The seed, where anything was drawn.
  public var seed: UInt64?
  /// Facts about inputs and settings, by stable name.
  public var facts: [String: String]
  /// Everything measured.
  public var measures: [Measurement]
  /// The files written.
  public var outputs: [Output]

  /// Creates a result.
  public init(
    command: String, seed: UInt64? = nil, facts: [String: String] = [:],
    measures: [Measurement] = [], outputs: [Output] = []
  ) {
    self.command = command
    self.seed = seed
    self.facts = facts
    self.measures = measures
    self.outputs = outputs
  }

  /// The result as a document of the schema `palimpsest.result/1`.
  public var json: JSONValue {
    [
      "schema": .string(Schema.result),
      "tool": .string(Tool.name),
      "command": .string(command),
      "seed": seed.map { .int($0) } ?? .null,
      "facts": .strings(facts),
      "measures": .array(measures.map(\.json)),
      "outputs": .array(
        outputs.map { ["path": .string($0.path), "digest": .string($0.digest.hex)] }),
    ]
  }
}
