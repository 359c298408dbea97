// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Whole files on disk, written so that a reader sees the old or the new content and nothing between.
public enum StoredFile {
  /// The ending of files that are being written; one that is left over means an interrupted write.
  static let partialSuffix = ".partial"

  /// Writes a file by way of a temporary one beside it, and makes content and name durable.
  ///
  /// A symbolic link is followed: its target is replaced, and the link stays.
  ///
  /// - Parameters:
  ///   - bytes: The whole content.
  ///   - path: Where to; an existing regular file is replaced, and nothing else is.
  ///   - mode: The permissions.
  /// - Throws: `inputOutput`, also where the folder is not there.
  public static func write(_ bytes: [UInt8], to path: String, mode: UInt32 = 0o644)
    throws(EvidenceError)
  {
    try write(to: path, mode: mode) { file throws(EvidenceError) in try file.write(bytes) }
  }

  /// Writes a file piece by piece, in the same way; nothing changes where the pieces fail.
  ///
  /// - Parameters:
  ///   - path: Where to; an existing regular file is replaced, and nothing else is.
  ///   - mode: The permissions.
  ///   - pieces: Writes the content to the temporary file.
  /// - Throws: `inputOutput`, also where the folder is not there, and what `pieces` throws.
  package static func write(
    to path: String, mode: UInt32 = 0o644,
    _ pieces: (borrowing OwnedFile) throws(EvidenceError) -> Void
  ) throws(EvidenceError) {
    let path = try destination(of: path)
    let partial = path + partialSuffix
    do throws(EvidenceError) {
      let file = try OwnedFile(partial, O_WRONLY | O_CREAT | O_TRUNC, mode: mode)
      guard fchmod(file.descriptor, mode) == 0 else {
        throw OwnedFile.failure("set the permissions of", partial)
      }
      try pieces(file)
      try file.synchronize()
    } catch {
      unlink(partial)
      try requireFolder(of: path)
      guard error.code == .missingFile else { throw error }
      throw OwnedFile.refusal("make", path, ENOENT)
    }
    guard rename(partial, path) == 0 else {
      let error = OwnedFile.failure("replace", path)
      unlink(partial)
      throw error
    }
    try OwnedFile(folder: folder(of: path)).synchronize()
  }

  /// Refuses a place for output in a folder that is not there.
  private static func requireFolder(of path: String) throws(EvidenceError) {
    let parent = folder(of: path)
    guard !isFolder(parent) else { return }
    throw EvidenceError(
      .inputOutput,
      exists(parent) ? "'\(parent)' is no folder." : "The folder '\(parent)' is not there.",
      remedy: "Make it, or choose another path.")
  }

  /// Reads a whole file.
  public static func read(_ path: String) throws(EvidenceError) -> [UInt8] {
    try OwnedFile(reading: path).readToEnd()
  }

  /// Reads a whole file as one JSON document.
  public static func readJSON(_ path: String) throws(EvidenceError) -> JSONValue {
    try JSONValue(parsing: try read(path), name: path)
  }

  /// Whether a file or folder stands there.
  public static func exists(_ path: String) -> Bool {
    access(path, F_OK) == 0
  }

  /// Removes a file; one that is not there is no error.
  package static func remove(_ path: String) throws(EvidenceError) {
    guard unlink(path) == 0 || errno == ENOENT else { throw OwnedFile.failure("remove", path) }
  }

  /// Makes a folder and those above it that are not there.
  package static func makeFolder(_ path: String) throws(EvidenceError) {
    if mkdir(path, 0o755) == 0 { return }
    let number = errno
    let parent = folder(of: path)
    // Some file systems, such as /proc, answer ENOENT although the folder above is there.
    if number == ENOENT, parent != path, !isFolder(parent) {
      try makeFolder(parent)
      return try makeFolder(path)
    }
    guard number == EEXIST, isFolder(path) else {
      throw OwnedFile.refusal("make the folder", path, number)
    }
  }

  /// Whether a folder stands there.
  public static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// The names in a folder, sorted by their bytes, without the two that stand for folders.
  package static func names(in folder: String) throws(EvidenceError) -> [String] {
    guard let stream = opendir(folder) else { throw OwnedFile.failure("list", folder) }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The folder that a path's last component stands in.
  package static func folder(of path: String) -> String {
    var trimmed = Substring(path)
    while trimmed.count > 1, trimmed.hasSuffix("/") { trimmed.removeLast() }
    guard let slash = trimmed.lastIndex(of: "/") else { return "." }
    return slash == trimmed.startIndex ? "/" : String(trimmed[..<slash])
  }

  /// A path's last component.
  package static func name(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }
}
