// SPDX-License-Identifier: Apache-2.0

package import Glibc

/// An open file or folder; closed when it goes out of scope.
package struct OwnedFile: ~Copyable, Sendable {
  /// The open file.
  package let descriptor: Int32
  /// Where it was opened.
  package let path: String

  /// Opens a file to read; a folder is no file.
  package init(reading path: String) throws(EvidenceError) {
    guard !StoredFile.isFolder(path) else {
      throw EvidenceError(
        .missingFile, "'\(path)' is a folder, not a file.", remedy: "Name a file.")
    }
    try self.init(path, O_RDONLY)
  }

  /// Opens a folder, to lock it or to make its entries durable.
  package init(folder path: String) throws(EvidenceError) {
    try self.init(path, O_RDONLY | O_DIRECTORY)
  }

  /// Opens with the system's flags; a created file gets these permissions.
  package init(_ path: String, _ flags: Int32, mode: mode_t = 0o644) throws(EvidenceError) {
    let opened = open(path, flags | O_CLOEXEC, mode)
    guard opened >= 0 else { throw OwnedFile.failure("open", path) }
    descriptor = opened
    self.path = path
  }

  deinit {
    close(descriptor)
  }

  /// Reads the next bytes; empty at the end.
  package func read(upTo count: Int) throws(EvidenceError) -> [UInt8] {
    var problem: Int32 = 0
    let block = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      var received = Glibc.read(descriptor, buffer.baseAddress, count)
      while received < 0 && errno == EINTR {
        received = Glibc.read(descriptor, buffer.baseAddress, count)
      }
      if received < 0 { problem = errno }
      filled = max(0, received)
    }
    guard problem == 0 else { throw OwnedFile.failure("read", path, problem) }
    return block
  }

  /// Reads everything from here to the end.
  package func readToEnd() throws(EvidenceError) -> [UInt8] {
    var content: [UInt8] = []
    while true {
      let block = try read(upTo: 1 << 18)
      if block.isEmpty { return content }
      content.append(contentsOf: block)
    }
  }

  /// Writes all bytes.
  package func write(_ bytes: [UInt8]) throws(EvidenceError) {
    var problem: Int32 = 0
    bytes.withUnsafeBytes { problem = send($0) }
    guard problem == 0 else { throw OwnedFile.failure("write", path, problem) }
  }

  /// Writes all bytes of a buffer.
  package func write(_ bytes: UnsafeRawBufferPointer) throws(EvidenceError) {
    let problem = send(bytes)
    guard problem == 0 else { throw OwnedFile.failure("write", path, problem) }
  }

  /// Writes all bytes; returns the system's error number, or zero.
  private func send(_ bytes: UnsafeRawBufferPointer) -> Int32 {
    var written = 0
    while written < bytes.count {
      let rest = UnsafeRawBufferPointer(rebasing: bytes[written...])
      let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
      if count >= 0 {
        written += count
      } else if errno != EINTR {
        return errno
      }
    }
    return 0
  }

  /// Waits until the content, or a folder's entries, would survive a loss of power.
  package func synchronize() throws(EvidenceError) {
    guard fsync(descriptor) == 0 else { throw OwnedFile.failure("synchronize", path) }
  }

  /// The error for a refused system call.
  package static func failure(_ action: String, _ path: String, _ number: Int32 = errno)
    -> EvidenceError
  {
    guard number != ENOENT else {
      return EvidenceError(
        .missingFile, "'\(path)' is not there.", remedy: "Check the path.")
    }
    return refusal(action, path, number)
  }

  /// The error for a refused system call that was to make something, whatever was missing.
  package static func refusal(_ action: String, _ path: String, _ number: Int32) -> EvidenceError {
    let reason = String(cString: strerror(number))
    return EvidenceError(
      .inputOutput, "Cannot \(action) '\(path)': \(reason).",
      remedy: "Check the path, its permissions and the space left.")
  }
}
