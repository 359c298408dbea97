// SPDX-License-Identifier: Apache-2.0

import Evidence

/// Writes safetensors files.
package struct SafetensorsWriter: Sendable {
  /// The tensors; they are written with wider numbers first, else in this order.
  package let tensors: [TensorContent]
  /// The strings under `__metadata__`.
  package let metadata: [String: String]

  /// Creates a writer.
  package init(tensors: [TensorContent], metadata: [String: String] = [:]) {
    // Wider numbers first, so that all are aligned.
    self.tensors =
      tensors.filter { $0.element == .f32 } + tensors.filter { $0.element != .f32 }
    self.metadata = metadata
  }

  /// Writes the file, all or nothing; linear in its size.
  ///
  /// The header is canonical JSON, filled with spaces to a multiple of eight bytes.
  ///
  /// - Throws: `LMD022` where the file cannot be written, `LMD023` for names or numbers that the
  ///   format cannot hold.
  package func write(to path: String) throws(LanguageModelError) {
    try tensors.write(after: try header(), alignment: 1, to: path)
  }

  /// Returns everything before the tensors' data.
  func header() throws(LanguageModelError) -> [UInt8] {
    var members: [String: JSONValue] = [:]
    if !metadata.isEmpty { members["__metadata__"] = .strings(metadata) }
    var offset = 0
    for tensor in tensors {
      let end = offset + tensor.byteCount
      guard members[tensor.name] == nil, tensor.name != "__metadata__" else {
        throw refusal("the name \(tensor.name.shown) stands twice or is reserved")
      }
      members[tensor.name] = [
        "dtype": .string(tensor.element.rawValue),
        "shape": .array(tensor.shape.map { .int($0) }),
        "data_offsets": [.int(offset), .int(end)],
      ]
      offset = end
    }
    var header: [UInt8]
    do {
      header = try JSONValue.object(members).canonicalBytes()
    } catch {
      throw refusal(error.message)
    }
    header += repeatElement(UInt8(ascii: " "), count: (8 - header.count % 8) % 8)
    guard header.count <= SafetensorsFile.headerLimit else {
      throw refusal("the header is longer than \(SafetensorsFile.headerLimit) bytes")
    }
    var writer = ByteWriter()
    writer.append(UInt64(header.count))
    writer.append(contentsOf: header)
    return writer.bytes
  }

  private func refusal(_ problem: String) -> LanguageModelError {
    LanguageModelError(
      "LMD023", .badData, "The tensors cannot be written as safetensors: \(problem).",
      remedy: "Rename them or write fewer.")
  }
}
