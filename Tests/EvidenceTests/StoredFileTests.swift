// SPDX-License-Identifier: Apache-2.0

import Evidence
import Foundation
import Glibc
import TestSupport
import Testing

@Suite struct StoredFileTests {
  private func kind(of path: String) -> mode_t {
    var status = stat()
    return lstat(path, &status) == 0 ? status.st_mode & S_IFMT : 0
  }

  @Test func aPipeIsRefusedByItselfAndBehindALink() throws {
    try TemporaryFolder.with { folder in
      #expect(mkfifo(folder.path("pipe"), 0o600) == 0)
      #expect(symlink("pipe", folder.path("link")) == 0)
      for name in ["pipe", "link"] {
        let error = #expect(throws: EvidenceError.self) {
          try StoredFile.write([1], to: folder.path(name))
        }
        #expect(error?.category == .inputOutput)
        #expect(error?.message.contains("a pipe") == true)
      }
      #expect(kind(of: folder.path("pipe")) == S_IFIFO)
      #expect(kind(of: folder.path("link")) == S_IFLNK)
    }
  }

  @Test func linksOfLinksLeadToTheFileThatIsReplaced() throws {
    try TemporaryFolder.with { folder in
      try folder.write("old", to: "deep/file")
      #expect(symlink("file", folder.path("deep/second")) == 0)
      #expect(symlink(folder.path("deep/second"), folder.path("first")) == 0)
      try StoredFile.write([7], to: folder.path("first"))
      #expect(kind(of: folder.path("first")) == S_IFLNK)
      #expect(kind(of: folder.path("deep/second")) == S_IFLNK)
      #expect(try Data(contentsOf: folder.url.appendingPathComponent("deep/file")) == Data([7]))
    }
  }

  @Test func aLinkToNothingMakesItsTarget() throws {
    try TemporaryFolder.with { folder in
      #expect(symlink("new", folder.path("link")) == 0)
      try StoredFile.write([7], to: folder.path("link"))
      #expect(kind(of: folder.path("link")) == S_IFLNK)
      #expect(kind(of: folder.path("new")) == S_IFREG)
    }
  }

  @Test func aCircleOfLinksIsRefused() throws {
    try TemporaryFolder.with { folder in
      #expect(symlink("b", folder.path("a")) == 0)
      #expect(symlink("a", folder.path("b")) == 0)
      let error = #expect(throws: EvidenceError.self) {
        try StoredFile.write([7], to: folder.path("a"))
      }
      #expect(error?.category == .inputOutput)
    }
  }
}
