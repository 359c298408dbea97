// SPDX-License-Identifier: Apache-2.0

import Foundation
import Glibc
import TestSupport
import Testing

/// What stands where an output should go.
@Suite struct OutputPlaceTests {
  private func withTrained(_ body: (TemporaryFolder) throws -> Void) throws {
    try TemporaryFolder.with { folder in
      try Toy.train(in: folder)
      try body(folder)
    }
  }

  private func kind(of path: String) -> mode_t {
    var status = stat()
    return lstat(path, &status) == 0 ? status.st_mode & S_IFMT : 0
  }

  private func expectRefusal(_ arguments: [String], in folder: TemporaryFolder) throws {
    let run = try Program.run(arguments, in: folder)
    #expect(run.status == 74, "\(arguments): \(run.errors)")
    #expect(run.errors.components(separatedBy: "error[").count == 2, "one message")
    #expect(run.output == "")
  }

  @Test(arguments: [[], ["--force"]])
  func aPipeIsNeverReplacedByAModel(force: [String]) throws {
    try withTrained { folder in
      #expect(mkfifo(folder.path("pipe"), 0o600) == 0)
      #expect(mkfifo(folder.path("m.lineage.json"), 0o600) == 0)
      let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
      for place in ["pipe", "m"] {
        try expectRefusal(
          ["recommender", "train", "toy.csv", "-o", place] + Toy.short + force, in: folder)
        try expectRefusal(
          ["recommender", "unlearn", "model.safetensors", "--data", "toy.csv", "-o", place]
            + ["--erase", "users:0.1"] + force, in: folder)
      }
      #expect(kind(of: folder.path("pipe")) == S_IFIFO)
      #expect(kind(of: folder.path("m.lineage.json")) == S_IFIFO)
      #expect(try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted() == names)
    }
  }

  @Test func aLinkIsFollowedAndStays() throws {
    try withTrained { folder in
      let whole = try folder.contents()["model.safetensors"]
      try folder.write("old", to: "deep/target")
      #expect(symlink("deep/target", folder.path("link")) == 0)
      let train = ["recommender", "train", "toy.csv", "-o", "link"] + Toy.short
      try expectRefusal(train, in: folder)
      #expect(try folder.contents()["deep/target"] == Data("old".utf8))
      #expect(try Program.run(train + ["--force"], in: folder).status == 0)
      #expect(kind(of: folder.path("link")) == S_IFLNK)
      #expect(kind(of: folder.path("deep/target")) == S_IFREG)
      #expect(try folder.contents()["deep/target"] == whole)
    }
  }

  @Test(arguments: [[], ["--force"]])
  func aReportRefusesAPipeToo(force: [String]) throws {
    try TemporaryFolder.with { folder in
      try folder.write(Toy.csv(), to: "toy.csv")
      let audit = ["audit", "recommender", "toy.csv", "-o", "runs/first", "--exit-zero"]
      #expect(try Program.run(audit + Toy.short, in: folder).status == 0)
      #expect(mkfifo(folder.path("pipe"), 0o600) == 0)
      for verb in [["report", "html"], ["report", "json"], ["runs", "export"]] {
        try expectRefusal(verb + ["first", "-o", "pipe"] + force, in: folder)
      }
      #expect(kind(of: folder.path("pipe")) == S_IFIFO)
    }
  }

  @Test func aFolderThatCannotBeMadeIsOneMessage() throws {
    try TemporaryFolder.with { folder in
      try folder.write(Toy.csv(), to: "toy.csv")
      for place in ["/proc/palimpsest", "/proc/palimpsest/deeper", "toy.csv/run"] {
        try expectRefusal(
          ["audit", "recommender", "toy.csv", "-o", place] + Toy.short, in: folder)
      }
      try expectRefusal(
        ["recommender", "train", "toy.csv", "-o", "/proc/palimpsest"] + Toy.short, in: folder)
    }
  }
}
