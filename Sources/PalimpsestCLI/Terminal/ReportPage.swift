// SPDX-License-Identifier: Apache-2.0

import Evidence
import Reports

/// The report as a run's bundle holds it.
enum ReportPage {
  /// The page's bytes, without timings: a bundle's report depends on neither time nor host.
  static func bytes(of document: AuditDocument) -> [UInt8] {
    var document = document
    document.timings = []
    return Array(HTMLReport.render(document).utf8)
  }
}
