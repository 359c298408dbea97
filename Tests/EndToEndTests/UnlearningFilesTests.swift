// SPDX-License-Identifier: Apache-2.0

import Foundation
import Recommenders
import TestSupport
import Testing

@Suite struct UnlearningFilesTests {
  private static let person = Toy.name("person", 7)
  private static let film = Toy.name("film", 13)

  private func unlearn(_ flags: [String], in folder: TemporaryFolder) throws -> Program {
    try Program.run(
      [
        "recommender", "unlearn", "model.safetensors", "--data", "toy.csv", "-o",
        "after.safetensors",
      ]
        + ["--jobs", "1"] + flags, in: folder)
  }

  @Test(arguments: ["user", "item", "pairs"])
  func exactIsByteForByteTrainingOnAFileWithoutTheRows(what: String) throws {
    try TemporaryFolder.with { folder in
      try Toy.train(in: folder)
      let gone = [Toy.rows[3], Toy.rows[40], Toy.rows[200]]
      let lines = gone.map { "\($0.user)\t\($0.item)\n" }.joined()
      try folder.write("user\titem\n" + lines, to: "pairs.tsv")
      let flags =
        what == "user"
        ? ["--erase", "user:\(Self.person)"]
        : what == "item" ? ["--erase", "item:\(Self.film)"] : ["--erase-file", "pairs.tsv"]
      let unlearned = try unlearn(flags + ["--mode", "exact"], in: folder)
      #expect(unlearned.status == 0, "\(unlearned.errors)")
      // Another program deletes the rows.
      let pattern =
        what == "user"
        ? "^\(Self.person),"
        : what == "item"
          ? ",\(Self.film)$"
          : gone.map { "^\($0.user),\($0.item)$" }.joined(separator: "|")
      let grep = try Program.run(
        ["grep", "-vE", pattern, "toy.csv"], in: folder,
        executable: URL(fileURLWithPath: "/usr/bin/env"))
      try folder.write(grep.output, to: "without.csv")
      let trained = try Program.run(
        ["recommender", "train", "without.csv", "-o", "gold.safetensors"] + Toy.short, in: folder)
      #expect(trained.status == 0)
      let files = try folder.contents()
      #expect(files["after.safetensors"] == files["gold.safetensors"])
      #expect(files["after.safetensors"] != files["model.safetensors"])
    }
  }

  @Test(arguments: ["exact", "reverse-bpr"], ["user", "item"])
  func noFileWrittenHoldsTheErasedIdOrVector(mode: String, noun: String) throws {
    try TemporaryFolder.with { folder in
      try Toy.train(in: folder)
      let subject = noun == "user" ? Self.person : Self.film
      let before = try ModelFile.read(path: folder.path("model.safetensors")).model
      let vector = try vector(of: subject, noun, in: before)
      let old = try folder.contents()
      // The scan finds both where they are.
      #expect(holds(old["model.safetensors"], Data(subject.utf8)))
      #expect(holds(old["model.safetensors"], vector))
      let run = try unlearn(["--erase", "\(noun):\(subject)", "--mode", mode], in: folder)
      #expect(run.status == 0, "\(run.errors)")
      let new = try folder.contents().filter { old[$0.key] == nil }
      #expect(new.keys.sorted() == ["after.safetensors", "after.safetensors.lineage.json"])
      for (name, bytes) in new.sorted(by: { $0.key < $1.key }) {
        #expect(!holds(bytes, Data(subject.utf8)), "\(name)")
        for start in stride(from: 0, to: vector.count, by: 8) {
          #expect(!holds(bytes, vector[start..<start + 8]), "\(name): two factors in a row")
        }
      }
      #expect(!run.output.contains(subject) && !run.errors.contains(subject))
    }
  }

  /// The subject's factors as they stand in a file: little-endian single precision.
  private func vector(of subject: String, _ noun: String, in model: MatrixFactorization) throws
    -> Data
  {
    let index = noun == "user" ? model.users : model.items
    let table = noun == "user" ? model.userTable : model.itemTable
    let row = table.row(try #require(index.position(of: subject)))
    return row.prefix(model.factorCount).reduce(into: Data()) { bytes, value in
      withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
    }
  }

  private func holds(_ bytes: Data?, _ part: Data) -> Bool { bytes?.range(of: part) != nil }

  @Test func aMixtureFromAFileIsCountedByKind() throws {
    try TemporaryFolder.with { folder in
      try Toy.train(in: folder)
      let pair = Toy.rows[100]
      try folder.write(
        "user\titem\n\(Self.person)\t\n\t\(Self.film)\n\(pair.user)\t\(pair.item)\n",
        to: "pairs.tsv")
      let run = try unlearn(["--erase-file", "pairs.tsv", "-v"], in: folder)
      #expect(run.status == 0)
      #expect(run.output.contains(/erased-users +1\n/))
      #expect(run.output.contains(/erased-items +1\n/))
    }
  }
}
