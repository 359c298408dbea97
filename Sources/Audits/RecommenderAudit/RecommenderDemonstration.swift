// SPDX-License-Identifier: Apache-2.0

import Compute
import Corpora
import Evidence
import Foundation
import Recommenders

/// A synthetic population to try an audit on: `demo recommender`.
public struct RecommenderDemonstration: Sendable {
  /// The interactions that a person who asks to be erased has at least.
  private static let leastHistory = 50

  /// The file of interactions.
  public let data: String
  /// The file of users' attributes.
  public let attributes: String
  /// Somebody with a history of some length, who asks to be erased.
  public let person: String

  /// Makes up a population and writes it; files of a former demonstration are replaced.
  ///
  /// - Parameters:
  ///   - folder: Where the files go; made where it is not there.
  ///   - seed: The seed of all draws.
  ///   - jobs: The largest number of users drawn for at once; changes no result.
  /// - Throws: `AuditError` where the disk refuses.
  public init(writingTo folder: String, seed: UInt64, jobs: Int) throws(AuditError) {
    data = "\(folder)/interactions.tsv"
    attributes = "\(folder)/users.tsv"
    do {
      let population = try SyntheticInteractions(seed: Seed(seed), jobs: jobs)
      let interactions = Interactions(pairs: population.rows)
      let users = population.users.map { ([$0.id] + $0.values).joined(separator: "\t") + "\n" }
      let heading = (["user"] + population.attributeNames).joined(separator: "\t") + "\n"
      person = RecommenderDemonstration.person(in: interactions, seed: Seed(seed))
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
      try RecommenderDemonstration.write(
        try InteractionWriter(.tsv).encode(interactions), "interactions", to: data)
      try RecommenderDemonstration.write(
        Array((heading + users.joined()).utf8), "user-attributes", to: attributes)
    } catch let error as CocoaError {
      throw AuditError(
        "AUD016", .inputOutput, "The folder \(folder) cannot be made.",
        remedy: "Choose another with --out.", cause: error.localizedDescription)
    } catch {
      throw AuditError(any: error)
    }
  }

  private static func write(_ bytes: [UInt8], _ kind: String, to path: String)
    throws(EvidenceError)
  {
    try StoredFile.write(bytes, to: path)
    let record = LineageRecord(
      digest: try Digest.sha256(bytes), kind: kind, inputs: [],
      command: "palimpsest demo recommender", version: Tool.name)
    try record.write(beside: path)
  }

  /// The user with the lowest draw among those with a long enough history.
  private static func person(in interactions: Interactions, seed: Seed) -> String {
    let draws = seed.derive("demo-person")
    let users = interactions.users.identifiers.enumerated().filter {
      interactions.items(of: $0.offset).count >= leastHistory
    }
    return users.min { draws.key(for: $0.element) < draws.key(for: $1.element) }?.element
      ?? interactions.users.identifiers[0]
  }
}
