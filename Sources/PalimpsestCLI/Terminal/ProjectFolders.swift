// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Where the project's own folders, such as `Policies`, are sought.
enum ProjectFolders {
  /// The places of a folder: environment, working folder, beside the program and up from it.
  ///
  /// - Parameters:
  ///   - name: The folder's name.
  ///   - variable: The environment variable that names one.
  /// - Returns: The places, nearest first, whether anything lies there or not.
  static func places(of name: String, variable: String) -> [String] {
    var places = [ProcessInfo.processInfo.environment[variable] ?? ""].filter { !$0.isEmpty }
    places.append(name)
    var folder = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
      .deletingLastPathComponent()
    while folder.path != "/" {
      places.append(folder.appendingPathComponent(name).path)
      folder.deleteLastPathComponent()
    }
    return places
  }
}
