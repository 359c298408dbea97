// SPDX-License-Identifier: Apache-2.0

import Evidence

/// Whole binary files.
enum BinaryFile {
  /// Reads a file of any content.
  ///
  /// - Parameter path: The file's path.
  /// - Returns: Its bytes.
  /// - Throws: REC121 where no file is there, REC128 where it cannot be read.
  static func read(_ path: String) throws(RecommenderError) -> [UInt8] {
    guard StoredFile.exists(path) else { throw .noModelFile(path, "nothing is there") }
    if StoredFile.isFolder(path) { throw .noModelFile(path, "it is a folder") }
    do {
      return try StoredFile.read(path)
    } catch {
      throw .unreadableModelFile(path, cause: error.message)
    }
  }
}
