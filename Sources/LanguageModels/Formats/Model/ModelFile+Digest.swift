// SPDX-License-Identifier: Apache-2.0

import Evidence

extension ModelFile {
  /// Returns `sha256:` and the digest of everything that the model was read from.
  ///
  /// Of a single file it is the digest of its bytes, as `sha256sum` prints it. Of a folder it is
  /// the digest of the canonical JSON object from each file's name to the digest of its bytes. The
  /// mapped bytes are read once, in blocks; linear in their number.
  ///
  /// - Throws: `LMD024` where the library of digests refuses.
  package func digest() throws(LanguageModelError) -> String {
    do throws(EvidenceError) {
      if format != .huggingFace, let file = files.first {
        return "sha256:\(try ModelFile.digest(of: file).hex)"
      }
      var table: [String: String] = [:]
      for file in files {
        table[StoredFile.name(of: file.path)] = try ModelFile.digest(of: file).hex
      }
      return "sha256:\(try Digest.sha256(canonical: .strings(table)).hex)"
    } catch {
      throw .wrapping(
        error, code: "LMD024", "No digest of \(path) can be computed.",
        remedy: "Check the installed OpenSSL with 'palimpsest doctor'.")
    }
  }

  /// Returns what results call the model; reads all of its bytes.
  ///
  /// - Throws: `LMD024` where the library of digests refuses.
  package func identity() throws(LanguageModelError) -> ModelIdentity {
    ModelIdentity(
      name: StoredFile.name(of: path), architecture: configuration.architecture.rawValue,
      digest: try digest())
  }

  private static func digest(of file: MappedFile) throws(EvidenceError) -> Digest {
    var stream = try DigestStream()
    let bytes = file.bytes
    var start = 0
    while start < bytes.count {
      let end = min(start + 1 << 20, bytes.count)
      try stream.update(UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
      start = end
    }
    return try stream.finish()
  }
}
