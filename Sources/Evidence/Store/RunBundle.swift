// SPDX-License-Identifier: Apache-2.0

/// A finished run, opened to be read; needs neither its private file nor a lock.
public struct RunBundle: Sendable {
  /// The bundle's folder.
  public let path: String
  private let manifest: RunManifest

  /// Opens a finished run; the manifest is checked against its own digest.
  ///
  /// - Parameter path: The run's folder.
  /// - Throws: `unknownRun`, `runUnfinished`, `unknownSchema`, or `bundleTampered`.
  public init(at path: String) throws(EvidenceError) {
    self.path = path
    manifest = try RunManifest(readingFrom: path)
  }

  /// The digest over the manifest, which stands for the whole bundle.
  public var digest: Digest {
    get throws(EvidenceError) { try manifest.digest }
  }

  /// The digest of the plan, in hexadecimal digits.
  public var planDigest: String { manifest.members["plan"]?.text ?? "" }

  /// The conclusion, where the manifest states a known one.
  public var verdict: Verdict? {
    manifest.members["verdict"]?.text.flatMap(Verdict.init(rawValue:))
  }

  /// The audit's kind, such as `audit recommender`.
  public var kind: String { manifest.members["kind"]?.text ?? "" }

  /// Recomputes the digest of every recorded file, and looks for artefacts that were not recorded.
  ///
  /// - Throws: `bundleTampered`, naming the first file, in the order of names, that does not match.
  public func verify() throws(EvidenceError) {
    try verify(reading: { _ in true })
  }

  /// Does what `verify` does but for the content of artefacts, which may be large.
  ///
  /// - Throws: `bundleTampered`, naming the first file, in the order of names, that does not match.
  func verifySmallFiles() throws(EvidenceError) {
    try verify(reading: { !RunLayout.isArtefact($0) })
  }

  /// Looks whether every recorded file is there and no other, and reads those that are wanted.
  private func verify(reading isWanted: (String) -> Bool) throws(EvidenceError) {
    let recorded = manifest.files
    let found = try RunLayout.artefacts(in: path)
    let names = Set(recorded.keys).union(found).sorted {
      $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
    for name in names {
      let path = "\(path)/\(name)"
      guard let stated = recorded[name], StoredFile.exists(path), !StoredFile.isFolder(path) else {
        throw RunManifest.tampered(path)
      }
      guard isWanted(name), try Digest.sha256(contentsOf: path).hex != stated else { continue }
      throw RunManifest.tampered(path)
    }
  }

  /// Reads the outcome back, once every recorded file, also those it does not come from, is checked.
  ///
  /// What is printed about a run vouches for the report and the models beside it, so a bundle with
  /// one changed byte is not read at all. Only volatile.json, which no digest covers, may differ.
  ///
  /// - Returns: The document that the run was finished with; without volatile.json, no timings.
  /// - Throws: `bundleTampered` where a file is not the one recorded.
  public func document() throws(EvidenceError) -> AuditDocument {
    try verify()
    let measures = try fields(RunLayout.measures, Schema.measures)
    let series = try fields(RunLayout.series, Schema.series)
    let heading = try JSONFields(
      .object(manifest.members), path: "\(path)/\(RunLayout.manifest)")
    return try AuditDocument(
      heading: heading,
      measures: measures.list("measures", Measurement.init(json:path:)),
      series: series.list("series", Series.init(json:path:)),
      findings: findings(), timings: volatile()?.timings ?? [])
  }

  /// When and where the run took place; nil where the file was not handed on.
  public func volatile() throws(EvidenceError) -> VolatileRecord? {
    try RunBundle.volatile(in: path)
  }

  /// When and where the run in a folder took place, whatever else of it is there.
  static func volatile(in folder: String) throws(EvidenceError) -> VolatileRecord? {
    let path = "\(folder)/\(RunLayout.volatile)"
    guard StoredFile.exists(path) else { return nil }
    return try VolatileRecord(json: try StoredFile.readJSON(path), path: path)
  }

  private func fields(_ name: String, _ schema: String) throws(EvidenceError) -> JSONFields {
    let path = "\(path)/\(name)"
    let json = try JSONValue(parsing: try checkedBytes(name), name: path)
    let fields = try JSONFields(json, path: path)
    try fields.require(schema: schema)
    return fields
  }

  private func findings() throws(EvidenceError) -> [Finding] {
    let lines = try checkedBytes(RunLayout.findings).split(separator: UInt8(ascii: "\n"))
    var findings: [Finding] = []
    for (index, line) in lines.enumerated() {
      let name = "\(path)/\(RunLayout.findings):\(index + 1)"
      findings.append(
        try Finding(json: try JSONValue(parsing: Array(line), name: name), path: name))
    }
    return findings
  }

  private func checkedBytes(_ name: String) throws(EvidenceError) -> [UInt8] {
    let path = "\(path)/\(name)"
    guard StoredFile.exists(path) else { throw RunManifest.tampered(path) }
    let bytes = try StoredFile.read(path)
    guard try Digest.sha256(bytes).hex == manifest.files[name] else {
      throw RunManifest.tampered(path)
    }
    return bytes
  }
}
