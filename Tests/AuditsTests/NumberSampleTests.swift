// SPDX-License-Identifier: Apache-2.0

import Audits
import TestSupport
import Testing

@Suite struct NumberSampleTests {
  private func read(_ text: String, column: String? = nil) throws -> [Double] {
    try TemporaryFolder.with { folder in
      try NumberSample.read(folder.write(text, to: "numbers"), column: column)
    }
  }

  @Test func oneNumberALineIsRead() throws {
    #expect(try read("1\n-2.5\r\n\n 3e2 \n") == [1, -2.5, 300])
  }

  @Test(arguments: ["\t", ",", ";"]) func aColumnIsFoundByName(delimiter: String) throws {
    let text =
      ["a", "\"b\"", "c"].joined(separator: delimiter) + "\n"
      + ["1", "2", "x"].joined(separator: delimiter) + "\n"
    #expect(try read(text, column: "b") == [2])
    #expect(throws: AuditError.self) { try read(text, column: "c") }
    #expect(throws: AuditError.self) { try read(text, column: "d") }
  }

  @Test(arguments: ["secret-a,secret-b,3\n1,2,3\n", "secret-a,x,x\n1,2,3\n"])
  func aMessageAboutAColumnHoldsNothingOfTheFirstLine(text: String) throws {
    try TemporaryFolder.with { folder in
      let path = try folder.write(text, to: "numbers")
      let hidden = #expect(throws: AuditError.self) {
        try NumberSample.read(path, column: "x")
      }
      #expect(hidden?.code == "AUD033")
      #expect(hidden?.message.contains("its first line has 3 columns") == true)
      #expect("\(hidden?.message ?? "")\(hidden?.remedy ?? "")".contains("secret") == false)
      let shown = #expect(throws: AuditError.self) {
        try NumberSample.read(path, column: "x", showingValues: true)
      }
      #expect(shown?.remedy.contains("secret-a") == true)
    }
  }

  @Test(arguments: ["", "\n\n", "one", "1,2", "nan", "inf", "1\n2 3\n"])
  func whatIsNoSampleIsRefused(text: String) {
    let error = #expect(throws: AuditError.self) { try read(text) }
    #expect(error?.category == .badData)
  }

  @Test func aMessageNamesTheLineAndNotItsContent() {
    let error = #expect(throws: AuditError.self) { try read("1\n\nsecret\n") }
    #expect(error?.message.contains(":3:") == true)
    #expect(error?.message.contains("secret") == false)
  }
}
