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
