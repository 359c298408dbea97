// SPDX-License-Identifier: Apache-2.0

package import Evidence

/// Answers on disk, by the digest of what was asked; a run that was cut off goes on from them.
///
/// One file an answer: `ab/abcd….json`, written beside and renamed, with a digest of its content. A
/// file that cannot be read, or whose content has another digest, counts as absent. Keys and headers
/// are never stored; prompts and answers are, so the files are for their owner alone.
package actor AnswerCache {
  /// The identifier of the form of an entry.
  package static let schema = "palimpsest.endpoint-answer/1"

  private let folder: String

  /// Creates a cache in a folder, which is made when the first answer is kept.
  package init(folder: String) {
    self.folder = folder
  }

  /// Returns the answer to a request; nil where there is none that can be trusted.
  package func answer(to request: Digest) -> JSONValue? {
    guard let entry = try? StoredFile.readJSON(path(request)),
      entry["schema"]?.text == AnswerCache.schema, entry["request"]?.text == request.hex,
      let answer = entry["answer"], let digest = try? Digest.sha256(canonical: answer),
      entry["digest"]?.text == digest.hex
    else { return nil }
    return answer
  }

  /// Keeps an answer.
  ///
  /// - Throws: `LMD089` where it cannot be written.
  package func keep(_ answer: JSONValue, to request: Digest) throws(LanguageModelError) {
    do {
      let entry: JSONValue = [
        "schema": .string(AnswerCache.schema), "request": .string(request.hex),
        "answer": answer, "digest": .string(try Digest.sha256(canonical: answer).hex),
      ]
      let path = path(request)
      try StoredFile.makeFolder(StoredFile.folder(of: path))
      try StoredFile.write(try entry.canonicalBytes(), to: path, mode: 0o600)
    } catch {
      // Another process may have written the same entry meanwhile.
      if self.answer(to: request) != nil { return }
      throw LanguageModelError(
        "LMD089", .inputOutput, "An answer could not be kept in \(folder).",
        remedy: "Check the folder's permissions and space, or name another.",
        cause: error.message)
    }
  }

  private func path(_ request: Digest) -> String {
    "\(folder)/\(request.hex.prefix(2))/\(request.hex).json"
  }
}
