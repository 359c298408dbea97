// SPDX-License-Identifier: Apache-2.0

import Evidence
import Recommenders

/// Writes `--erase` texts without naming anybody, and finds the names again in the data.
///
/// A finished or interrupted run must hold no identifier of an erased person. So a named subject is
/// kept as a keyed digest; whoever resumes the run has the data, and finds whose digest it is.
struct HiddenSubjects {
  private let key: SubjectKey
  private let split: InteractionSplit

  init(key: SubjectKey, split: InteractionSplit) {
    self.key = key
    self.split = split
  }

  /// Replaces identifiers by digests; shares stay as they are.
  func hide(_ texts: [String]) throws(AuditError) -> [String] {
    var hidden: [String] = []
    for text in texts {
      guard let (noun, identifier) = subject(text) else {
        hidden.append(text)
        continue
      }
      hidden.append("\(noun)#\(try digest(identifier))")
    }
    return hidden
  }

  /// Finds the identifiers behind the digests in a run's details.
  func reveal(_ details: JSONValue) throws(AuditError) -> [String] {
    let texts = details.members?["erase"]?.elements?.compactMap(\.text) ?? []
    var revealed: [String] = []
    for text in texts {
      guard let mark = text.firstIndex(of: "#") else {
        revealed.append(text)
        continue
      }
      let noun = text[..<mark]
      let digest = text[text.index(after: mark)...]
      let index = noun == "user" ? split.train.users : split.train.items
      var found: String?
      for identifier in index.identifiers where try self.digest(identifier) == digest {
        found = identifier
      }
      guard let found else {
        throw AuditError(
          "AUD010", .missing, "The data no longer holds the \(noun) that the run erases.",
          remedy: "Resume with the file that the run began with.")
      }
      revealed.append("\(noun):\(found)")
    }
    return revealed
  }

  private func subject(_ text: String) -> (noun: String, identifier: String)? {
    for noun in ["user", "item"] where text.hasPrefix("\(noun):") {
      return (noun, String(text.dropFirst(noun.count + 1)))
    }
    return nil
  }

  private func digest(_ identifier: String) throws(AuditError) -> String {
    do { return try key.digest(of: identifier) } catch { throw AuditError(error) }
  }
}
