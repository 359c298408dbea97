// SPDX-License-Identifier: Apache-2.0

public import Corpora
import Evidence

/// What is true of SynthPAI's people, by user name.
public enum StoredProfiles {
  /// Reads profiles from a file, or from the JSON files of a folder or its folder `profiles`.
  ///
  /// - Parameter path: One object or list of profiles, or one profile a line; each has `username`
  ///   and the attributes, beside it or under `profile`.
  /// - Returns: The attributes by user name.
  /// - Throws: AUD077 where no profile is there; the error of the evidence module where nothing can
  ///   be read.
  public static func read(
    _ path: String
  ) throws(AuditError) -> [String: [InferredAttribute: String]] {
    var truths: [String: [InferredAttribute: String]] = [:]
    do throws(EvidenceError) {
      for file in try files(path) {
        let bytes = try StoredFile.read(file)
        for value in try values(bytes, name: file) { add(value, to: &truths) }
      }
    } catch {
      throw AuditError(error)
    }
    guard !truths.isEmpty else {
      throw AuditError(
        "AUD077", .badData, "'\(path)' holds no profiles.",
        remedy: "Give SynthPAI's file of profiles, whose entries have 'username' and attributes.")
    }
    return truths
  }

  private static func files(_ path: String) throws(EvidenceError) -> [String] {
    guard StoredFile.isFolder(path) else { return [path] }
    let folder = StoredFile.isFolder("\(path)/profiles") ? "\(path)/profiles" : path
    return try StoredFile.names(in: folder).sorted()
      .filter { $0.hasSuffix(".json") || $0.hasSuffix(".jsonl") }.map { "\(folder)/\($0)" }
  }

  private static func values(_ bytes: [UInt8], name: String) throws(EvidenceError) -> [JSONValue] {
    do throws(EvidenceError) {
      let value = try JSONValue(parsing: bytes, name: name)
      if let elements = value.elements { return elements }
      guard let members = value.members, members["username"] == nil else { return [value] }
      return members.keys.sorted().compactMap { members[$0] }
    } catch {
      let lines = bytes.split(separator: UInt8(ascii: "\n"))
      guard lines.count > 1 else { throw error }
      var values: [JSONValue] = []
      for (number, line) in lines.enumerated() {
        values.append(try JSONValue(parsing: Array(line), name: "\(name):\(number + 1)"))
      }
      return values
    }
  }

  private static func add(
    _ value: JSONValue, to truths: inout [String: [InferredAttribute: String]]
  ) {
    guard let members = value.members,
      let name = members["username"]?.text ?? members["author"]?.text
    else { return }
    let profile = members["profile"]?.members ?? members
    var own: [InferredAttribute: String] = [:]
    for attribute in InferredAttribute.allCases {
      if let text = profile[attribute.rawValue]?.plainText, !text.isEmpty { own[attribute] = text }
    }
    if !own.isEmpty { truths[name] = own }
  }
}
