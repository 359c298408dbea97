// SPDX-License-Identifier: Apache-2.0

import Glibc

extension StoredFile {
  /// Whether two paths lead to one thing: by device and inode, so that links of either kind count.
  public static func isSame(_ first: String, _ second: String) -> Bool {
    var one = stat()
    var other = stat()
    return stat(first, &one) == 0 && stat(second, &other) == 0
      && one.st_dev == other.st_dev && one.st_ino == other.st_ino
  }

  /// Whether a place is a folder or lies in it, by real paths; the place need not be there.
  public static func lies(_ place: String, in folder: String) -> Bool {
    guard let own = realPath(folder), let found = nearestRealPath(written(place)) else {
      return false
    }
    return found == own || found.hasPrefix(own.hasSuffix("/") ? own : own + "/")
  }

  /// Refuses a file to be written that would replace something that is read, or lies in it.
  ///
  /// - Parameters:
  ///   - output: The file to make; it need not be there.
  ///   - inputs: The files and folders that are read.
  /// - Throws: `outputIsInput`.
  public static func requireApart(_ output: String, from inputs: [String]) throws(EvidenceError) {
    // What is written goes by way of this file, which must not be an input either.
    let partial = written(output) + partialSuffix
    for input in inputs {
      if isSame(output, input) || isSame(partial, input) {
        throw EvidenceError(
          .outputIsInput, "Writing '\(output)' would replace '\(input)', which is read.",
          remedy: "Choose another path.")
      }
      guard isFolder(input), lies(output, in: input) else { continue }
      throw EvidenceError(
        .outputIsInput,
        "'\(output)' lies in '\(input)', which is read and to which nothing is added.",
        remedy: "Choose a place outside of it.")
    }
  }

  /// Refuses to replace a folder while files in it are read.
  ///
  /// - Parameters:
  ///   - inputs: The files that are read.
  ///   - folder: The folder that is to be replaced.
  /// - Throws: `outputIsInput`.
  public static func requireNone(of inputs: [String], in folder: String) throws(EvidenceError) {
    guard let input = inputs.first(where: { exists($0) && lies($0, in: folder) }) else { return }
    throw EvidenceError(
      .outputIsInput, "'\(input)', which is read, lies in '\(folder)', which would be replaced.",
      remedy: "Choose another folder.")
  }

  /// Where bytes for a path end up, as far as links can be followed.
  private static func written(_ path: String) -> String { (try? destination(of: path)) ?? path }

  /// The absolute path of the nearest thing that is there, at a path or above it.
  private static func nearestRealPath(_ path: String) -> String? {
    var path = path
    while true {
      if let found = realPath(path) { return found }
      let parent = folder(of: path)
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
