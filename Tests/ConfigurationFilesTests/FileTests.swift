// SPDX-License-Identifier: Apache-2.0

import ConfigurationFiles
import Foundation
import TestSupport
import Testing

@Suite struct FileTests {
  @Test func aFileIsReadAndNamedInItsErrors() throws {
    try TemporaryFolder.with { folder in
      let path = folder.path("gate.yaml")
      try Data("a: 1\nb: on\n".utf8).write(to: URL(fileURLWithPath: path))
      let error = #expect(throws: ConfigurationError.self) {
        try ConfigurationNode(contentsOf: path)
      }
      #expect(error?.message.hasPrefix("\(path):2:4: ") == true)
      try Data("a: 1\n".utf8).write(to: URL(fileURLWithPath: path))
      var mapping = try ConfigurationNode(contentsOf: path).mapping()
      #expect(try mapping.require("a").int() == 1)
    }
  }

  @Test func filesThatCannotBeReadAreToldApart() throws {
    try TemporaryFolder.with { folder in
      func category(_ path: String) -> ConfigurationError.Category? {
        #expect(throws: ConfigurationError.self) { try ConfigurationNode(contentsOf: path) }?
          .category
      }
      #expect(category(folder.path("none.yaml")) == .missing)
      #expect(category(folder.path) == .missing)
      let latin = folder.path("latin.yaml")
      try Data([0x61, 0x3A, 0x20, 0xE9]).write(to: URL(fileURLWithPath: latin))
      #expect(category(latin) == .configuration)
      let huge = folder.path("huge.yaml")
      try Data(count: 2 << 20).write(to: URL(fileURLWithPath: huge))
      #expect(category(huge) == .configuration)
    }
  }
}
