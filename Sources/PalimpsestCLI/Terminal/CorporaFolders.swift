// SPDX-License-Identifier: Apache-2.0

import Audits
import Evidence

/// Where lexicons, grammars and recipes are sought: flag, environment, working folder, program.
enum CorporaFolders {
  /// The variable that names the folder.
  static let variable = "PALIMPSEST_CORPORA"

  /// The folder of the flag, or the nearest one that holds grammars.
  ///
  /// - Parameter flag: What `--corpora-folder` says.
  /// - Returns: Where it lies.
  /// - Throws: `AuditError` where none is found.
  static func folder(_ flag: String?) throws -> String {
    if let flag {
      guard isCorpora(flag) else { throw missing("'\(flag)' holds no grammars.") }
      return flag
    }
    guard let found = all().first else { throw missing("No folder 'Corpora' was found.") }
    return found
  }

  /// The folders that are there, nearest first.
  static func all() -> [String] {
    ProjectFolders.places(of: "Corpora", variable: variable).filter { isCorpora($0) }
  }

  /// The recipe at a path, or else the one of that name in the folder.
  ///
  /// - Parameters:
  ///   - name: A path, or the name of a recipe.
  ///   - folder: Where `recipes` lies.
  /// - Returns: The path of the file.
  /// - Throws: `AuditError` where the folder has no recipe of that name, with the names it has.
  static func recipe(named name: String, in folder: String) throws -> String {
    if name.contains("/") || name.hasSuffix(".yaml") || name.hasSuffix(".yml") { return name }
    let path = "\(folder)/recipes/\(name).yaml"
    guard !StoredFile.exists(path) else { return path }
    let known = try StoredFile.names(in: "\(folder)/recipes").filter { $0.hasSuffix(".yaml") }
      .map { $0.dropLast(".yaml".count) }.joined(separator: ", ")
    throw AuditError(
      "CLI003", .missing, "There is no recipe '\(name)'.",
      remedy: "Name one of \(known), or a YAML file by its path.")
  }

  private static func isCorpora(_ path: String) -> Bool {
    StoredFile.isFolder("\(path)/grammars") && StoredFile.isFolder("\(path)/lexicons")
  }

  private static func missing(_ message: String) -> AuditError {
    AuditError(
      "CLI002", .missing, message,
      remedy: "Set \(variable) to the folder, or name it with --corpora-folder where there is one.")
  }
}
