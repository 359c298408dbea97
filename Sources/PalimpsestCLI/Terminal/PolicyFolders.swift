// SPDX-License-Identifier: Apache-2.0

import Evidence

/// Where policies are sought: environment, working folder, beside the program and up from it.
enum PolicyFolders {
  /// The variable that names a folder of policies.
  static let variable = "PALIMPSEST_POLICIES"

  /// The folders that are there, nearest first.
  static func all() -> [String] {
    ProjectFolders.places(of: "Policies", variable: variable).filter { StoredFile.isFolder($0) }
  }

  /// The file at a path, or else below the first folder that has it, such as `gates/NAME.yaml`.
  ///
  /// - Parameter name: What the flag says.
  /// - Returns: Where it lies; the name itself where it lies nowhere.
  static func file(named name: String) -> String {
    if StoredFile.exists(name) || name.hasPrefix("/") { return name }
    let places = all().flatMap { ["\($0)/\(name)", "\($0)/gates/\(name)"] }
    return places.first { StoredFile.exists($0) } ?? name
  }
}
