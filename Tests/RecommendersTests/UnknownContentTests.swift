// SPDX-License-Identifier: Apache-2.0

import Foundation
import Recommenders
import TestSupport
import Testing

/// What a model file holds beside a model is counted, and never read.
@Suite struct UnknownContentTests {
  private let good: [UInt8]

  init() throws {
    good = try ModelFile.encode(TinyModel.model, header: TinyModel.header)
  }

  private func unknown(replacing old: String, with new: String) throws -> UnknownContent {
    let edited = SafetensorsHeader.replacing(old, with: new, in: good)
    #expect(edited != good)
    let read = try ModelFile.decode(edited)
    #expect(read.model == TinyModel.model)
    return read.header.unknown
  }

  @Test func whatThisVersionWritesIsKnown() throws {
    #expect(try ModelFile.decode(good).header.unknown == UnknownContent())
    let foreign = SuiteFolder.containing(#filePath)
      .appendingPathComponent("Oracles/foreign_reader.safetensors").path
    #expect(try ModelFile.read(path: foreign).header.unknown == UnknownContent())
  }

  @Test func anEntryOfAnotherNameIsCountedWithItsSize() throws {
    let ids = (100..<300).map(String.init).joined(separator: " ")
    let found = try unknown(
      replacing: "\"__metadata__\":{", with: "\"__metadata__\":{\"note\":\"\(ids)\",")
    #expect(found == UnknownContent(entryCount: 1, byteCount: 4 + ids.utf8.count))
  }

  @Test func aLongTextUnderAKnownNameIsCounted() throws {
    let note = String(repeating: "x", count: 65)
    let tool = try unknown(replacing: "palimpsest 0.1.0", with: note)
    #expect(tool == UnknownContent(entryCount: 1, byteCount: 4 + 65))
    let short = try unknown(replacing: "palimpsest 0.1.0", with: String(note.dropLast()))
    #expect(short == UnknownContent())
    // A number may be written with as many zeros as one likes.
    let zeros = String(repeating: "0", count: 70) + "2"
    let count = try unknown(
      replacing: "\"factor-count\":\"2\"", with: "\"factor-count\":\"\(zeros)\"")
    #expect(count.entryCount == 1)
  }

  @Test func whiteSpaceInATableOrInTheHeaderIsCounted() throws {
    let space = String(repeating: " ", count: 300)
    let table = try unknown(
      replacing: "{\\\"data\\\":\\\"cd\\\"}", with: "{\(space)\\\"data\\\":\\\"cd\\\"}")
    #expect(table == UnknownContent(entryCount: 1, byteCount: 300))
    let header = try unknown(replacing: "{\"__metadata__\"", with: "{\(space)\"__metadata__\"")
    #expect(header.entryCount == 1 && header.byteCount >= 300)
    let little = try unknown(replacing: "{\"__metadata__\"", with: "{  \"__metadata__\"")
    #expect(little == UnknownContent())
  }

  /// A model of implicit's with other entries beside its own.
  private func archive(
    _ others: [ZipFixture.Entry], comment: String = ""
  ) throws -> UnknownContent {
    var fixture = ZipFixture(
      [
        .init("user_factors.npy", NumpyFixture.matrix([[0.5, 2, 1]])),
        .init("item_factors.npy", NumpyFixture.matrix([[0.5, 2, 1]])),
      ] + others)
    fixture.comment = Array(comment.utf8)
    return try ImplicitModel(fixture.bytes, userIdentifiers: ["a"], itemIdentifiers: ["b"]).unknown
  }

  @Test(arguments: ["implicit_model", "implicit_model_compressed"])
  func whatImplicitWritesIsKnown(_ name: String) throws {
    let path = SuiteFolder.containing(#filePath)
      .appendingPathComponent("Oracles/\(name).npz").path
    let model = try ImplicitModel.read(
      path: path, userIdentifiers: (0..<30).map { "u\($0)" },
      itemIdentifiers: (0..<24).map { "i\($0)" })
    #expect(model.unknown == UnknownContent())
  }

  @Test func anArrayThatImplicitDoesNotWriteIsCounted() throws {
    #expect(try archive([]) == UnknownContent())
    let rows = ZipFixture.Entry("erased.npy", NumpyFixture.matrix([[1, 2, 3], [4, 5, 6]]))
    // Six floats, and a name of six letters.
    #expect(try archive([rows]) == UnknownContent(entryCount: 1, byteCount: 24 + 6))
    let matrix = ZipFixture.Entry("learning_rate.npy", NumpyFixture.matrix([[1, 2]]))
    #expect(try archive([matrix]).entryCount == 1)
    let text = NumpyFixture.array(
      "{'descr': '<U65', 'fortran_order': False, 'shape': (), }",
      [UInt8](repeating: 0, count: 4 * 65))
    #expect(try archive([.init("dtype.npy", text)]).entryCount == 1)
  }

  @Test func aLongCommentOfAnArchiveIsCounted() throws {
    #expect(try archive([], comment: "short") == UnknownContent())
    let note = String(repeating: "x", count: 500)
    #expect(try archive([], comment: note) == UnknownContent(entryCount: 1, byteCount: 500))
  }
}
