// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

@testable import Corpora

/// What is wrong with a table is said with file, line and remedy.
@Suite struct LexiconErrorTests {
  private static let header = "name\tkind\tweight\n"

  private func problem(_ text: String) -> CorpusError? {
    do throws(CorpusError) {
      let table = try LexiconTable(parsing: Array(text.utf8), name: "t.tsv")
      _ = try LexiconReader.categorized(table, "name", by: "kind", expected: ["x", "y"])
      return nil
    } catch {
      return error
    }
  }

  @Test func aSoundTableIsRead() throws {
    let text = "# title: t\n\n" + Self.header + "a b\tx\t2\n# note\nÁine O'Neill\ty\t1\n"
    #expect(problem(text) == nil)
    let table = try LexiconTable(parsing: Array(text.utf8), name: "t.tsv")
    #expect(table.count == 2)
    #expect(table.line(of: 1) == 6)
    #expect(try table.texts("name") == ["a b", "Áine O'Neill"])
  }

  @Test(arguments: [
    ("name\tkind\na\tx\n", CorpusError.Code.lexiconColumns, 1),
    ("name\tkind\tweight\na\tx\n", .lexiconColumns, 2),
    ("name\tkind\tweight\na\tx\t1\t1\n", .lexiconColumns, 2),
    ("name\tkind\tweight\na\tx\t0\n", .lexiconNumber, 2),
    ("name\tkind\tweight\na\tx\t-3\n", .lexiconNumber, 2),
    ("name\tkind\tweight\na\tx\t+3\n", .lexiconNumber, 2),
    ("name\tkind\tweight\na\tx\t1.5\n", .lexiconNumber, 2),
    ("name\tkind\tweight\na\tx\t99999999999\n", .lexiconNumber, 2),
    ("name\tkind\tweight\nb\ty\t1\na\"\tx\t1\n", .lexiconText, 3),
    ("name\tkind\tweight\nb\ty\t1\na\\b\tx\t1\n", .lexiconText, 3),
    ("name\tkind\tweight\nb\ty\t1\na\u{1}\tx\t1\n", .lexiconText, 3),
    ("name\tkind\tweight\nb\ty\t1\na\u{85}\tx\t1\n", .lexiconText, 3),
    ("name\tkind\tweight\r\nb\ty\t1\n", .lexiconText, 1),
    ("name\tkind\tweight\nb\ty\t1\n a\tx\t1\n", .lexiconText, 3),
    ("name\tkind\tweight\nb\ty\t1\na \tx\t1\n", .lexiconText, 3),
    ("name\tkind\tweight\nb\ty\t1\na  b\tx\t1\n", .lexiconText, 3),
    ("name\tkind\tweight\nb\ty\t1\n\tx\t1\n", .lexiconText, 3),
    ("name\tkind\tweight\na\tx\t1\nb\ty\t1\na\tx\t4\n", .lexiconDuplicate, 4),
    ("name\tkind\tweight\na\tz\t1\n", .lexiconReference, 2),
    ("name\tkind\tweight\na\tx\t1\n", .lexiconEmpty, 1),
    ("name\tkind\tweight\n", .lexiconEmpty, 1),
    ("# only a title\n", .lexiconEmpty, 1),
    ("", .lexiconEmpty, 1),
  ])
  func aFaultIsNamedWithItsLine(text: String, code: CorpusError.Code, line: Int) throws {
    let error = try #require(problem(text))
    #expect(error.code == code)
    #expect(error.message.hasPrefix("t.tsv:\(line): "), "\(error.message)")
    #expect(!error.remedy.isEmpty)
  }

  @Test func bytesThatAreNoTextAreRefused() {
    #expect {
      _ = try LexiconTable(parsing: [0x61, 0xff, 0x0a], name: "t.tsv")
    } throws: { error in
      (error as? CorpusError)?.code == .lexiconText
    }
  }

  /// One file of the shipped folder is left out or changed at a time.
  @Test(arguments: [
    ("en_NZ/cities.tsv", "", "", CorpusError.Code.lexiconFileMissing),
    ("en_NZ/regions.tsv", "Nelson\tNelson\t70##", "Nelson\tNelson\t", .lexiconText),
    ("en_NZ/regions.tsv", "Nelson\tNelson\t70##", "Nelson\tNelson\t7[0##", .lexiconText),
    ("en_NZ/cities.tsv", "\tTasman\t", "\tNelson\t", .lexiconEmpty),
    ("en_NZ/cities.tsv", "\tTasman\t", "\tAtlantis\t", .lexiconReference),
    ("domains.tsv", "letters.test", "letters.com", .lexiconText),
    ("canary-words.tsv", "\nable\n", "\n", .lexiconEmpty),
    ("schools.tsv", "vocational", "primary", .lexiconEmpty),
    ("schools.tsv", "{stem} TAFE", "{stam} TAFE", .lexiconText),
    ("employer-patterns.tsv", "en_IN", "en_XX", .lexiconReference),
    ("jobs.tsv", "\thealthcare", "\talchemy", .lexiconReference),
    ("locales.tsv", "en_IE", "en_ZZ", .lexiconEmpty),
  ])
  func aFolderWithOneFaultIsRefused(
    file: String, from: String, to: String, code: CorpusError.Code
  ) throws {
    try TemporaryFolder.with { folder in
      let copy = folder.path("lexicons")
      try FileManager.default.copyItem(atPath: ShippedLexicon.folder, toPath: copy)
      let path = "\(copy)/\(file)"
      if from.isEmpty {
        try FileManager.default.removeItem(atPath: path)
      } else {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let changed = text.replacingOccurrences(of: from, with: to)
        try #require(changed != text)
        try Data(changed.utf8).write(to: URL(fileURLWithPath: path))
      }
      #expect {
        _ = try Lexicon(contentsOf: copy)
      } throws: { error in
        guard let error = error as? CorpusError else { return false }
        return error.code == code && error.message.contains(file)
      }
    }
  }
}
