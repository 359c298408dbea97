// SPDX-License-Identifier: Apache-2.0

import Compute
import Evidence
import Foundation
import Recommenders
import TestSupport
import Testing

@Suite struct ModelFileTests {
  private let model = TinyModel.model
  private let header = TinyModel.header

  @Test func aModelIsReadAsItWasWritten() throws {
    let read = try ModelFile.decode(ModelFile.encode(model, header: header))
    #expect(read.model == model)
    #expect(read.header == header)
  }

  @Test func equalModelsGiveEqualBytes() throws {
    let first = try ModelFile.encode(model, header: header)
    let second = try ModelFile.encode(model, header: header)
    #expect(first == second)
  }

  @Test func theBytesAreTheOnesThatWereFrozen() throws {
    let bytes = try ModelFile.encode(model, header: header)
    let folder = SuiteFolder.containing(#filePath).appendingPathComponent("Golden")
    let file = folder.appendingPathComponent("tiny.safetensors")
    if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1" {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data(bytes).write(to: file)
      Issue.record("recorded \(file.path); run Oracles/foreign_reader.py, then without recording")
    }
    let frozen = try [UInt8](Data(contentsOf: file))
    #expect(frozen == bytes)
  }

  @Test func anotherReaderOfTheFormatFindsTheSameTensors() throws {
    struct Foreign: Decodable {
      let metadata: [String: String]
      let numbers: [String: [Float]]
      let shapes: [String: [Int]]
      let identifiers: [String: [String]]
    }
    let foreign = try Oracle.load("foreign_reader", as: Foreign.self)
    let factors = model.factorCount
    let rows = { (table: ParameterTable) in
      (0..<table.rowCount).flatMap { table.row($0).prefix(factors) }
    }
    #expect(foreign.numbers["user_factors"] == rows(model.userTable))
    #expect(foreign.numbers["item_factors"] == rows(model.itemTable))
    #expect(foreign.numbers["item_bias"] == [0.25, -3])
    #expect(foreign.shapes["user_factors"] == [3, 2])
    #expect(foreign.identifiers["user_ids"] == model.users.identifiers)
    #expect(foreign.identifiers["item_ids"] == model.items.identifiers)
    #expect(foreign.metadata["architecture"] == "bpr-mf")
    #expect(foreign.metadata["configuration"] == #"{"epochs":"3","learning-rate":"0.05"}"#)
  }

  @Test func aFileThatAnotherWriterMadeIsRead() throws {
    let path = SuiteFolder.containing(#filePath)
      .appendingPathComponent("Oracles/foreign_reader.safetensors").path
    let read = try ModelFile.read(path: path)
    #expect(read.model == model)
    #expect(read.header == header)
  }

  @Test func removedRowsLeaveNoTraceInTheFile() throws {
    let kept = model.removing(users: ["ann"], items: ["b"])
    let bytes = try ModelFile.encode(kept, header: header)
    let vector = model.userTable.row(try #require(model.users.position(of: "ann")))
    var pattern: [UInt8] = []
    for value in vector.prefix(2) {
      pattern += withUnsafeBytes(of: value.bitPattern.littleEndian) { [UInt8]($0) }
    }
    let before = try ModelFile.encode(model, header: header)
    #expect(contains(before, pattern) && contains(before, Array("ann".utf8)))
    #expect(!contains(bytes, pattern) && !contains(bytes, Array("ann".utf8)))
    let read = try ModelFile.decode(bytes).model
    #expect(read == kept)
  }

  @Test func aModelWithoutRowsIsStillAModel() throws {
    let empty = model.removing(
      users: Set(model.users.identifiers), items: Set(model.items.identifiers))
    let read = try ModelFile.decode(ModelFile.encode(empty, header: header)).model
    #expect(read == empty)
  }

  @Test(arguments: [Float.nan, .infinity, -.infinity])
  func aModelThatDivergedIsNotWritten(_ value: Float) {
    var diverged = model
    diverged.itemTable.values[0] = value
    let error = #expect(throws: RecommenderError.self) {
      try ModelFile.encode(diverged, header: header)
    }
    #expect(error?.code == "REC127")
  }

  @Test func noFileAndAFolderAreMissingInput() throws {
    try TemporaryFolder.with { folder in
      for path in [folder.path("none"), folder.path] {
        let error = #expect(throws: RecommenderError.self) { try ModelFile.read(path: path) }
        #expect(error?.category == .missingInput)
      }
    }
  }

  private func contains(_ bytes: [UInt8], _ pattern: [UInt8]) -> Bool {
    bytes.indices.contains { bytes[$0...].starts(with: pattern) }
  }
}

/// A model of three users and two items whose numbers are exact.
enum TinyModel {
  static var model: MatrixFactorization {
    let users = IdentifierIndex(["zo\u{eb}\n\"", "ann", "\u{c9}mile"])
    let items = IdentifierIndex(["b", "a"])
    var userTable = ParameterTable(rowCount: 3, width: 3)
    for (row, values) in [[0.5, -1.25], [2, 0], [-0.125, 3.5]].enumerated() {
      userTable.setRow(row, to: values.map { Float($0) })
    }
    var itemTable = ParameterTable(rowCount: 2, width: 3)
    itemTable.setRow(0, to: [1, 0.75, 0.25])
    itemTable.setRow(1, to: [-2, 0.0625, -3])
    return MatrixFactorization(
      users: users, items: items, userTable: userTable, itemTable: itemTable)
  }

  static var header: ModelHeader {
    ModelHeader(
      of: model, configuration: ["learning-rate": "0.05", "epochs": "3"], seed: .max,
      split: ["seed": "7", "test": "0.1"], dataDigest: String(repeating: "ab", count: 32),
      kernelSet: "portable", tool: "palimpsest 0.1.0", inputs: ["data": "cd"])
  }
}
