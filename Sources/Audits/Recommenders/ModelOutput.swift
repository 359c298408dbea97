// SPDX-License-Identifier: Apache-2.0

public import Evidence
import Foundation
public import Recommenders

/// Where a model goes, with its lineage record beside it.
public struct ModelOutput: Equatable, Sendable {
  /// The model file's path.
  public let path: String
  /// Whether what stands there may be replaced.
  public let isReplacing: Bool

  /// Names a place.
  public init(path: String, isReplacing: Bool = false) {
    self.path = path
    self.isReplacing = isReplacing
  }

  /// Refuses, before any work is done, a place that cannot be written to.
  ///
  /// - Parameter inputs: The files that are read, which are never replaced.
  /// - Throws: AUD007 for an existing file, AUD008 for a folder that is not there or is named itself,
  ///   EVD006 for a device, a pipe or a socket, EVD020 for one of the inputs.
  public func check(against inputs: [String] = []) throws(AuditError) {
    let record = LineageRecord.path(beside: path)
    do throws(EvidenceError) {
      for place in [path, record] { try StoredFile.requireApart(place, from: inputs) }
    } catch {
      throw AuditError(error)
    }
    if StoredFile.isFolder(path) {
      throw AuditError(
        "AUD008", .inputOutput, "\(path) is a folder.", remedy: "Name a file with --out.")
    }
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    guard StoredFile.isFolder(folder) else {
      throw AuditError(
        "AUD008", .inputOutput, "The folder \(folder) is not there.",
        remedy: "Make it, or choose another path with --out.")
    }
    for place in [path, record] where StoredFile.exists(place) {
      do throws(EvidenceError) {
        try StoredFile.requireReplaceable(place)
      } catch {
        throw AuditError(error)
      }
      if isReplacing { continue }
      throw AuditError(
        "AUD007", .inputOutput, "\(place) exists already.",
        remedy: "Pass --force to replace it, or choose another path with --out.")
    }
  }

  /// Writes a model and its lineage, or neither.
  ///
  /// - Parameters:
  ///   - model: The model.
  ///   - header: What the file says about it.
  ///   - inputs: What it was made from.
  ///   - command: The command that made it, without any personal value.
  /// - Returns: The digest of the model's file.
  /// - Throws: AUD007 and AUD008, or the disk's refusal.
  public func write(
    _ model: MatrixFactorization, header: ModelHeader, inputs: [LineageRecord.Input],
    command: String
  ) throws(AuditError) -> Digest {
    try check()
    do {
      let bytes = try ModelFile.encode(model, header: header)
      let digest = try Digest.sha256(bytes)
      let record = LineageRecord(
        digest: digest, kind: "recommender", inputs: inputs, command: command, version: Tool.name)
      try record.write(beside: path)
      do {
        try StoredFile.write(bytes, to: path)
      } catch {
        try? FileManager.default.removeItem(atPath: LineageRecord.path(beside: path))
        throw error
      }
      return digest
    } catch {
      throw AuditError(any: error)
    }
  }
}
