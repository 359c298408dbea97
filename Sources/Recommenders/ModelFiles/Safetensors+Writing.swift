// SPDX-License-Identifier: Apache-2.0

import Evidence

extension Safetensors {
  /// A tensor to be written.
  struct Content {
    let name: String
    let type: ElementType
    let shape: [Int]
    let bytes: [UInt8]

    /// Numbers of the given shape.
    init(_ name: String, _ values: [Float], shape: [Int]) {
      self.name = name
      self.shape = shape
      type = .float32
      var bytes: [UInt8] = []
      bytes.reserveCapacity(values.count * 4)
      for value in values { bytes.appendLittleEndian(value.bitPattern) }
      self.bytes = bytes
    }

    /// Text as its bytes.
    init(_ name: String, text: [UInt8]) {
      self.name = name
      type = .byte
      shape = [text.count]
      bytes = text
    }
  }

  /// Returns the bytes of a file that holds the tensors in this order.
  ///
  /// The header is canonical JSON, filled with spaces to a multiple of eight bytes, so that numbers
  /// that come first are aligned: give wider types before narrower ones.
  static func encode(_ tensors: [Content], metadata: [String: String])
    throws(RecommenderError) -> [UInt8]
  {
    var members: [String: JSONValue] = ["__metadata__": .strings(metadata)]
    var offset = 0
    for tensor in tensors {
      let end = offset + tensor.bytes.count
      members[tensor.name] = [
        "dtype": .string(tensor.type.rawValue),
        "shape": .array(tensor.shape.map { .int($0) }),
        "data_offsets": [.int(offset), .int(end)],
      ]
      offset = end
    }
    var header = try JSONValue.object(members).canonical()
    header += [UInt8](repeating: UInt8(ascii: " "), count: (8 - header.count % 8) % 8)
    guard header.count <= headerLimit else {
      throw .unwritableModel("its header is longer than \(headerLimit) bytes")
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(8 + header.count + offset)
    bytes.appendLittleEndian(UInt64(header.count))
    bytes += header
    for tensor in tensors { bytes += tensor.bytes }
    return bytes
  }
}
