// SPDX-License-Identifier: Apache-2.0

import Evidence
import Foundation
import TestSupport
import Testing

@testable import Corpora

/// What may be replaced is what the command made itself; files of others stay where they are.
@Suite struct CorpusReplacingTests {
  /// Commands that make a folder from the corpus `c`, and their parts `p1` and `p2`.
  enum Command: String, CaseIterable, Sendable {
    case generate, join, split, text, huggingface, panorama, synthpai

    func run(in folder: TemporaryFolder, to name: String, force: Bool = true) throws {
      let path = folder.path(name)
      switch self {
      case .generate:
        try CorpusWritingTests.write(to: path, CorpusWritingTests.options(force: force))
      case .join:
        let parts = try ["p1", "p2"].map { try CorpusFolder(at: folder.path($0)) }
        _ = try CorpusJoining(parts, to: path, isReplacing: force).run(tool: "toy 1")
      case .split:
        let corpus = try CorpusFolder(at: folder.path("c"))
        _ = try CorpusSplit(corpus, .everything, to: path, isReplacing: force).run(tool: "toy 1")
      case .text, .huggingface, .panorama, .synthpai:
        let form = try #require(CorpusExport.Form(rawValue: rawValue))
        let corpus = try CorpusFolder(at: folder.path("c"))
        _ = try CorpusExport(corpus, as: form, .members, to: path, isReplacing: force)
          .run(tool: "toy 1")
      }
    }
  }

  private func prepare(_ folder: TemporaryFolder) throws {
    _ = try CorpusWriting(
      WrittenSource(), to: folder.path("c"), tool: "toy 1", options: CorpusWriting.Options()
    ).run()
    for number in 1...2 {
      try CorpusWritingTests.write(
        to: folder.path("p\(number)"),
        CorpusWritingTests.options(shard: try CorpusShard(number: number, count: 2)))
    }
  }

  /// Runs a command that must be refused without touching anything.
  private func refusal(_ command: Command, in folder: TemporaryFolder, to name: String) throws
    -> CorpusError
  {
    let before = try folder.contents()
    let error = try #require(throws: CorpusError.self, "\(command)") {
      try command.run(in: folder, to: name)
    }
    #expect(try folder.contents() == before, "\(command)")
    return error
  }

  @Test(arguments: Command.allCases) func theSameCommandReplacesItsOwnFiles(command: Command)
    throws
  {
    try TemporaryFolder.with { folder in
      try prepare(folder)
      try command.run(in: folder, to: "out", force: false)
      let before = try folder.contents()
      let error = #expect(throws: CorpusError.self) {
        try command.run(in: folder, to: "out", force: false)
      }
      #expect(error?.code == .outputExists)
      try command.run(in: folder, to: "out")
      #expect(try folder.contents() == before)
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
      #expect(names.allSatisfy { !$0.hasSuffix(".partial") && !$0.hasSuffix(".replaced") })
    }
  }

  @Test(arguments: Command.allCases) func aFileOfOthersIsNamedAndNothingIsTouched(command: Command)
    throws
  {
    try TemporaryFolder.with { folder in
      try prepare(folder)
      try command.run(in: folder, to: "out")
      for (name, inside) in [("notes.txt", "notes.txt"), (".hidden", ".hidden"), ("a/b.txt", "a")] {
        try folder.write("mine", to: "out/\(name)")
        let error = try refusal(command, in: folder, to: "out")
        #expect(error.code == .foreignFolder && error.category == .inputOutput)
        #expect(error.message.contains("also holds '\(inside)'"), "\(error.message)")
        #expect(error.remedy.contains("'\(inside)'"))
        try FileManager.default.removeItem(atPath: folder.path("out/\(inside)"))
      }
      try command.run(in: folder, to: "out")
    }
  }

  @Test(arguments: Command.allCases) func aFolderThatIsNoCorpusIsNeverReplaced(command: Command)
    throws
  {
    try TemporaryFolder.with { folder in
      try prepare(folder)
      try folder.write("mine", to: "out/letter.txt")
      #expect(try refusal(command, in: folder, to: "out").code == .foreignFolder)
      // Names that the command writes make nothing its own.
      try folder.write("mine", to: "own/train.txt")
      try folder.write("mine", to: "own/plan.jsonl")
      try folder.write("{}", to: "own/manifest.json")
      #expect(try refusal(command, in: folder, to: "own").code == .foreignFolder)
    }
  }

  @Test(arguments: Command.allCases) func aRecordThatIsNoneIsNotReplaced(command: Command) throws {
    try TemporaryFolder.with { folder in
      try prepare(folder)
      try folder.write("my notes", to: "out.lineage.json")
      let error = try refusal(command, in: folder, to: "out")
      #expect(error.code == .foreignFolder && error.message.contains("out.lineage.json"))
    }
  }

  @Test(arguments: Command.allCases) func aLinkIsNotReplaced(command: Command) throws {
    try TemporaryFolder.with { folder in
      try prepare(folder)
      try command.run(in: folder, to: "out")
      try FileManager.default.createSymbolicLink(
        atPath: folder.path("link"), withDestinationPath: folder.path("out"))
      let error = try #require(throws: CorpusError.self) {
        try command.run(in: folder, to: "link")
      }
      #expect(error.code == .foreignFolder && error.message.contains("symbolic link"))
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder.path("link")) != "")
      #expect(!FileManager.default.fileExists(atPath: folder.path("link.replaced")))
    }
  }

  @Test func aCommandReplacesNothingOfAnother() throws {
    try TemporaryFolder.with { folder in
      try prepare(folder)
      try CorpusWritingTests.write(ToySource(seed: 8), to: folder.path("generate"))
      for command in [Command.join, .split, .text] {
        try command.run(in: folder, to: command.rawValue)
      }
      // A corpus may be replaced by one that is generated, however it was made.
      for (command, others) in [
        (Command.split, ["generate", "join", "text"]), (.text, ["generate", "join", "split"]),
        (.panorama, ["generate", "join", "split"]), (.join, ["generate", "split", "text"]),
        (.generate, ["split", "text"]),
      ] {
        for other in others {
          let error = try refusal(command, in: folder, to: other)
          #expect(error.code == .foreignFolder, "\(command) over \(other)")
        }
      }
      try Command.generate.run(in: folder, to: "join")
      // The same corpus, though it was not joined.
      try Command.join.run(in: folder, to: "join")
    }
  }

  @Test func anExportReplacesAnotherFormButNoFileBesideIt() throws {
    try TemporaryFolder.with { folder in
      try prepare(folder)
      try Command.huggingface.run(in: folder, to: "out")
      try Command.text.run(in: folder, to: "out")
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: folder.path("out")) == ["train.txt"])
      // A file of that name belongs to another form.
      try folder.write("mine", to: "out/README.md")
      let error = try refusal(.text, in: folder, to: "out")
      #expect(error.message.contains("'README.md'"))
    }
  }

  @Test(arguments: CorpusExport.Form.allCases)
  func theFilesOfAFormAreThoseThatItSays(form: CorpusExport.Form) throws {
    try TemporaryFolder.with { folder in
      try prepare(folder)
      let corpus = try CorpusFolder(at: folder.path("c"))
      let outcome = try CorpusExport(
        corpus, as: form, .members, to: folder.path("out"), isReplacing: false
      ).run(tool: "toy 1")
      #expect(outcome.files.map(\.name).sorted() == form.fileNames.sorted())
      let split = try CorpusSplit(
        corpus, .everything, to: folder.path("sets"), isReplacing: false
      ).run(tool: "toy 1")
      #expect(split.files.map(\.name).sorted() == CorpusSplit.fileNames.sorted())
    }
  }

  @Test(arguments: Command.allCases) func anUnfinishedFolderKeepsFilesOfOthers(command: Command)
    throws
  {
    try TemporaryFolder.with { folder in
      try prepare(folder)
      try folder.write("", to: "out.partial/\(CorpusDestination.marker)")
      try folder.write("mine", to: "out.partial/notes.txt")
      let error = try refusal(command, in: folder, to: "out")
      #expect(error.code == .otherPartial)
      #expect(error.message.contains("'notes.txt'"), "\(error.message)")
    }
  }

  /// What is resumed or thrown away with --force may have gained a file of somebody.
  @Test func anUnfinishedCorpusWithAFileOfOthersIsNeitherResumedNorThrownAway() throws {
    try TemporaryFolder.with { folder in
      var options = CorpusWritingTests.options()
      options.isCancelled = { true }
      #expect(throws: CorpusError.self) {
        try CorpusWritingTests.write(to: folder.path("out"), options)
      }
      try folder.write("mine", to: "out.partial/notes.txt")
      let before = try folder.contents()
      #expect(before["out.partial/checkpoint.json"] != nil)
      for source in [ToySource(), ToySource(seed: 8)] {
        let error = #expect(throws: CorpusError.self) {
          try CorpusWritingTests.write(
            source, to: folder.path("out"), CorpusWritingTests.options(force: true))
        }
        #expect(error?.code == .otherPartial)
        #expect(try folder.contents() == before)
      }
      try FileManager.default.removeItem(atPath: folder.path("out.partial/notes.txt"))
      #expect(try CorpusWritingTests.write(to: folder.path("out")).resumedUnitCount == 1)
    }
  }

  /// The folder that what is replaced goes to for a moment may be somebody's.
  @Test func whatStandsWhereTheOldOneIsSetAsideStays() throws {
    try TemporaryFolder.with { folder in
      try prepare(folder)
      try CorpusWritingTests.write(to: folder.path("out.replaced"))
      try CorpusWritingTests.write(to: folder.path("out"))
      let error = try refusal(.generate, in: folder, to: "out")
      #expect(error.code == .foreignFolder && error.message.contains("out.replaced'"))
      try CorpusWritingTests.write(to: folder.path("new.replaced"))
      try CorpusWritingTests.write(to: folder.path("new"))
      #expect(try CorpusVerifier(folder.path("new.replaced")).run { _ in ToySource() }.isIntact)
    }
  }

  /// While a corpus is made somebody may put something into the place.
  @Test func whatCameIntoThePlaceMeanwhileIsNotRemoved() throws {
    try TemporaryFolder.with { folder in
      let source = ToySource(whenAsked: { first in
        if first > 0 { _ = try? folder.write("mine", to: "out/notes.txt") }
      })
      let error = #expect(throws: CorpusError.self) {
        try CorpusWritingTests.write(source, to: folder.path("out"))
      }
      #expect(error?.code == .outputExists)
      let names = try folder.contents().keys.sorted()
      #expect(names == ["out/notes.txt"])
    }
  }
}
