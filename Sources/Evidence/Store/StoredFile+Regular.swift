// SPDX-License-Identifier: Apache-2.0

import Glibc

extension StoredFile {
  /// Refuses to read a pipe, a socket or a device, which may keep a reader waiting without end.
  ///
  /// Links are followed. A folder, and a place where nothing stands, are left to whoever opens it.
  ///
  /// - Parameter path: What is to be read.
  /// - Throws: `inputOutput`.
  package static func requireRegular(_ path: String) throws(EvidenceError) {
    var status = stat()
    guard stat(path, &status) == 0 else { return }
    let kind = status.st_mode & S_IFMT
    guard kind != S_IFREG && kind != S_IFDIR else { return }
    throw EvidenceError(
      .inputOutput, "'\(path)' is no regular file, and nothing else is read.",
      remedy: "Put a file in its place.")
  }
}
