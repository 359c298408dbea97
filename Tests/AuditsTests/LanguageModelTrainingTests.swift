// SPDX-License-Identifier: Apache-2.0

import Evidence
import Foundation
import LanguageModels
import Synchronization
import TestSupport
import Testing

@testable import Audits

@Suite struct LanguageModelTrainingTests {
  private static let texts = [
    "Rosalind lives in Leith and keeps two cats.", "Two cats went to sea in a boat.",
    "Once upon a time there was a lighthouse.",
  ]

  private func recipe(beside path: String) throws -> LanguageModelTraining.Recipe {
    let yaml = """
      name: test
      model:
        vocabulary: 280
        width: 16
        layers: 1
        heads: 2
        key-value-heads: 1
        feed-forward: 32
        context: 64
      training:
        steps: 9
        batch-tokens: 48

      """
    let folder = StoredFile.folder(of: path)
    try StoredFile.makeFolder(folder)
    let file = "\(folder)/recipe.yaml"
    try StoredFile.write(Array(yaml.utf8), to: file)
    return .transformer(
      try LanguageModels.TrainingRecipe(contentsOf: file),
      digest: try Digest.sha256(contentsOf: file))
  }

  private func training(
    _ path: String, isResuming: Bool = false, isReplacing: Bool = false, stoppingAt last: Int = .max
  ) throws -> LanguageModelTraining {
    let count = Mutex(0)
    return LanguageModelTraining(
      try recipe(beside: path), to: ModelFolder(path, isReplacing: isReplacing), seed: 3, jobs: 2,
      isResuming: isResuming, checkpointInterval: 2,
      isCancelled: {
        count.withLock {
          $0 += 1
          return $0 == last
        }
      })
  }

  @Test(arguments: [1, 4, 5]) func aStoppedTrainingGoesOnToTheSameBytes(step: Int) throws {
    try TemporaryFolder.with { folder in
      let texts = try folder.write(Self.texts.joined(separator: "\n"), to: "texts.txt")
      _ = try training(folder.path("a/model")).run(on: texts, without: [])
      let path = folder.path("b/model")
      #expect {
        try training(path, stoppingAt: step).run(on: texts, without: [])
      } throws: {
        ($0 as? AuditError)?.code == "AUD046" && ($0 as? AuditError)?.category == .unfinished
      }
      #expect(!StoredFile.exists(path))
      _ = try training(path, isResuming: true).run(on: texts, without: [])
      let files = try folder.contents()
      let names = files.keys.filter { $0.hasPrefix("a/") }.map { $0.dropFirst(2) }
      #expect(names.count == 8)
      for name in names { #expect(files["a/\(name)"] == files["b/\(name)"], "\(name)") }
      #expect(files.keys.filter { $0.hasPrefix("b/") }.count == names.count)
    }
  }

  @Test func anUnfinishedTrainingIsNotThrownAwayUnasked() throws {
    try TemporaryFolder.with { folder in
      let texts = try folder.write(Self.texts.joined(separator: "\n"), to: "texts.txt")
      let path = folder.path("model")
      _ = try? training(path, stoppingAt: 3).run(on: texts, without: [])
      let before = try folder.contents()
      #expect {
        try training(path).run(on: texts, without: [])
      } throws: {
        ($0 as? AuditError)?.code == "AUD007"
      }
      #expect(try folder.contents() == before)
      _ = try training(path, isReplacing: true).run(on: texts, without: [])
      #expect(!StoredFile.exists(path + ".partial"))
    }
  }

  @Test func anotherSourceCannotBeGoneOnWith() throws {
    try TemporaryFolder.with { folder in
      let texts = try folder.write(Self.texts.joined(separator: "\n"), to: "texts.txt")
      let other = try folder.write("Something else, and longer.\n", to: "other.txt")
      let path = folder.path("model")
      _ = try? training(path, stoppingAt: 3).run(on: texts, without: [])
      #expect {
        try training(path, isResuming: true).run(on: other, without: [])
      } throws: {
        ($0 as? AuditError)?.category == .badData
      }
      // What could be gone on with is still there.
      _ = try training(path, isResuming: true).run(on: texts, without: [])
    }
  }
}

@Suite struct TextInputTests {
  @Test func aPlainFileIsOneTextAsItStands() throws {
    try TemporaryFolder.with { folder in
      let path = try folder.write("one\ntwo\n", to: "texts.txt")
      #expect(try TextInput(path: path).entries.map(\.text) == ["one\ntwo\n"])
      let documents = try TextInput(documentsAt: path)
      #expect(documents.entries == [.init(line: 1, text: "one"), .init(line: 2, text: "two")])
    }
  }

  @Test func linesKeepTheirNumbersAndIdentifiers() throws {
    try TemporaryFolder.with { folder in
      let path = try folder.write(
        "{\"text\": \"a\"}\n\n{\"text\": \"b\", \"id\": \"x\"}", to: "texts.jsonl")
      let input = try TextInput(path: path)
      #expect(
        input.entries == [
          .init(line: 1, text: "a"), .init(line: 3, identifier: "x", text: "b"),
        ])
      #expect(try TextInput(path: path, limit: 1).entries.count == 1)
    }
  }

  @Test func bytesThatAreNoTextAreToldByTheirOffset() throws {
    try TemporaryFolder.with { folder in
      let path = try folder.write(Data([0x61, 0xC3, 0xA9, 0xFF, 0x61]), to: "latin.txt")
      #expect {
        try TextInput(path: path)
      } throws: {
        ($0 as? AuditError)?.message.hasSuffix("byte 3: not UTF-8.") == true
      }
    }
  }
}
