// SPDX-License-Identifier: Apache-2.0

package import Foundation

/// The folder of the suite that a test file belongs to: where its oracles and golden files lie.
package enum SuiteFolder {
  /// Returns `Tests/<Suite>` for a file anywhere below it.
  ///
  /// - Parameter filePath: The path of a source file of the suite, from `#filePath`.
  /// - Returns: The folder directly below the last `Tests` in the path.
  package static func containing(_ filePath: String) -> URL {
    let parts = filePath.split(separator: "/", omittingEmptySubsequences: false)
    guard let tests = parts.lastIndex(of: "Tests"), tests + 2 < parts.count else {
      preconditionFailure("\(filePath) lies in no suite below Tests/")
    }
    return URL(fileURLWithPath: parts[...(tests + 1)].joined(separator: "/"), isDirectory: true)
  }

  /// Returns the package's root for a file anywhere below its `Tests` folder.
  package static func packageRoot(of filePath: String) -> URL {
    containing(filePath).deletingLastPathComponent().deletingLastPathComponent()
  }
}
