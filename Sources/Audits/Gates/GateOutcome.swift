// SPDX-License-Identifier: Apache-2.0

public import Evidence

/// What a gate found about a run.
public struct GateOutcome: Equatable, Sendable {
  /// The conditions, in the policy's order.
  public var criteria: [Criterion]

  /// `passed` where every required condition is met, else `failed`.
  public var verdict: Verdict {
    criteria.allSatisfy { $0.outcome == .met || !$0.required } ? .passed : .failed
  }

  /// The outcome as a document of the schema `palimpsest.gate/1`.
  ///
  /// - Parameters:
  ///   - bundle: Where the run's bundle lies.
  ///   - digest: The digest that stands for the bundle.
  /// - Returns: The document.
  public func json(bundle: String, digest: Digest) -> JSONValue {
    [
      "schema": .string(Schema.gate),
      "tool": .string(Tool.name),
      "bundle": .string(bundle),
      "digest": .string(digest.hex),
      "verdict": .string(verdict.rawValue),
      "criteria": .array(criteria.map(\.json)),
    ]
  }
}
