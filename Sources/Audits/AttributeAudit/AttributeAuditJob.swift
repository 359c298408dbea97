// SPDX-License-Identifier: Apache-2.0

import Compute
public import Evidence
import Recommenders

/// Everything that an audit of what a recommender tells of people is asked to do.
public struct AttributeAuditJob: Equatable, Sendable {
  /// The data, the model or how it is trained, what is erased where something is, users' attributes.
  public var recommender: RecommenderAuditJob
  /// The attributes to tell, by column; none means every column that can be told.
  public var columns: [String] = []

  /// Creates a job.
  ///
  /// - Parameter recommender: The job; its policy is a gate's, and its attributes are needed.
  public init(_ recommender: RecommenderAuditJob) {
    self.recommender = recommender
  }

  /// The kind of audit, as documents and private files name it.
  public static let kind = "audit attributes"

  /// Whether something is erased, so that models before and after are compared.
  public var isErasing: Bool { !recommender.erase.isEmpty || recommender.eraseFile != nil }

  /// The job as a run's private file keeps it, with named subjects as digests.
  func json(erase: [String]) -> JSONValue {
    var members = recommender.json(erase: erase).members ?? [:]
    members["kind"] = .string(AttributeAuditJob.kind)
    members["columns"] = .array(columns.map(JSONValue.string))
    return .object(members)
  }

  /// Reads what a run's private file keeps; named subjects are revealed when the audit is opened.
  ///
  /// - Parameter details: The details of an unfinished run.
  /// - Throws: `AuditError` for details that this version did not write.
  public init(resuming details: JSONValue) throws(AuditError) {
    self.init(try RecommenderAuditJob(resuming: details))
    do {
      columns = try JSONFields(details, path: "private.json: details").strings("columns")
    } catch {
      throw AuditError(error)
    }
    // The erased are named by digests until the data are there.
    recommender.erase = details["erase"]?.elements?.compactMap(\.text) ?? []
  }
}
