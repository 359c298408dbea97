// SPDX-License-Identifier: Apache-2.0

extension RunStore {
  /// Turns the run into a finished bundle: every file atomically, the manifest last.
  ///
  /// The journal goes, and private.json keeps the subject key alone. A kill before the manifest
  /// stands leaves a run that can be resumed; one after it leaves a finished run.
  ///
  /// - Parameters:
  ///   - document: The outcome; its timings go into volatile.json and nowhere else.
  ///   - report: The bytes of report.html, which must not depend on time or host.
  ///   - volatile: When and where the run took place.
  /// - Returns: The finished bundle.
  /// - Throws: `runFinished`, `bundleTampered` where an artefact is not the one that was written,
  ///   `notRepresentable`, or `inputOutput`.
  @discardableResult
  public func finish(document: AuditDocument, report: [UInt8], volatile: VolatileRecord)
    throws(EvidenceError) -> RunBundle
  {
    try requireUnfinished()
    var digests = try artefactDigests()
    for (name, bytes) in try contents(of: document, report: report) {
      try StoredFile.write(bytes, to: "\(path)/\(name)")
      digests[name] = try Digest.sha256(bytes)
    }
    var volatile = volatile
    volatile.timings += document.timings
    try write(volatile.json, RunLayout.volatile)
    let manifest = RunManifest(document: document, plan: planDigest, files: digests)
    try StoredFile.write(try manifest.bytes, to: "\(path)/\(RunLayout.manifest)")
    try closeJournal()
    try forgetPlan()
    return try RunBundle(at: path)
  }

  private func contents(of document: AuditDocument, report: [UInt8]) throws(EvidenceError)
    -> [(name: String, bytes: [UInt8])]
  {
    let measures: JSONValue = [
      "schema": .string(Schema.measures), "measures": .array(document.measures.map(\.json)),
    ]
    let series: JSONValue = [
      "schema": .string(Schema.series), "series": .array(document.series.map(\.json)),
    ]
    var findings: [UInt8] = []
    for finding in document.findings {
      findings += try finding.json.canonicalBytes() + [UInt8(ascii: "\n")]
    }
    return [
      (RunLayout.measures, try measures.readableBytes()),
      (RunLayout.series, try series.readableBytes()),
      (RunLayout.findings, findings),
      (RunLayout.report, report),
    ]
  }

  /// Rewrites private.json without plan and details.
  func forgetPlan() throws(EvidenceError) {
    guard plan != nil || details != nil else { return }
    let record = PrivateRecord(
      planDigest: planDigest, plan: nil, details: nil, subjectKey: subjectKey)
    let path = "\(path)/\(RunLayout.privateRecord)"
    try StoredFile.write(try record.json.readableBytes(), to: path, mode: 0o600)
  }

  private func write(_ json: JSONValue, _ name: String) throws(EvidenceError) {
    try StoredFile.write(try json.readableBytes(), to: "\(path)/\(name)")
  }
}
