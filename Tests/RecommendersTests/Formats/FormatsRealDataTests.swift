// SPDX-License-Identifier: Apache-2.0

import Foundation
import Recommenders
import TestSupport
import Testing

/// Facts about MovieLens 100K that its own documentation states.
@Suite struct FormatsRealDataTests {
  /// The interactions: the named file, or the one in the named folder.
  private func path(_ name: String) throws -> String {
    let path = try #require(RealData.movieLens100K.path)
    var isFolder: ObjCBool = false
    _ = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    return isFolder.boolValue ? "\(path)/\(name)" : path
  }

  @Test(.requires(.movieLens100K)) func movieLensHasItsKnownSize() throws {
    let path = try path("ml-100k.inter")
    let format = try InteractionFormat.detect(path: path)
    let file = try InteractionReader(format: format).read(path: path).requireAuditable()
    #expect(file.rowCount == 100_000 && file.duplicateCount == 0 && file.badRowCount == 0)
    #expect(file.interactions.users.count == 943 && file.interactions.items.count == 1_682)
    let activity = (0..<943).map { file.interactions.items(of: $0).count }.sorted()
    #expect(activity.first == 20 && activity[471] == 65 && activity.last == 737)
    #expect(file.interactions.itemCounts.count { $0 == 1 } == 141)
  }

  @Test(.requires(.movieLens100KUsers)) func movieLensPeopleHaveTheirKnownShares() throws {
    let path = try #require(RealData.movieLens100KUsers.path)
    let people = try UserAttributesReader(columns: ["gender", "occupation"]).read(path: path)
    #expect(people.values.count == 943)
    #expect(people.values.values.count { $0[0] == "F" } == 273)
    #expect(Set(people.values.values.map { $0[1] }).count == 21)
  }
}
