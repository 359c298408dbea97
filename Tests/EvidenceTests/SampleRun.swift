// SPDX-License-Identifier: Apache-2.0

import Evidence
import Foundation
import Testing

/// A run of three units and one artefact, worked on the way an audit does.
enum SampleRun {
  static let plan: JSONValue = [
    "seed": 7, "erase": ["user:person-4711"], "model": ["factors": 32, "epochs": 20],
  ]
  static let details: JSONValue = ["input": "/data/person-4711/u.data"]
  static let units = ["gold/1", "gold/2", "unlearned"]

  static func begin(at path: String, force: Bool = false) throws -> RunStore {
    try RunStore.create(
      at: path, plan: plan,
      subjectKey: try #require(SubjectKey(hex: String(repeating: "5a", count: 32))),
      details: details, force: force)
  }

  /// Completes those of these units that are not yet.
  static func work(_ run: RunStore, units: some Sequence<String>) throws {
    for unit in units where run.completedUnits[unit] == nil {
      let files = try unit == "gold/1" ? writeGold(run) : [:]
      try run.appendUnit(
        id: unit, payload: ["score": 1.5, "subject": "person-4711"], files: files)
    }
  }

  /// Writes the artefact of the unit `gold/1`.
  @discardableResult
  static func writeGold(_ run: RunStore, _ text: String = "weights") throws -> [String: Digest] {
    let bytes = Array(text.utf8)
    let lineage = LineageRecord(
      digest: try Digest.sha256(bytes), kind: "recommender",
      inputs: [.init(role: "interactions", digest: try Digest.sha256("rows"))],
      command: "audit recommender", version: "palimpsest 0.1.0")
    return try run.writeArtefact("gold.bin", bytes: bytes, lineage: lineage)
  }

  /// Completes what is left and finishes.
  static func complete(_ run: RunStore, timing: Double = 1.5) throws -> RunBundle {
    try work(run, units: units)
    return try run.finish(
      document: Samples.document(timing: timing), report: Array("<p>done</p>".utf8),
      volatile: VolatileRecord(
        started: 1_000_000_000, finished: 1_000_000_060 + timing, host: ["cpus": "2"]))
  }
}

/// The bytes of every file under a folder by its path from there.
func contents(of folder: String) throws -> [String: Data] {
  var files: [String: Data] = [:]
  for name in try FileManager.default.subpathsOfDirectory(atPath: folder) {
    let path = "\(folder)/\(name)"
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue {
      files[name] = try Data(contentsOf: URL(fileURLWithPath: path))
    }
  }
  return files
}

/// Replaces a file's bytes.
func overwrite(_ path: String, _ text: String) throws {
  try Data(text.utf8).write(to: URL(fileURLWithPath: path))
}
