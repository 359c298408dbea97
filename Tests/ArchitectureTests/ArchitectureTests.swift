// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// The sources as they are keep the rules of `docs/architecture.md`.
@Suite struct ArchitectureTests {
  private let root = SuiteFolder.packageRoot(of: #filePath)

  private func table() throws -> ModuleTable {
    let document = root.appendingPathComponent("docs/architecture.md")
    return try ModuleTable(markdown: String(contentsOf: document, encoding: .utf8))
  }

  private func sources() throws -> [SourceFile] {
    let folder = root.appendingPathComponent("Sources")
    return try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
      .filter { path in [".swift", ".c", ".h"].contains { path.hasSuffix($0) } }
      .map { path in
        let file = folder.appendingPathComponent(path)
        return SourceFile(path: path, text: try String(contentsOf: file, encoding: .utf8))
      }
  }

  @Test func everySourceKeepsTheRulesOfTheHouse() throws {
    let files = try sources()
    #expect(files.count > 10, "the sources were not found")
    let complaints = HouseRules(table: try table()).complaints(about: files)
    #expect(complaints.isEmpty, "\n\(complaints.joined(separator: "\n"))")
  }

  @Test func theDocumentPlacesTheModulesThatTheDesignRestsOn() throws {
    let modules = try table().modules
    #expect(modules["Evidence"]?.floor == 3)
    #expect(modules["Reports"]?.only == "Evidence")
    #expect(modules["Attacks"]?.floor == modules["Unlearning"]?.floor)
    #expect(modules["PalimpsestCLI"]?.outside == ["ArgumentParser"])
  }

  @Test func everyFolderOfSourcesIsAModuleOfTheDocument() throws {
    let folders = try FileManager.default.contentsOfDirectory(
      atPath: root.appendingPathComponent("Sources").path)
    let existing = try table().modules.filter { !$0.value.isPlanned }.keys
    #expect(folders.sorted() == existing.sorted())
  }
}
