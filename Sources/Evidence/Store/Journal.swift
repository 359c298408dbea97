// SPDX-License-Identifier: Apache-2.0

import Glibc

/// The append-only record of the units that a run has completed.
///
/// Each line is `{"chain", "id", "payload"}`; `chain` is the SHA-256 of the previous line's chain
/// (the plan's digest before the first) followed by the canonical bytes of `{"id", "payload"}`. A
/// line that was changed, removed or moved is therefore found, and a journal cannot be continued
/// under another plan. A last line without its newline was torn by a kill and is dropped.
struct Journal: ~Copyable {
  private let file: OwnedFile
  private var chain: Digest
  private var length: Int
  private(set) var units: [String: JSONValue] = [:]

  /// Opens or creates the journal at a path, for the plan with this digest.
  init(path: String, plan: Digest) throws(EvidenceError) {
    let content = StoredFile.exists(path) ? try StoredFile.read(path) : []
    var chain = plan
    var units: [String: JSONValue] = [:]
    let end = content.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    var start = 0
    var number = 1
    while start < end {
      let newline = content[start...].firstIndex(of: UInt8(ascii: "\n")) ?? end
      let name = "\(path):\(number)"
      let (id, payload) = try Journal.unit(Array(content[start..<newline]), name, &chain)
      guard units.updateValue(payload, forKey: id) == nil else { throw Journal.corrupt(name) }
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
  mutating func append(id: String, payload: JSONValue) throws(EvidenceError) {
    guard units[id] == nil else {
      throw EvidenceError(
        .unitRepeated, "The unit '\(id)' was recorded already.",
        remedy: "Report this as a defect: a plan names each unit once.")
    }
    let next = try Journal.link(after: chain, id: id, payload: payload)
    let record: JSONValue = [
      "chain": .string(next.hex), "id": .string(id), "payload": payload,
    ]
    let line = try record.canonicalBytes() + [UInt8(ascii: "\n")]
    do throws(EvidenceError) {
      try file.write(line)
      try file.synchronize()
    } catch {
      try? Journal.cut(file, to: length)
      throw error
    }
    length += line.count
    chain = next
    units[id] = payload
  }

  /// Cuts off whatever follows the last whole line.
  private static func cut(_ file: borrowing OwnedFile, to length: Int) throws(EvidenceError) {
    guard ftruncate(file.descriptor, off_t(length)) == 0 else {
      throw OwnedFile.failure("shorten", file.path)
    }
  }

  /// Reads one line and moves the chain past it.
  private static func unit(_ line: [UInt8], _ name: String, _ chain: inout Digest)
    throws(EvidenceError) -> (id: String, payload: JSONValue)
  {
    guard let record = try? JSONValue(parsing: line, name: name), let id = record["id"]?.text,
      let payload = record["payload"], let stated = record["chain"]?.text
    else { throw corrupt(name) }
    chain = try link(after: chain, id: id, payload: payload)
    guard stated == chain.hex else { throw corrupt(name) }
    return (id, payload)
  }

  private static func link(after chain: Digest, id: String, payload: JSONValue)
    throws(EvidenceError) -> Digest
  {
    let body: JSONValue = ["id": .string(id), "payload": payload]
    return try Digest.sha256(chain.bytes + (try body.canonicalBytes()))
  }

  private static func corrupt(_ name: String) -> EvidenceError {
    EvidenceError(
      .journalCorrupt, "\(name) is not the line that was recorded.",
      remedy: "Start the run anew with --force.")
  }
}
