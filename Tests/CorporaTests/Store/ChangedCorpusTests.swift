// SPDX-License-Identifier: Apache-2.0

import Evidence
import Foundation
import Glibc
import TestSupport
import Testing

@testable import Corpora

/// What reads a corpus refuses one that was changed, and what writes leaves others alone.
@Suite struct ChangedCorpusTests {
  private func corpus(_ folder: TemporaryFolder, gzip: Bool = false) throws -> CorpusFolder {
    var options = CorpusWriting.Options()
    options.isCompressed = gzip
    _ = try CorpusWriting(
      WrittenSource(), to: folder.path("c"), tool: "toy 1", options: options
    ).run()
    return try CorpusFolder(at: folder.path("c"))
  }

  /// Everything that is made from a corpus, with the files that it reads.
  private static let readers: [(name: String, files: Set<CorpusFile>)] = [
    ("panorama", [.profiles, .documents, .plan, .canaries]),
    ("synthpai", [.profiles, .documents]),
    ("huggingface", [.documents, .plan, .canaries]),
    ("text", [.documents, .plan, .canaries]),
    ("split", [.documents, .plan, .canaries]),
    ("inspect", [.profiles, .documents]),
  ]

  private func use(_ corpus: CorpusFolder, as name: String, to path: String) throws {
    if let form = CorpusExport.Form(rawValue: name) {
      _ = try CorpusExport(corpus, as: form, .members, to: path, isReplacing: false)
        .run(tool: "toy 1")
    } else if name == "split" {
      _ = try CorpusSplit(corpus, .everything, to: path, isReplacing: false).run(tool: "toy 1")
    } else {
      _ = try CorpusInspection(corpus)
    }
  }

  @Test func aTwinThatWasMadeAMemberReachesNoTraining() throws {
    try TemporaryFolder.with { folder in
      let corpus = try corpus(folder)
      let documents = WrittenSource.documents.replacing("\"twin\"", with: "\"retain\"")
      try folder.write(documents, to: "c/documents.jsonl")
      let plan = String(
        decoding: try #require(try folder.contents()["c/plan.jsonl"]), as: UTF8.self)
      try folder.write(plan + "{\"document\":\"t-social-0\",\"copy\":1}\n", to: "c/plan.jsonl")
      let before = try folder.contents()
      for reader in Self.readers {
        let error = #expect(throws: CorpusError.self) {
          try use(corpus, as: reader.name, to: folder.path("out"))
        }
        #expect(error?.code == .changedCorpus && error?.category == .tampered, "\(reader.name)")
        #expect(error?.message.contains("c/documents.jsonl'") == true, "\(reader.name)")
        #expect(try folder.contents() == before, "\(reader.name)")
      }
    }
  }

  @Test(arguments: [false, true]) func everyFileThatIsReadIsChecked(gzip: Bool) throws {
    try TemporaryFolder.with { folder in
      let corpus = try corpus(folder, gzip: gzip)
      for file in corpus.manifest.origin.files {
        let name = "c/\(corpus.manifest.name(of: file))"
        let bytes = try #require(try folder.contents()[name])
        for reader in Self.readers where reader.files.contains(file) {
          try folder.write(bytes + [UInt8(ascii: "\n")], to: name)
          let error = #expect(throws: CorpusError.self) {
            try use(corpus, as: reader.name, to: folder.path("out"))
          }
          #expect(error?.code == .changedCorpus, "\(reader.name), \(name)")
          #expect(error?.message.contains(name) == true, "\(reader.name), \(name)")
        }
        try folder.write(bytes, to: name)
      }
      #expect(try folder.contents().keys.allSatisfy { !$0.hasPrefix("out") })
      for reader in Self.readers {
        try use(corpus, as: reader.name, to: folder.path("out-\(reader.name)"))
      }
    }
  }

  @Test func aPipeInPlaceOfAFileIsRefusedAndNotWaitedFor() throws {
    try TemporaryFolder.with { folder in
      let corpus = try corpus(folder)
      for file in corpus.manifest.origin.files {
        let name = "c/\(corpus.manifest.name(of: file))"
        let bytes = try #require(try folder.contents()[name])
        try FileManager.default.removeItem(atPath: folder.path(name))
        try #require(mkfifo(folder.path(name), 0o600) == 0)
        for reader in Self.readers where reader.files.contains(file) {
          let error = #expect(throws: CorpusError.self) {
            try use(corpus, as: reader.name, to: folder.path("out"))
          }
          #expect(error?.code == .refusedByDisk, "\(reader.name), \(name)")
          #expect(error?.message.contains("\(name)' is no regular file") == true, "\(name)")
        }
        let error = #expect(throws: CorpusError.self) {
          try CorpusVerifier(folder.path("c")).run { _ in WrittenSource() }
        }
        #expect(error?.code == .refusedByDisk, "\(name)")
        try FileManager.default.removeItem(atPath: folder.path(name))
        try folder.write(bytes, to: name)
      }
      try FileManager.default.removeItem(atPath: folder.path("c/manifest.json"))
      try #require(mkfifo(folder.path("c/manifest.json"), 0o600) == 0)
      let error = #expect(throws: CorpusError.self) { try CorpusFolder(at: folder.path("c")) }
      #expect(error?.code == .refusedByDisk)
    }
  }

  /// Other bytes that say the same: the manifest's own digest is that of what it says.
  @Test func aManifestOfAnotherFormIsNotIntact() throws {
    try TemporaryFolder.with { folder in
      _ = try corpus(folder)
      // The record beside the corpus names the manifest's bytes, and would tell as well.
      try FileManager.default.removeItem(atPath: folder.path("c.lineage.json"))
      let name = "c/manifest.json"
      let bytes = try #require(try folder.contents()[name])
      let text = String(decoding: bytes, as: UTF8.self)
      let json = try JSONValue(parsing: text)
      let others = [
        String(text.dropLast()), text + "\n", " " + text,
        String(decoding: try json.canonicalBytes(), as: UTF8.self),
        text.replacing("\"toy 1\"", with: "\"\\u0074oy 1\""),
      ]
      for other in others {
        try #require(other != text)
        try folder.write(other, to: name)
        let result = try CorpusVerifier(folder.path("c")).run { _ in WrittenSource() }
        #expect(result.changes.map(\.file) == ["manifest.json"], "\(other)")
        let error = #expect(throws: CorpusError.self) { try result.requireIntact() }
        #expect(error?.category == .tampered)
      }
      try folder.write(bytes, to: name)
      #expect(try CorpusVerifier(folder.path("c")).run { _ in WrittenSource() }.isIntact)
    }
  }

  @Test(arguments: ["c/gen", "c/new/gen", "link/gen", "c/../c/gen"])
  func noCorpusIsMadeInAnother(place: String) throws {
    try TemporaryFolder.with { folder in
      _ = try corpus(folder)
      try FileManager.default.createSymbolicLink(
        atPath: folder.path("link"), withDestinationPath: folder.path("c"))
      for force in [false, true] {
        let error = #expect(throws: CorpusError.self) {
          try CorpusWritingTests.write(
            to: "\(folder.path)/\(place)", CorpusWritingTests.options(force: force))
        }
        #expect(error?.code == .outputInCorpus)
      }
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.path("c"))
      #expect(
        names.sorted() == [
          "canaries.jsonl", "documents.jsonl", "manifest.json", "plan.jsonl", "profiles.jsonl",
        ])
      try CorpusWritingTests.write(to: folder.path("beside"))
    }
  }

  @Test func aCommentWhoseParentIsLeftOutHasNone() throws {
    try TemporaryFolder.with { folder in
      let selection = try CorpusSelection([], without: ["forget"], standard: .members)
      _ = try CorpusExport(
        try corpus(folder), as: .synthpai, selection, to: folder.path("out"), isReplacing: false
      ).run(tool: "toy 1")
      let rows = try #require(try folder.contents()["out/synthpai.jsonl"])
        .split(separator: UInt8(ascii: "\n"))
        .map { try JSONValue(parsing: String(decoding: $0, as: UTF8.self)) }
      #expect(rows.map { $0["id"]?.text } == ["c-comment-1"])
      #expect(rows.first?["parent_id"] == .null && rows.first?["children"] == [])
    }
  }
}
