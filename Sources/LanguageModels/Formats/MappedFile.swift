// SPDX-License-Identifier: Apache-2.0

import Glibc

/// A file's bytes, mapped into memory for reading; the one handle of unsafe storage of the readers.
///
/// Unchecked: the bytes are never written and are unmapped when the last owner is gone.
package final class MappedFile: @unchecked Sendable {
  /// The path as it was given.
  package let path: String
  private let base: UnsafeMutableRawPointer?
  /// The number of bytes.
  package let count: Int

  /// Maps a regular file.
  ///
  /// - Throws: `LMD001` for a missing file, `LMD002` for one that cannot be read or is not regular.
  package init(_ path: String) throws(LanguageModelError) {
    self.path = path
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw MappedFile.openFailure(path, errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw LanguageModelError(
        "LMD002", .badData, "\(path) is not a regular file.", remedy: "Name a model's file.")
    }
    count = Int(status.st_size)
    guard count > 0 else {
      base = nil
      return
    }
    let mapped = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0)
    guard let mapped, mapped != MAP_FAILED else {
      throw LanguageModelError(
        "LMD002", .inputOutput, "\(path) cannot be mapped into memory.",
        remedy: "Check that the file can be read.", cause: String(cString: strerror(errno)))
    }
    base = mapped
  }

  deinit {
    if let base { munmap(base, count) }
  }

  /// All bytes; valid as long as the file is kept.
  package var bytes: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: base.map { UnsafeRawPointer($0) }, count: count)
  }

  private static func openFailure(_ path: String, _ number: Int32) -> LanguageModelError {
    let isMissing = number == ENOENT || number == ENOTDIR
    return LanguageModelError(
      isMissing ? "LMD001" : "LMD002", isMissing ? .missingInput : .inputOutput,
      isMissing ? "There is no file \(path)." : "\(path) cannot be opened.",
      remedy: "Check the path and the permissions.",
      cause: isMissing ? nil : String(cString: strerror(number)))
  }
}
