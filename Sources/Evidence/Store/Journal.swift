// SPDX-License-Identifier: Apache-2.0

import Glibc

/// The append-only record of the units that a run has completed.
///
/// Each line is `{"chain", "files", "id", "payload"}`, where `files` holds the digests of what the
/// unit wrote beside the journal and is left out where it wrote nothing. `chain` is the SHA-256 of
/// the previous line's chain (the plan's digest before the first) followed by the canonical bytes
/// of the other members. A line that was changed, removed or moved is therefore found, and a
/// journal cannot be continued under another plan. A last line without its newline was torn by a
/// kill and is dropped.
struct Journal: ~Copyable {
  /// A unit that was recorded.
  struct Unit: Sendable {
    /// What the unit found.
    var payload: JSONValue
    /// The digests of the files that it wrote, by path from the run's folder.
    var files: [String: Digest] = [:]
  }

  private let file: OwnedFile
  private var chain: Digest
  private var length: Int
  private(set) var units: [String: Unit] = [:]

  /// Opens or creates the journal at a path, for the plan with this digest.
  init(path: String, plan: Digest) throws(EvidenceError) {
    let content = StoredFile.exists(path) ? try StoredFile.read(path) : []
    var chain = plan
    var units: [String: Unit] = [:]
    let end = content.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    var start = 0
    var number = 1
    while start < end {
      let newline = content[start...].firstIndex(of: UInt8(ascii: "\n")) ?? end
      let name = "\(path):\(number)"
      let (id, unit) = try Journal.unit(Array(content[start..<newline]), name, &chain)
      guard units.updateValue(unit, forKey: id) == nil else { throw Journal.corrupt(name) }
      start = newline + 1
      number += 1
    }
    let opened = try OwnedFile(path, O_WRONLY | O_CREAT | O_APPEND)
    try Journal.cut(opened, to: end)
    file = opened
    self.chain = chain
    self.units = units
    length = end
  }

  /// Records a completed unit durably.
  mutating func append(id: String, _ unit: Unit) throws(EvidenceError) {
    guard units[id] == nil else {
      throw EvidenceError(
        .unitRepeated, "The unit '\(id)' was recorded already.",
        remedy: "Report this as a defect: a plan names each unit once.")
    }
    var record = Journal.body(id, unit)
    let next = try Journal.link(after: chain, record)
    record["chain"] = .string(next.hex)
    let line = try JSONValue.object(record).canonicalBytes() + [UInt8(ascii: "\n")]
    do throws(EvidenceError) {
      try file.write(line)
      try file.synchronize()
    } catch {
      try? Journal.cut(file, to: length)
      throw error
    }
    length += line.count
    chain = next
    units[id] = unit
  }

  /// Cuts off whatever follows the last whole line.
  private static func cut(_ file: borrowing OwnedFile, to length: Int) throws(EvidenceError) {
    guard ftruncate(file.descriptor, off_t(length)) == 0 else {
      throw OwnedFile.failure("shorten", file.path)
    }
  }

  /// Reads one line and moves the chain past it.
  private static func unit(_ line: [UInt8], _ name: String, _ chain: inout Digest)
    throws(EvidenceError) -> (id: String, unit: Unit)
  {
    guard let record = try? JSONValue(parsing: line, name: name), let id = record["id"]?.text,
      let payload = record["payload"], let stated = record["chain"]?.text,
      let digests = files(of: record)
    else { throw corrupt(name) }
    let unit = Unit(payload: payload, files: digests)
    chain = try link(after: chain, body(id, unit))
    guard stated == chain.hex else { throw corrupt(name) }
    return (id, unit)
  }

  /// The digests in a line; empty where it states none, and nil where one of them is no digest.
  private static func files(of record: JSONValue) -> [String: Digest]? {
    guard let stated = record["files"] else { return [:] }
    guard let members = stated.members else { return nil }
    let digests = members.compactMapValues { $0.text.flatMap { Digest(hex: $0) } }
    return digests.count == members.count ? digests : nil
  }

  /// What a line's chain covers: every member but the chain itself.
  private static func body(_ id: String, _ unit: Unit) -> [String: JSONValue] {
    var members: [String: JSONValue] = ["id": .string(id), "payload": unit.payload]
    if !unit.files.isEmpty {
      members["files"] = .object(unit.files.mapValues { .string($0.hex) })
    }
    return members
  }

  private static func link(after chain: Digest, _ body: [String: JSONValue])
    throws(EvidenceError) -> Digest
  {
    try Digest.sha256(chain.bytes + (try JSONValue.object(body).canonicalBytes()))
  }

  private static func corrupt(_ name: String) -> EvidenceError {
    EvidenceError(
      .journalCorrupt, "\(name) is not the line that was recorded.",
      remedy: "Start the run anew with --force.")
  }
}
