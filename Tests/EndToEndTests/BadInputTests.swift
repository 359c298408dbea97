// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// One kind of bad input, the exit code that is documented for it, and the code in its message.
struct BadInput: CustomTestStringConvertible, Sendable {
  let name: String
  /// The file's bytes; nil for a folder of that name.
  let bytes: Data?
  let file: String
  var flags: [String] = []
  let status: Int32
  let code: String

  var testDescription: String { name }

  init(
    _ name: String, _ text: String, file: String = "bad.csv", flags: [String] = [],
    status: Int32 = 65, _ code: String
  ) {
    self.init(name, Data(text.utf8), file: file, flags: flags, status: status, code)
  }

  init(
    _ name: String, _ bytes: Data?, file: String = "bad.csv", flags: [String] = [],
    status: Int32 = 65, _ code: String
  ) {
    self.name = name
    self.bytes = bytes
    self.file = file
    self.flags = flags
    self.status = status
    self.code = code
  }

  static let head = "user,item,rating\n"

  static let all: [BadInput] = [
    BadInput("a missing column", "user,thing\na,b\n", "REC106"),
    BadInput("NaN for a rating", head + "a,b,nan\n", "REC105"),
    BadInput("a negative id", "-1\t2\t3\t4\n", file: "u.data", "REC105"),
    BadInput("a truncated row", "1\t2\t3\t4\n5\t6\t7\t8\n9\t1", file: "u.data", "REC105"),
    BadInput("an empty file", "", "REC107"),
    BadInput("a header alone", head, "REC107"),
    BadInput("one user", head + "a,b,1\na,c,1\na,d,1\n", "REC108"),
    BadInput("one item", head + "a,b,1\nc,b,1\n", "REC108"),
    BadInput("the same row again and again", head + "a,b,1\na,b,1\na,b,1\n", "REC108"),
    BadInput("UTF-16", Data([0xFF, 0xFE, 0x61, 0x00, 0x0A, 0x00]), "REC104"),
    BadInput(
      "Latin-1", Data(Array(head.utf8) + [0x61, 0xE9, 0x2C, 0x62, 0x2C, 0x31, 0x0A]), "REC105"),
    BadInput(
      "a NUL byte", Data(Array(head.utf8) + [0x61, 0, 0x2C, 0x62, 0x2C, 0x31, 0x0A]), "REC105"),
    BadInput("an id beyond 2^53", "99999999999999999999\t2\t3\t4\n", file: "u.data", "REC105"),
    BadInput("a file of no known shape", "one two\nthree\n", file: "x.txt", status: 64, "REC109"),
    BadInput("a folder", nil, status: 66, "REC102"),
    BadInput("a compressed file", Data([0x1F, 0x8B, 8, 0]), "REC104"),
    BadInput(
      "a rating column that is not there", "user,item\na,b\n", flags: ["--min-rating", "3"],
      "REC106"),
    BadInput(
      "no row with the least rating", head + "a,b,1\nc,d,2\n", flags: ["--min-rating", "3"],
      "REC107"),
    BadInput(
      "columns for a format without names", "1\t2\t3\t4\n", file: "u.data",
      flags: ["--user-column", "u"], status: 64, "REC110"),
  ]
}

@Suite struct BadInputTests {
  /// Runs a command that must fail with one message and leave everything as it was.
  private func expectRefusal(
    _ arguments: [String], in folder: TemporaryFolder, status: Int32, code: String
  ) throws {
    let before = try folder.contents()
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
    let run = try Program.run(arguments, in: folder)
    #expect(run.status == status, "\(arguments): \(run.errors)")
    #expect(run.errors.hasPrefix("error[\(code)]: "), "\(run.errors)")
    #expect(run.errors.split(separator: "\n").count <= 4)
    #expect(run.errors.components(separatedBy: "error[").count == 2, "one message")
    #expect(run.output == "", "nothing on standard output")
    #expect(try folder.contents() == before)
    #expect(try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted() == names)
  }

  private func lay(_ input: BadInput, in folder: TemporaryFolder) throws {
    if let bytes = input.bytes {
      try folder.write(bytes, to: input.file)
    } else {
      try folder.write("", to: "\(input.file)/inside")
    }
  }

  @Test(arguments: BadInput.all)
  func trainingRefusesItAndWritesNothing(input: BadInput) throws {
    try TemporaryFolder.with { folder in
      try lay(input, in: folder)
      for json in [[], ["--json"]] {
        try expectRefusal(
          ["recommender", "train", input.file, "-o", "model.safetensors"] + input.flags + json,
          in: folder, status: input.status, code: input.code)
      }
    }
  }

  @Test(arguments: BadInput.all)
  func anAuditRefusesItAndWritesNothing(input: BadInput) throws {
    try TemporaryFolder.with { folder in
      try lay(input, in: folder)
      try expectRefusal(
        ["audit", "recommender", input.file] + input.flags, in: folder, status: input.status,
        code: input.code)
    }
  }

  @Test func anIdOfABillionIsAnIdLikeAnyOther() throws {
    try TemporaryFolder.with { folder in
      let rows = Toy.csv() + "1000000000,1000000000\n"
      try folder.write(rows, to: "toy.csv")
      let run = try Program.run(
        ["recommender", "train", "toy.csv", "-o", "m.safetensors"] + Toy.short, in: folder)
      #expect(run.status == 0)
      let size = try folder.contents()["m.safetensors"]?.count ?? .max
      #expect(size < 100_000, "memory and files follow the number of ids, not their size")
    }
  }

  @Test func duplicateRowsAreMergedAndCounted() throws {
    try TemporaryFolder.with { folder in
      try folder.write(Toy.csv() + Toy.csv().dropFirst("user,item\n".count), to: "twice.csv")
      try folder.write(Toy.csv(), to: "once.csv")
      for name in ["once", "twice"] {
        let run = try Program.run(
          ["recommender", "train", "\(name).csv", "-o", "\(name).safetensors"] + Toy.short,
          in: folder)
        #expect(run.status == 0)
      }
      let files = try folder.contents()
      #expect(files["once.safetensors"] == files["twice.safetensors"])
    }
  }

  @Test func badRowsMayBeSkippedAndAreCountedAloud() throws {
    try TemporaryFolder.with { folder in
      try folder.write(Toy.csv() + "broken\n", to: "toy.csv")
      let run = try Program.run(
        ["recommender", "train", "toy.csv", "-o", "m.safetensors", "--skip-bad-rows"] + Toy.short,
        in: folder)
      #expect(run.status == 0)
      #expect(run.errors.contains("1 bad rows were left out"))
    }
  }

  @Test func hostileModelFilesAreRefused() throws {
    let zip = Data([0x50, 0x4B, 0x03, 0x04] + [UInt8](repeating: 0xFF, count: 200))
    let giant = Data([0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F]) + Data("{}".utf8)
    try TemporaryFolder.with { folder in
      try folder.write(Toy.csv(), to: "toy.csv")
      try folder.write("user\titem\n\(Toy.rows[0].user)\t\n", to: "pairs.tsv")
      try folder.write("a\n", to: "ids.txt")
      try folder.write(zip, to: "hostile.npz")
      try folder.write(giant, to: "giant.safetensors")
      let npz = [
        "--model", "hostile.npz", "--erase-file", "pairs.tsv", "--user-ids", "ids.txt",
        "--item-ids", "ids.txt",
      ]
      try expectRefusal(
        ["audit", "recommender", "toy.csv"] + npz, in: folder, status: 65, code: "REC124")
      try expectRefusal(
        ["recommender", "evaluate", "giant.safetensors", "--data", "toy.csv"], in: folder,
        status: 65, code: "REC122")
      try expectRefusal(
        ["recommender", "evaluate", "pairs.tsv", "--data", "toy.csv"], in: folder, status: 65,
        code: "REC122")
    }
  }
}
