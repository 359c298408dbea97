// SPDX-License-Identifier: Apache-2.0

package import Foundation

/// A fresh empty folder that is removed with everything in it when its scope ends.
///
/// It is entered by scope, since an object may be freed after its last use, which can come before
/// the last use of its path.
package struct TemporaryFolder: Sendable {
  /// The folder's location.
  package let url: URL

  /// The folder's path.
  package var path: String { url.path }

  /// Runs `body` with a fresh folder and removes it afterwards, whether or not `body` threw.
  ///
  /// - Parameter body: What to do with the folder.
  /// - Returns: What `body` returned.
  /// - Throws: What `body` threw, or the error that kept the folder from being made.
  package static func with<Result>(_ body: (TemporaryFolder) throws -> Result) throws -> Result {
    let folder = try TemporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder.url) }
    return try body(folder)
  }

  /// Runs an asynchronous `body` with a fresh folder and removes it afterwards.
  ///
  /// - Parameters:
  ///   - isolation: The caller's isolation, which `body` keeps.
  ///   - body: What to do with the folder.
  /// - Returns: What `body` returned.
  /// - Throws: What `body` threw, or the error that kept the folder from being made.
  package static func with<Result>(
    isolation: isolated (any Actor)? = #isolation,
    _ body: (TemporaryFolder) async throws -> Result
  ) async throws -> Result {
    let folder = try TemporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder.url) }
    return try await body(folder)
  }

  private init() throws {
    url = FileManager.default.temporaryDirectory
      .appendingPathComponent("palimpsest-test-\(UUID().uuidString)", isDirectory: true)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  /// Returns the path of a file in the folder, whether or not it exists.
  package func path(_ name: String) -> String {
    url.appendingPathComponent(name).path
  }

  /// Writes text to a file, making the folders it lies in, and returns its path.
  ///
  /// - Parameters:
  ///   - text: The file's content.
  ///   - name: The file's path inside the folder.
  /// - Returns: The file's full path.
  /// - Throws: The error that kept it from being written.
  @discardableResult
  package func write(_ text: String, to name: String) throws -> String {
    try write(Data(text.utf8), to: name)
  }

  /// Writes bytes to a file, making the folders it lies in, and returns its path.
  ///
  /// - Parameters:
  ///   - bytes: The file's content.
  ///   - name: The file's path inside the folder.
  /// - Returns: The file's full path.
  /// - Throws: The error that kept it from being written.
  @discardableResult
  package func write(_ bytes: Data, to name: String) throws -> String {
    let file = url.appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try bytes.write(to: file)
    return file.path
  }

  /// Returns every regular file's bytes by path inside the folder, hidden files included.
  package func contents() throws -> [String: Data] {
    var found: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: path).sorted() {
      let file = url.appendingPathComponent(name)
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder)
      if !isFolder.boolValue { found[name] = try Data(contentsOf: file) }
    }
    return found
  }
}
