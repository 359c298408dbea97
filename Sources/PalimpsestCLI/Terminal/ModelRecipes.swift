// SPDX-License-Identifier: Apache-2.0

import Audits
import Evidence

/// Where recipes of models are sought: environment, working folder, beside the program and up.
enum ModelRecipes {
  /// The variable that names the folder that holds `recipes`.
  static let variable = "PALIMPSEST_MODELS"

  /// The recipe at a path, or else the nearest one of that name.
  ///
  /// - Parameter name: A path, or the name of a recipe such as `tiny`.
  /// - Returns: The path of the file.
  /// - Throws: `CLI003` where there is none of that name.
  static func path(named name: String) throws(AuditError) -> String {
    if name.contains("/") || name.hasSuffix(".yaml") || name.hasSuffix(".yml") { return name }
    let places = ProjectFolders.places(of: "Models", variable: variable)
      .map { "\($0)/recipes/\(name).yaml" }
    if let found = places.first(where: { StoredFile.exists($0) }) { return found }
    throw AuditError(
      "CLI003", .missing, "There is no recipe '\(name)'.",
      remedy: "Name tiny, small, ngram or a YAML file; set \(variable) to the folder 'Models'.")
  }
}
