// SPDX-License-Identifier: Apache-2.0

import Compute
import Foundation
import Recommenders
import TestSupport
import Testing

@Suite struct ImplicitModelTests {
  /// A model that implicit trained and the lists it serves; see Oracles/implicit_model.py.
  private struct Served: Decodable {
    let users: Int
    let items: Int
    let factors: Int
    let k: Int
    let lists: [Int]
    let scores: [Double]

    var userIdentifiers: [String] { (0..<users).map { "u\($0)" } }
    var itemIdentifiers: [String] { (0..<items).map { "i\($0)" } }
  }

  private let served: Served

  init() throws {
    served = try Oracle.load("implicit_model")
  }

  @Test(arguments: ["implicit_model", "implicit_model_compressed"])
  func theListsAreTheOnesThatImplicitServes(_ name: String) throws {
    let model = try read(name).model
    var equalPlaces = 0
    for row in 0..<served.users {
      let user = try #require(model.users.position(of: "u\(row)"))
      let list = TopItems.reference(
        userRows: model.userRepresentations, itemRows: model.itemRepresentations,
        users: [Int32(user)], masked: nil, k: served.k)
      for (place, item) in list.enumerated() {
        let theirs = "i\(served.lists[row * served.k + place])"
        if model.items.identifiers[Int(item)] == theirs { equalPlaces += 1 }
        // Where the lists differ, it must be a tie: the score is the same all the same.
        let score = zip(model.userTable.row(user), model.itemTable.row(Int(item)))
          .reduce(0) { $0 + Double($1.0) * Double($1.1) }
        expectClose(score, served.scores[row * served.k + place], absolute: 1e-6)
      }
    }
    #expect(equalPlaces >= served.lists.count * 98 / 100)
  }

  @Test func usersAndItemsWithoutDataAreReported() throws {
    let imported = try read("implicit_model")
    #expect(imported.zeroUsers.map { imported.model.users.identifiers[Int($0)] } == ["u4"])
    #expect(imported.zeroItems.map { imported.model.items.identifiers[Int($0)] } == ["i7"])
  }

  @Test func settingsKeepImplicitsNames() throws {
    let settings = try read("implicit_model").settings
    #expect(settings["factors"] == "4")
    #expect(settings["learning_rate"] == "0.01")
    #expect(settings["regularization"] == "0.01")
    #expect(settings["iterations"] == "50")
    #expect(settings["verify_negative_samples"] == "true")
    #expect(settings["dtype"] == "float32")
    #expect(settings["user_factors"] == nil)
  }

  @Test func aModelWithoutBiasColumnIsRefusedAndTheMessageSaysWhy() {
    let error = #expect(throws: RecommenderError.self) { try read("implicit_als") }
    #expect(error?.code == "REC123")
    #expect(error?.message.contains("last column of user_factors must be 1") == true)
  }

  @Test func identifiersMustMatchTheRows() {
    let users = served.userIdentifiers
    let items = served.itemIdentifiers
    for (wrongUsers, wrongItems) in [
      (Array(users.dropLast()), items), (users, items + ["more"]), ([], []),
      (users.dropLast() + ["u0"], items), (users, ["i1"] + items.dropFirst()),
    ] {
      let error = #expect(throws: RecommenderError.self) {
        try ImplicitModel.read(
          path: path("implicit_model"), userIdentifiers: wrongUsers, itemIdentifiers: wrongItems)
      }
      #expect(error?.code == "REC126")
    }
    let error = #expect(throws: RecommenderError.self) {
      try ImplicitModel.read(
        path: path("implicit_model"), userIdentifiers: Array(users.dropLast()),
        itemIdentifiers: items)
    }
    #expect(error?.remedy.contains("share the lists") == true)
  }

  @Test func anAllZeroUserRowIsAUserWithoutData() throws {
    let imported = try model([[0.5, 2, 1], [0, 0, 0]], [[1, 2, 3]])
    #expect(imported.zeroUsers == [1])
    #expect(Array(imported.model.userTable.row(1)) == [0, 0, 1])
  }

  @Test func otherLastColumnsValuesAndShapesAreRefused() {
    let good: [[Float]] = [[0.5, 2, 1], [1, 1, 1]]
    for (users, items) in [
      ([[0.5, 2, 0.5], [1, 1, 1]], good), ([[0.5, 2, 1], [1, 0, 0]], good),
      ([[.nan, 2, 1], [1, 1, 1]], good), (good, [[0, 0, .infinity], [1, 1, 1]]),
      (good, [[1, 2], [1, 2]]), ([[1], [1]], [[1], [1]]),
    ] as [([[Float]], [[Float]])] {
      let error = #expect(throws: RecommenderError.self) { try model(users, items) }
      #expect(error?.category == .badData)
    }
  }

  @Test func aSettingThatContradictsTheShapeIsRefused() throws {
    let factors = NumpyFixture.array(
      "{'descr': '<i8', 'fortran_order': False, 'shape': (), }", [3, 0, 0, 0, 0, 0, 0, 0])
    let fixture = ZipFixture([
      .init("user_factors.npy", NumpyFixture.matrix([[0.5, 2, 1]])),
      .init("item_factors.npy", NumpyFixture.matrix([[0.5, 2, 1]])),
      .init("factors.npy", factors),
    ])
    let error = #expect(throws: RecommenderError.self) {
      try ImplicitModel(fixture.bytes, userIdentifiers: ["a"], itemIdentifiers: ["b"])
    }
    #expect(error?.code == "REC123")
  }

  @Test func everyTruncationIsRefused() throws {
    let bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: path("implicit_model"))))
    for length in 0..<bytes.count {
      let error = #expect(throws: RecommenderError.self) {
        try open(Array(bytes.prefix(length)))
      }
      #expect(error?.category == .badData)
    }
  }

  @Test(arguments: ["implicit_model", "implicit_model_compressed"])
  func thousandsOfDamagedFilesNeverCrashTheReader(_ name: String) throws {
    let good = try [UInt8](Data(contentsOf: URL(fileURLWithPath: path(name))))
    let expected = try open(good).model
    var generator = SeededGenerator(seed: Seed(42))
    var refused = 0
    for _ in 0..<3000 {
      var bytes = good
      for _ in 0...generator.index(below: 3) {
        let place = generator.index(below: bytes.count)
        switch generator.index(below: 4) {
        case 0: bytes[place] = UInt8(truncatingIfNeeded: generator.next())
        case 1: bytes[place] ^= 1 << UInt8(generator.index(below: 8))
        case 2: bytes.remove(at: place)
        default: bytes.insert(UInt8(truncatingIfNeeded: generator.next()), at: place)
        }
      }
      do throws(RecommenderError) {
        // Dates and the like may change; checksums keep the numbers as they were.
        let model = try open(bytes).model
        #expect(model == expected)
      } catch {
        refused += 1
        #expect(error.category == .badData)
      }
    }
    #expect(refused > 2000)
  }

  private func path(_ name: String) -> String {
    SuiteFolder.containing(#filePath).appendingPathComponent("Oracles/\(name).npz").path
  }

  private func read(_ name: String) throws(RecommenderError) -> ImplicitModel {
    try ImplicitModel.read(
      path: path(name), userIdentifiers: served.userIdentifiers,
      itemIdentifiers: served.itemIdentifiers)
  }

  private func open(_ bytes: [UInt8]) throws(RecommenderError) -> ImplicitModel {
    try ImplicitModel(
      bytes, userIdentifiers: served.userIdentifiers, itemIdentifiers: served.itemIdentifiers)
  }

  private func model(_ users: [[Float]], _ items: [[Float]]) throws(RecommenderError)
    -> ImplicitModel
  {
    let fixture = ZipFixture([
      .init("user_factors.npy", NumpyFixture.matrix(users)),
      .init("item_factors.npy", NumpyFixture.matrix(items)),
    ])
    return try ImplicitModel(
      fixture.bytes, userIdentifiers: users.indices.map { "u\($0)" },
      itemIdentifiers: items.indices.map { "i\($0)" })
  }
}
