// SPDX-License-Identifier: Apache-2.0

import Evidence

extension ModelHeader {
  /// The header as strings by name, tables as canonical JSON.
  func metadata() throws(RecommenderError) -> [String: String] {
    var strings = [
      "format": ModelFile.format,
      "architecture": architecture,
      "factor-count": String(factorCount),
      "configuration": try ModelHeader.text(configuration),
      "seed": String(seed),
      "split": try ModelHeader.text(split),
      "kernel-set": kernelSet,
      "tool": tool,
      "inputs": try ModelHeader.text(inputs),
    ]
    strings["data-digest"] = dataDigest
    return strings
  }

  /// Reads the header; strings of other names are counted and left aside.
  init(metadata: [String: String], name: String) throws(RecommenderError) {
    func string(_ key: String) throws(RecommenderError) -> String {
      guard let text = metadata[key] else {
        throw .foreignModelFile(name, "has no '\(key)' in its metadata")
      }
      return text
    }
    guard metadata["format"] == ModelFile.format else {
      throw .foreignModelFile(name, "does not state the format '\(ModelFile.format)'")
    }
    architecture = try string("architecture")
    guard architecture == MatrixFactorization.architecture else {
      throw .foreignModelFile(name, "holds an architecture that this version does not know")
    }
    guard let factorCount = Int(try string("factor-count")), let seed = UInt64(try string("seed"))
    else { throw .foreignModelFile(name, "has a factor count or a seed that is no whole number") }
    self.factorCount = factorCount
    self.seed = seed
    configuration = try ModelHeader.table(string("configuration"), "configuration", name)
    split = try ModelHeader.table(string("split"), "split", name)
    inputs = try ModelHeader.table(string("inputs"), "inputs", name)
    dataDigest = metadata["data-digest"]
    kernelSet = try string("kernel-set")
    tool = try string("tool")
    unknown = try ModelHeader.unknown(
      in: metadata, tables: ["configuration": configuration, "split": split, "inputs": inputs])
  }

  /// The names of the strings that are no tables.
  private static let textNames: Set<String> = [
    "format", "architecture", "factor-count", "seed", "data-digest", "kernel-set", "tool",
  ]

  /// Counts strings of other names or too long, and what a table's text holds beside the table.
  private static func unknown(
    in metadata: [String: String], tables: [String: [String: String]]
  ) throws(RecommenderError) -> UnknownContent {
    var unknown = UnknownContent()
    unknown.add(metadata.filter { tables[$0.key] == nil }, known: textNames)
    for (name, table) in tables {
      let needed = try text(table).utf8.count
      let excess = (metadata[name]?.utf8.count ?? needed) - needed
      if excess > UnknownContent.textLimit { unknown.add(byteCount: excess) }
    }
    return unknown
  }

  private static func text(_ table: [String: String]) throws(RecommenderError) -> String {
    String(decoding: try JSONValue.strings(table).canonical(), as: UTF8.self)
  }

  private static func table(_ text: String, _ key: String, _ name: String)
    throws(RecommenderError) -> [String: String]
  {
    let members = (try? JSONValue(parsing: text))?.members
    let strings = members?.compactMapValues(\.text)
    guard let strings, strings.count == members?.count else {
      throw .foreignModelFile(name, "has a '\(key)' in its metadata that is no table of strings")
    }
    return strings
  }
}

extension JSONValue {
  /// The canonical bytes of a document of strings and whole numbers.
  func canonical() throws(RecommenderError) -> [UInt8] {
    do {
      return try canonicalBytes()
    } catch {
      throw .unwritableModel(error.message)
    }
  }
}
