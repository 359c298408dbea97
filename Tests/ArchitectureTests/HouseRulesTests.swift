// SPDX-License-Identifier: Apache-2.0

import Testing

/// The checker complains about planted violations and about nothing else.
@Suite struct HouseRulesTests {
  private static let markdown = """
    | floor | module | holds | from elsewhere |
    |---|---|---|---|
    | 0 | `CBase` | system header | - |
    | 1 | `Low` | arithmetic | `CBase`, `RealModule`, `Network` (in `Far/` alone) |
    | 2 | `Left` | one thing | - |
    | 2 | `Right` | another | - |
    | 3 | `Page` | text; imports `Left` alone | - |
    | 4 | `Later` (planned) | to come | - |
    | 9 | `Tool` | commands | `ArgumentParser` |

    From the toolchain any module may import `Foundation` and `Dispatch`.
    """

  private static let licence = "// SPDX-License-Identifier: Apache-2.0\n"

  /// One harmless file for each module that exists.
  private static let clean =
    ["CBase/a.h", "Low/A.swift", "Left/A.swift", "Right/A.swift"]
    .map { SourceFile(path: $0, text: licence + "let a = 1\n") }
    + ["Page/A.swift", "Tool/A.swift"].map {
      SourceFile(path: $0, text: licence + "let a = 1\n")
    }

  private func complaints(_ path: String, _ text: String) throws -> [String] {
    let rules = HouseRules(table: try ModuleTable(markdown: Self.markdown))
    return rules.complaints(
      about: Self.clean + [SourceFile(path: path, text: Self.licence + text + "\n")])
  }

  @Test func cleanSourcesDrawNoComplaint() throws {
    #expect(try complaints("Low/B.swift", "import Foundation\nimport RealModule").isEmpty)
    #expect(try complaints("Tool/B.swift", "import Left\nimport Right\nimport Low").isEmpty)
    #expect(try complaints("Page/B.swift", "public import Left\nprivate import Dispatch").isEmpty)
  }

  @Test func whatBelongsToAFolderIsImportedThereAlone() throws {
    #expect(try complaints("Low/Far/B.swift", "import Network").isEmpty)
    #expect(
      try complaints("Low/B.swift", "import Network")
        == ["Low/B.swift:2: imports Network, which belongs to the folder Far"])
    #expect(try complaints("Left/Far/B.swift", "import Network").count == 1)
  }

  @Test(arguments: [
    ("Low/B.swift", "import Left"), ("Left/B.swift", "import Right"),
    ("Left/B.swift", "public import struct Page.Thing"),
    ("Left/B.swift", "@preconcurrency package import Tool"),
    ("Left/B.swift", "  @testable import Right"),
    ("Left/B.swift", "import RealModule"), ("Left/B.swift", "import CBase"),
    ("Page/B.swift", "import Low"), ("Page/B.swift", "import ArgumentParser"),
    ("Left/B.swift", "import Unheard"),
  ])
  func anArrowThatTheTableDoesNotAllowIsNamed(path: String, statement: String) throws {
    let found = try complaints(path, "\n" + statement)
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("\(path):3: ") == true)
  }

  @Test(arguments: HouseRules.forbidden + HouseRules.forbiddenInLibraries)
  func aForbiddenCallIsNamedWithItsLine(call: String) throws {
    let spaced = call.first == "." ? "let x = y\(call)" : "let x = \(call)"
    #expect(try complaints("Left/B.swift", spaced) == ["Left/B.swift:2: uses \(call)"])
  }

  @Test func theCommandLineMayReadTheClockAndPrint() throws {
    #expect(try complaints("Tool/B.swift", "print(Date(), UUID())").isEmpty)
    #expect(try complaints("Tool/B.swift", "let x = try! y()").count == 1)
  }

  @Test(arguments: [
    "// fatalError(", "/* try! /* nested */ as! */", "let x = \"as! UUID()\"",
    "let x = #\"\\(as! B)\"#", "let x = \"\"\"\n  import Right\n  \"\"\"",
    "let x = \"\\\"as! B\"", "func sprint() {}; sprint()", "x.print(y)", "ModifiedDate()",
  ])
  func commentsStringsAndLongerNamesAreNoCalls(text: String) throws {
    #expect(try complaints("Left/B.swift", text).isEmpty)
  }

  @Test(arguments: [
    "let x = \"a \\(y as! B) c\"", "let x = #\"\\#(y as! B)\"#",
    "let x = \"\\(f(\"(\") as! B)\"", "let x = \"\\\\\"; y as! B", "/* a */ y as! B",
  ])
  func codeInsideInterpolationsAndAfterLiteralsIsRead(text: String) throws {
    #expect(try complaints("Left/B.swift", text) == ["Left/B.swift:2: uses as!"])
  }

  @Test func aFileOverTheLimitIsNamed() throws {
    let fits = String(repeating: "\n", count: HouseRules.longestFile - 2)
    #expect(try complaints("Left/B.swift", fits).isEmpty)
    #expect(try complaints("Left/B.swift", fits + "\n") == ["Left/B.swift: 301 lines; at most 300"])
  }

  @Test func aFileWithoutLicenceLineIsNamed() throws {
    let rules = HouseRules(table: try ModuleTable(markdown: Self.markdown))
    let bare = SourceFile(path: "CBase/b.c", text: "int a;\n")
    #expect(rules.complaints(about: Self.clean + [bare]).count == 1)
  }

  @Test func anEmptyModuleIsNamed() throws {
    let rules = HouseRules(table: try ModuleTable(markdown: Self.markdown))
    let without = Self.clean.filter { $0.module != "Right" }
    let hollow = SourceFile(path: "Right/A.swift", text: Self.licence + "// nothing yet\n")
    for files in [without, without + [hollow]] {
      #expect(rules.complaints(about: files).map { $0.prefix(6) } == ["Right:"])
    }
  }

  @Test func aPlannedModuleMustNotExistYet() throws {
    #expect(try complaints("Later/A.swift", "let a = 1").map { $0.prefix(6) } == ["Later:"])
  }

  @Test func aModuleOutsideTheTableIsNamed() throws {
    #expect(try complaints("Util/A.swift", "let a = 1").count == 1)
  }

  @Test func aTableThatCannotBeReadIsAnError() {
    #expect(throws: ModuleTable.Unreadable.self) { try ModuleTable(markdown: "nothing") }
    #expect(throws: ModuleTable.Unreadable.self) {
      try ModuleTable(markdown: Self.markdown + "\n| 3 | `Left` | again | - |")
    }
  }
}
