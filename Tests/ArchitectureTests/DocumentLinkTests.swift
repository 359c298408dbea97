// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// Every relative link in the project's documents leads to a file.
@Suite struct DocumentLinkTests {
  /// Returns the targets of a document's inline links that name no other host, without anchors.
  private static func relativeLinks(in markdown: String) -> [String] {
    markdown.matches(of: /\]\(([^)#\s]+)(?:#[^)]*)?\)/).map { String($0.1) }
      .filter { !$0.contains("://") }
  }

  @Test func linksAreFoundWithoutHostsAndAnchors() {
    let text = "[a](one.md) [b](https://x.org/y) [c](d/two.md#part) [e](#part) ![f](g.svg)"
    #expect(Self.relativeLinks(in: text) == ["one.md", "d/two.md", "g.svg"])
  }

  @Test func everyRelativeLinkLeadsToAFile() throws {
    let root = SuiteFolder.packageRoot(of: #filePath)
    let pages =
      try FileManager.default.contentsOfDirectory(atPath: root.path)
      + FileManager.default.subpathsOfDirectory(atPath: root.appendingPathComponent("docs").path)
      .filter { !$0.hasPrefix(".build") }.map { "docs/" + $0 }
    let documents = pages.filter { $0.hasSuffix(".md") }.sorted()
    #expect(documents.contains("README.md"))
    for page in documents {
      let file = root.appendingPathComponent(page)
      for link in Self.relativeLinks(in: try String(contentsOf: file, encoding: .utf8)) {
        let target = file.deletingLastPathComponent().appendingPathComponent(link)
        #expect(FileManager.default.fileExists(atPath: target.path), "\(page) links to \(link)")
      }
    }
  }
}
