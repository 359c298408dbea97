// SPDX-License-Identifier: Apache-2.0

import Evidence

/// A document in which every list is empty.
enum Bare {
  static let document = AuditDocument(
    tool: "palimpsest 0.1.0", kind: "gate", seed: 0, verdict: .passed, reasons: [], criteria: [],
    account: Account(asked: "", done: "", tested: "", shows: "", cannotShow: ""), facts: [:],
    measures: [], series: [], findings: [], timings: [])
}
