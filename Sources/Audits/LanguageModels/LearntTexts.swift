// SPDX-License-Identifier: Apache-2.0

package import Corpora
package import Evidence

/// What a language model is trained on: texts, their order, and where they came from.
package struct LearntTexts: Sendable {
  /// The documents, each once.
  package let texts: [String]
  /// Places in `texts` in the order of learning.
  package let order: [Int]
  /// What lineage records call the source: `corpus` or `texts`.
  package let role: String
  /// The digest of the source.
  package let digest: Digest
  /// The sets of a corpus that are learnt; empty for a file.
  package let sets: [CorpusSet]

  /// Reads a corpus in its training order, or the lines of a file.
  ///
  /// - Parameters:
  ///   - path: The folder of a corpus, or a file of one document a line.
  ///   - left: The sets of a corpus to leave out, such as `forget`.
  ///   - scratch: A folder that compressed files of a corpus are laid out in.
  ///   - limit: The most examples or lines; nil for all.
  /// - Throws: `nonMember` for what must never be trained on, `AUD045` for sets of a file and for
  ///   sets that are never learnt anyway, and what reading throws.
  package init(
    _ path: String, without left: [String], scratch: String, limit: Int?
  ) throws(AuditError) {
    guard StoredFile.isFolder(path) else {
      guard left.isEmpty else {
        throw AuditError(
          "AUD045", .usage, "\(path) is no corpus, so nothing in it is a set to leave out.",
          remedy: "Name the folder of a corpus, or leave --without out.")
      }
      let input = try TextInput(documentsAt: path, limit: limit)
      texts = input.entries.map(\.text)
      order = Array(texts.indices)
      role = "texts"
      sets = []
      guard let digest = input.digest else { preconditionFailure("a file has a digest") }
      self.digest = digest
      return
    }
    if let stranger = left.lazy.compactMap(CorpusSet.init(rawValue:)).first(where: { !$0.isMember })
    {
      throw AuditError(
        "AUD045", .usage,
        "The set '\(stranger.rawValue)' is never trained on, so leaving it out changes nothing.",
        remedy: "Name sets that are: "
          + CorpusSelection.members.sets.map(\.rawValue).joined(separator: ", ") + ".")
    }
    do throws(CorpusError) {
      let selection = try CorpusSelection([], without: left, standard: .members)
      let found = try TrainingTexts(
        of: CorpusFolder(at: path), selection, scratch: scratch, limit: limit)
      texts = found.documents.map(\.text)
      order = found.order
      digest = found.digest
      role = "corpus"
      sets = selection.sets
    } catch {
      throw AuditError(error)
    }
  }

  /// What results say of the texts.
  package var facts: [String: String] {
    var facts = [
      "documents": String(texts.count), "examples": String(order.count),
      "\(role)-digest": digest.hex,
    ]
    if !sets.isEmpty { facts["sets"] = sets.map(\.rawValue).joined(separator: " ") }
    return facts
  }
}
