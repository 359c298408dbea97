// SPDX-License-Identifier: Apache-2.0

package import Foundation

/// Expected values that a reference implementation computed, stored in the suite that uses them.
///
/// `Tests/<Suite>/Oracles/NAME.json` was written by a script beside it that names tool versions and
/// seed. It is read by path, so neither a resource bundle nor a rebuild stands between the two.
package enum Oracle {
  /// Decodes one stored oracle.
  ///
  /// - Parameters:
  ///   - name: The file's name without `.json`.
  ///   - type: What to decode it as.
  ///   - filePath: A file of the suite that owns the oracle; the caller's by default.
  /// - Returns: The decoded values.
  /// - Throws: Whatever reading or decoding throws; the test fails with it.
  package static func load<Value: Decodable>(
    _ name: String, as type: Value.Type = Value.self, filePath: String = #filePath
  ) throws -> Value {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    return try decoder.decode(type, from: Data(contentsOf: url(name, filePath: filePath)))
  }

  /// Returns where an oracle lies.
  ///
  /// - Parameters:
  ///   - name: The file's name without `.json`.
  ///   - filePath: A file of the suite that owns the oracle; the caller's by default.
  /// - Returns: The file's location, whether or not it exists.
  package static func url(_ name: String, filePath: String = #filePath) -> URL {
    SuiteFolder.containing(filePath).appendingPathComponent("Oracles/\(name).json")
  }
}
