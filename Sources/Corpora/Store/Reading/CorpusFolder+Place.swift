// SPDX-License-Identifier: Apache-2.0

internal import Evidence
import Glibc

extension CorpusFolder {
  /// Refuses a place for output that is the corpus's folder or lies in it.
  ///
  /// What is written there would replace the corpus, or keep `corpus verify` from agreeing with it.
  ///
  /// - Parameter output: The file or folder to make; it need not be there.
  /// - Throws: `outputInCorpus`.
  public func requireOutside(_ output: String) throws(CorpusError) {
    guard let own = CorpusFolder.realPath(path),
      let place = CorpusFolder.nearestRealPath(output),
      place == own || place.hasPrefix(own + "/")
    else { return }
    throw CorpusError(
      .outputInCorpus,
      place == own && StoredFile.exists(output)
        ? "'\(output)' is the corpus that is read, which is never replaced."
        : "'\(output)' lies in the corpus '\(path)', to which nothing is added.",
      remedy: "Choose a place outside of it.")
  }

  /// The absolute path of the nearest thing that is there, at a path or above it.
  private static func nearestRealPath(_ path: String) -> String? {
    var path = path
    while true {
      if let found = realPath(path) { return found }
      let parent = StoredFile.folder(of: path)
      guard parent != path else { return nil }
      path = parent
    }
  }

  private static func realPath(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
