// SPDX-License-Identifier: Apache-2.0

import Attacks
import Compute
import Corpora
import Foundation
import TestSupport

/// The authors of SynthPAI's threads, for tests of trained adversaries.
struct SynthPAIAuthors {
  static let data = RealData(variable: "PALIMPSEST_SYNTHPAI")

  let texts: [[String]]
  let profiles: [[String: String]]
  let classes: AttributeClasses

  init() throws {
    let root = URL(fileURLWithPath: Self.data.path ?? "")
    let folder = root.appendingPathComponent("thread/generated_threads/json_threads")
    var found: [String: (profile: [String: String], texts: [String])] = [:]
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    let files = paths.filter { $0.hasSuffix(".json") }.sorted()
      .map { folder.appendingPathComponent($0) }
    for file in files {
      let tree = try JSONSerialization.jsonObject(with: Data(contentsOf: file))
      Self.collect(tree, into: &found)
    }
    let names = found.keys.sorted()
    texts = names.map { found[$0]?.texts ?? [] }
    profiles = names.map { found[$0]?.profile ?? [:] }
    classes = try AttributeClasses(
      corporaFolder: URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../../../Corpora").standardized.path)
  }

  private static func collect(
    _ value: Any, into found: inout [String: (profile: [String: String], texts: [String])]
  ) {
    if let list = value as? [Any] { for item in list { collect(item, into: &found) } }
    guard let node = value as? [String: Any] else { return }
    if let author = node["author"] as? String, let text = node["text"] as? String,
      let profile = node["profile"] as? [String: Any]
    {
      if found[author] == nil {
        found[author] = (profile.mapValues { "\($0)" }, [])
      }
      found[author]?.texts.append(text)
    }
    for key in node.keys.sorted() where key != "profile" { collect(node[key] as Any, into: &found) }
  }

  func labels(_ attribute: InferredAttribute, _ grain: AttributeClasses.PlaceGrain = .region)
    -> [Int?]
  {
    profiles.map { profile in
      profile[attribute.rawValue].flatMap {
        classes.classIndex(of: $0, attribute: attribute, places: grain)
      }
    }
  }
}
