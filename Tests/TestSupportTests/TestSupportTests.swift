// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

@Suite struct TestSupportTests {
  @Test func aSuiteFolderIsTheFolderBelowTests() {
    #expect(SuiteFolder.containing("/a/Tests/OneTests/Deep/X.swift").path == "/a/Tests/OneTests")
    #expect(SuiteFolder.packageRoot(of: "/a/Tests/OneTests/X.swift").path == "/a")
    #expect(
      Oracle.url("x", filePath: "/a/Tests/OneTests/X.swift").path.hasSuffix(
        "OneTests/Oracles/x.json"))
  }

  @Test func aTemporaryFolderIsEmptyFreshAndGoneAfterwards() throws {
    let path = try TemporaryFolder.with { folder in
      #expect(try folder.contents().isEmpty)
      try folder.write("text", to: "deep/name")
      #expect(try folder.contents() == ["deep/name": Data("text".utf8)])
      return folder.path
    }
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test func aTemporaryFolderIsGoneAfterAnError() throws {
    struct Stop: Error {}
    var path = ""
    #expect(throws: Stop.self) {
      try TemporaryFolder.with { folder in
        path = folder.path
        throw Stop()
      }
    }
    #expect(!path.isEmpty && !FileManager.default.fileExists(atPath: path))
  }

  @Test func aGoldenFileComplainsUnlessTheTextIsEqual() throws {
    try TemporaryFolder.with { folder in
      try folder.write("one\ntwo\n", to: "stored")
      let file = folder.url.appendingPathComponent("stored")
      func complaint(_ text: String) -> String? {
        GoldenFile.complaint(about: text, against: file, recording: false)
      }
      #expect(complaint("one\ntwo\n") == nil)
      #expect(complaint("one\n2\n")?.hasSuffix("stored:2: expected 'two', found '2'") == true)
      #expect(complaint("one\ntwo") != nil)
      let absent = folder.url.appendingPathComponent("absent")
      #expect(GoldenFile.complaint(about: "", against: absent, recording: false) != nil)
    }
  }

  @Test func recordingAGoldenFileWritesItAndStillFails() throws {
    try TemporaryFolder.with { folder in
      let file = folder.url.appendingPathComponent("Golden/new")
      #expect(GoldenFile.complaint(about: "text", against: file, recording: true) != nil)
      #expect(GoldenFile.complaint(about: "text", against: file, recording: false) == nil)
    }
  }

  @Test(arguments: [
    (1.0, 1.0, true), (1.0, 1.0009, true), (1.0, 1.0011, false), (.infinity, .infinity, true),
    (.infinity, 1.0, false), (.nan, .nan, true), (.nan, 0.0, false),
  ])
  func closenessIsAbsolute(a: Double, b: Double, close: Bool) {
    #expect(isClose(a, b, absolute: 0.001) == close)
    #expect(isClose(b, a, absolute: 0.001) == close)
  }

  @Test func closenessIsRelativeToTheLargerMagnitude() {
    #expect(isClose(99, 100, relative: 0.01))
    #expect(!isClose(98.9, 100, relative: 0.01))
    #expect(!isClose(0, 1e-30, relative: 0.5))
  }

  @Test func theFirstDisagreementIsNamed() {
    #expect(disagreement(of: [1, 2], with: [1, 2.5], absolute: 0.5) == nil)
    #expect(
      disagreement(of: [1, 2], with: [1, 3], absolute: 0.5) == "[1]: found 2.0, expected 3.0")
    #expect(disagreement(of: [1], with: [1, 2]) == "found 1 numbers, expected 2")
  }

  @Test func absentRealDataHasNoPath() {
    #expect(RealData(variable: "PALIMPSEST_NEVER_SET").path == nil)
  }
}
