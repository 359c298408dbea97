// SPDX-License-Identifier: Apache-2.0

import Glibc

extension StoredFile {
  /// Refuses a place where something stands that is no regular file, or no link to one.
  ///
  /// Devices, pipes and sockets are never replaced: they belong to the system or to another process.
  ///
  /// - Throws: `inputOutput`; a place where nothing stands is none of its business.
  public static func requireReplaceable(_ path: String) throws(EvidenceError) {
    _ = try destination(of: path)
  }

  /// The file that writing to a path replaces or makes: the path, or what its links lead to.
  static func destination(of path: String) throws(EvidenceError) -> String {
    var status = stat()
    // Followed by the system first, since links in /proc lead where their text does not.
    if stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG {
      throw EvidenceError(
        .inputOutput, "'\(path)' is \(kind(status.st_mode)), and only regular files are replaced.",
        remedy: "Choose another path.")
    }
    var place = path
    // As many links as the kernel follows.
    for _ in 0..<40 {
      guard let target = linkTarget(of: place) else { return place }
      place = target.hasPrefix("/") ? target : "\(folder(of: place))/\(target)"
    }
    throw OwnedFile.refusal("write", path, ELOOP)
  }

  private static func linkTarget(of path: String) -> String? {
    var bytes = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink(path, &bytes, bytes.count)
    guard count > 0 else { return nil }
    return String(decoding: bytes.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  private static func kind(_ mode: mode_t) -> String {
    switch mode & S_IFMT {
    case S_IFDIR: "a folder"
    case S_IFIFO: "a pipe"
    case S_IFSOCK: "a socket"
    default: "a device"
    }
  }
}
