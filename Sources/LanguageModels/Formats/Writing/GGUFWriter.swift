// SPDX-License-Identifier: Apache-2.0

/// Writes GGUF files of version 3.
package struct GGUFWriter: Sendable {
  /// The metadata, in the order in which they are written.
  package let metadata: GGUFMetadata
  /// The tensors, in the order in which they are written.
  package let tensors: [TensorContent]

  /// The most bytes of a tensor's name that llama.cpp reads.
  static let nameLimit = 63

  /// Creates a writer.
  package init(metadata: GGUFMetadata, tensors: [TensorContent]) {
    self.metadata = metadata
    self.tensors = tensors
  }

  /// Writes the file, all or nothing; linear in its size.
  ///
  /// - Throws: `LMD011` for an alignment that cannot be, `LMD022` where the file cannot be written,
  ///   `LMD023` for names or numbers that the format cannot hold.
  package func write(to path: String) throws(LanguageModelError) {
    try tensors.write(after: try header(), alignment: try GGUFFile.alignment(metadata), to: path)
  }

  /// Returns everything before the tensors' data.
  func header() throws(LanguageModelError) -> [UInt8] {
    let alignment = try GGUFFile.alignment(metadata)
    try requireNames()
    var writer = ByteWriter()
    writer.append(contentsOf: GGUFFile.magic)
    writer.append(UInt32(3))
    writer.append(UInt64(tensors.count))
    writer.append(UInt64(metadata.entries.count))
    for entry in metadata.entries {
      writer.append(entry.key)
      writer.append(entry.value.typeCode)
      writer.append(entry.value)
    }
    var place = 0
    for tensor in tensors {
      writer.append(tensor.name)
      writer.append(UInt32(tensor.shape.count))
      for dimension in tensor.shape.reversed() { writer.append(UInt64(dimension)) }
      writer.append(tensor.element.ggufCode)
      writer.append(UInt64(place))
      place += (tensor.byteCount + alignment - 1) / alignment * alignment
    }
    writer.fill(to: alignment)
    return writer.bytes
  }

  private func requireNames() throws(LanguageModelError) {
    var names: Set<String> = []
    for tensor in tensors {
      guard names.insert(tensor.name).inserted,
        (1...Self.nameLimit).contains(tensor.name.utf8.count),
        tensor.shape.count <= GGUFTensorInfo.dimensionLimit
      else {
        throw LanguageModelError(
          "LMD023", .badData,
          "The tensor \(tensor.name.shown) cannot be written: GGUF needs names of 1 to "
            + "\(Self.nameLimit) bytes, each once, and at most 4 dimensions.",
          remedy: "Rename it.")
      }
    }
  }
}

extension ByteWriter {
  /// Adds a value without its type.
  mutating func append(_ value: GGUFValue) {
    switch value {
    case .uint8(let number): append(number)
    case .int8(let number): append(number)
    case .uint16(let number): append(number)
    case .int16(let number): append(number)
    case .uint32(let number): append(number)
    case .int32(let number): append(number)
    case .uint64(let number): append(number)
    case .int64(let number): append(number)
    case .float32(let number): append(number.bitPattern)
    case .float64(let number): append(number.bitPattern)
    case .bool(let flag): append(UInt8(flag ? 1 : 0))
    case .string(let text): append(text)
    case .array(let array): append(array)
    }
  }

  /// Adds the type of elements, their count and the elements.
  mutating func append(_ array: GGUFArray) {
    append(array.elementCode)
    append(UInt64(array.count))
    switch array {
    case .uint8(let elements): append(contentsOf: elements)
    case .int8(let elements): for element in elements { append(element) }
    case .uint16(let elements): for element in elements { append(element) }
    case .int16(let elements): for element in elements { append(element) }
    case .uint32(let elements): for element in elements { append(element) }
    case .int32(let elements): for element in elements { append(element) }
    case .uint64(let elements): for element in elements { append(element) }
    case .int64(let elements): for element in elements { append(element) }
    case .float32(let elements): for element in elements { append(element.bitPattern) }
    case .float64(let elements): for element in elements { append(element.bitPattern) }
    case .bool(let elements): append(contentsOf: elements.map { $0 ? 1 : 0 })
    case .string(let elements): for element in elements { append(element) }
    case .array(let elements): for element in elements { append(element) }
    }
  }
}

extension GGUFArray {
  /// The number of the elements' type in a file.
  var elementCode: UInt32 {
    switch self {
    case .uint8: 0
    case .int8: 1
    case .uint16: 2
    case .int16: 3
    case .uint32: 4
    case .int32: 5
    case .float32: 6
    case .bool: 7
    case .string: 8
    case .array: 9
    case .uint64: 10
    case .int64: 11
    case .float64: 12
    }
  }
}
