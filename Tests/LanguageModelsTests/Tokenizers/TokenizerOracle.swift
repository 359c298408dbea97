// SPDX-License-Identifier: Apache-2.0

import Compute
import Evidence
import Foundation
import LanguageModels
import TestSupport
import Testing

/// What PyPI tokenizers 0.23.3 gives to many lines; see Oracles/tokenizers_oracle.py.
///
/// `PALIMPSEST_TOKENIZER_ORACLE` names another folder that the script wrote, with more lines and
/// SmolLM2's own vocabulary.
enum TokenizerOracle {
  static let larger = RealData(variable: "PALIMPSEST_TOKENIZER_ORACLE")
  static let families = ["gpt2", "smollm", "qwen2", "llama3", "llama2", "mistral"]

  static var folder: String {
    larger.path ?? SuiteFolder.containing(#filePath).appendingPathComponent("Oracles").path
  }

  static func read(_ name: String) throws -> [UInt8] {
    let path = "\(folder)/\(name).json.gz"
    let compressed = try #require(FileManager.default.contents(atPath: path), "no \(path)")
    var decompressor = try GzipDecompressor()
    var bytes: [UInt8] = []
    try decompressor.decompress(Array(compressed), into: &bytes)
    try decompressor.finish()
    return bytes
  }

  static func document() throws -> JSONValue {
    try JSONValue(parsing: try read("tokenizers"))
  }

  static func texts(_ value: JSONValue?) throws -> [String] {
    let elements = try #require(value?.elements)
    let texts = elements.compactMap(\.text)
    #expect(texts.count == elements.count)
    return texts
  }

  /// FNV-1a over four little-endian bytes of each identifier.
  static func hash(_ tokens: [TokenID]) -> Int {
    var hash: UInt32 = 0x811C_9DC5
    for token in tokens {
      for step in UInt32(0)..<4 {
        hash = (hash ^ (UInt32(bitPattern: token) >> (8 * step) & 0xFF)) &* 0x0100_0193
      }
    }
    return Int(hash)
  }
}

extension JSONValue {
  /// The object with one member replaced.
  func with(_ key: String, _ value: JSONValue) -> JSONValue {
    var members = self.members ?? [:]
    members[key] = value
    return .object(members)
  }
}
