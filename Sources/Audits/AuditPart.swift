// SPDX-License-Identifier: Apache-2.0

import Evidence

/// A part of an audit with units of work and measures of its own, beside the reading of texts.
///
/// A part is made when the audit's inputs are opened, and holds what it needs. What its units record
/// is numbers and digests, never a text or a name: the journal is evidence.
protocol AuditPart: Sendable {
  /// The first half of its units' names in the journal, such as `samples`; no two parts share one.
  var name: String { get }
  /// The number of its units; 0 where there is nothing to do.
  var unitCount: Int { get }
  /// The most sequences that the model is asked to score or to continue.
  var passCount: Int { get }

  /// Does one unit of work.
  ///
  /// - Parameter place: Which, in `0..<unitCount`.
  /// - Returns: What the journal keeps; the same whatever other units are under way.
  /// - Throws: What asking the model throws; a capability that is too low is no error but a reason
  ///   in the record.
  func record(of place: Int) async throws(AuditError) -> JSONValue

  /// Tells what the units found.
  ///
  /// - Parameter records: The records of all units, in order.
  /// - Returns: What goes into the document.
  /// - Throws: `AuditError` for records that this version did not write.
  func results(of records: [JSONValue]) throws(AuditError) -> PartResults
}

/// What a part of an audit adds to its document.
struct PartResults: Sendable {
  /// Measures, missing ones with their reason.
  var measures: [Measurement] = []
  /// Curves and distributions.
  var series: [Series] = []
  /// What was found about single units, masked.
  var findings: [Finding] = []
  /// Facts about settings and what was counted.
  var facts: [String: String] = [:]
}
