// SPDX-License-Identifier: Apache-2.0

import Foundation
package import Testing

/// A published data set whose terms forbid shipping it; tests use it where a variable names it.
package struct RealData: Sendable {
  /// The environment variable that holds the file's or folder's path.
  package let variable: String

  /// Names a data set by its variable.
  package init(variable: String) {
    self.variable = variable
  }

  /// MovieLens 100K as `u.data` or a RecBole `.inter` file.
  package static let movieLens100K = RealData(variable: "PALIMPSEST_ML100K")

  /// MovieLens 100K's people as `u.user` or a RecBole `.user` file.
  package static let movieLens100KUsers = RealData(variable: "PALIMPSEST_ML100K_USERS")

  /// The published SynthPAI data: `thread/`, `profiles/`.
  package static let synthPAI = RealData(variable: "PALIMPSEST_SYNTHPAI")

  /// The folder of `stories260K.bin` and `tok512.bin`.
  package static let stories260K = RealData(variable: "PALIMPSEST_STORIES")

  /// SmolLM2-135M-Instruct as a GGUF file, or the folder that it lies in.
  package static let smolLM2 = RealData(variable: "PALIMPSEST_SMOLLM2")

  /// The path that the variable names, or nil where it is unset or nothing lies there.
  package var path: String? {
    guard let path = ProcessInfo.processInfo.environment[variable], !path.isEmpty,
      FileManager.default.fileExists(atPath: path)
    else { return nil }
    return path
  }

  /// The path itself, or the one file with an ending in the folder that it names.
  ///
  /// - Parameter ending: The end of the file's name.
  /// - Returns: The file.
  /// - Throws: Where the variable is unset or the folder has no such file.
  package func file(_ ending: String) throws -> String {
    let path = try #require(path)
    var isFolder: ObjCBool = false
    _ = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    guard isFolder.boolValue else { return path }
    let names = try FileManager.default.contentsOfDirectory(atPath: path)
    return "\(path)/\(try #require(names.sorted().first { $0.hasSuffix(ending) }))"
  }
}

extension Trait where Self == ConditionTrait {
  /// Skips a test, saying which variable to set, unless the data set is there.
  ///
  /// - Parameter data: The data set that the test reads.
  /// - Returns: The condition.
  package static func requires(_ data: RealData) -> Self {
    .enabled(if: data.path != nil, "skipped: set \(data.variable) to the data's path")
  }
}
