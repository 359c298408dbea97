// SPDX-License-Identifier: Apache-2.0

/// The header of a safetensors file, which tests edit as text.
package enum SafetensorsHeader {
  /// Returns the file with a text in its header replaced, and the stated length put right.
  ///
  /// - Parameters:
  ///   - old: What is replaced, wherever it stands in the header.
  ///   - new: What comes in its place.
  ///   - file: The whole file.
  /// - Returns: The new file; its tensors are as they were.
  package static func replacing(_ old: String, with new: String, in file: [UInt8]) -> [UInt8] {
    let length = (0..<8).reduce(0) { $0 | Int(file[$1]) << (8 * $1) }
    let text = String(decoding: file[8..<8 + length], as: UTF8.self)
    let header = Array(text.replacing(old, with: new).utf8)
    var edited = (0..<8).map { UInt8(truncatingIfNeeded: header.count >> (8 * $0)) }
    edited += header
    edited += file[(8 + length)...]
    return edited
  }
}
