// SPDX-License-Identifier: Apache-2.0

/// What a GGUF file says of one tensor, before its place is checked against the others.
struct GGUFTensorInfo {
  /// Where the description begins.
  let start: Int
  /// The name.
  let name: String
  /// Dimensions, outermost first; the file has them innermost first.
  let shape: [Int]
  /// How numbers are stored.
  let element: TensorElement
  /// The bytes of the data.
  let byteCount: Int
  /// Where the data lie, from the start of all data.
  let place: UInt64
  /// Where the description states the place.
  let placeOffset: Int

  /// The most dimensions of a tensor.
  static let dimensionLimit = 4

  /// Reads a description.
  init(reading reader: inout ByteReader) throws(LanguageModelError) {
    start = reader.offset
    name = try reader.text("a tensor's name", lengths: 1...GGUFFile.nameLimit)
    let shapeOffset = reader.offset
    shape = try GGUFTensorInfo.shape(name, &reader)
    let typeOffset = reader.offset
    let type: UInt32 = try reader.integer("a tensor's type")
    guard let element = TensorElement(ggufCode: type) else {
      throw LanguageModelError.malformed(
        "LMD010", reader.file.path, at: typeOffset,
        "the tensor \(name.shown) is of type \(TensorElement.unreadName(ggufCode: type))",
        remedy: "Use a file of \(TensorElement.allCases.map(\.rawValue).joined(separator: ", ")).")
    }
    self.element = element
    let row = shape.last ?? 0
    guard row.isMultiple(of: element.blockCount), let count = elementCount(shape),
      let byteCount = elementCount([count / element.blockCount, element.blockBytes])
    else {
      throw reader.failure(
        "LMD009", at: shapeOffset,
        "the tensor \(name.shown) of type \(element.rawValue) cannot have the shape \(shape)")
    }
    self.byteCount = byteCount
    placeOffset = reader.offset
    place = try reader.integer("a tensor's place")
  }

  private static func shape(
    _ name: String, _ reader: inout ByteReader
  ) throws(LanguageModelError) -> [Int] {
    let start = reader.offset
    let count: UInt32 = try reader.integer("a tensor's count of dimensions")
    guard (1...UInt32(dimensionLimit)).contains(count) else {
      throw reader.failure(
        "LMD009", at: start,
        "the tensor \(name.shown) has \(count) dimensions, not 1 to \(dimensionLimit)")
    }
    var shape: [Int] = []
    for _ in 0..<count {
      let offset = reader.offset
      let raw: UInt64 = try reader.integer("a tensor's dimension")
      guard let dimension = Int(exactly: raw), dimension > 0 else {
        throw reader.failure(
          "LMD009", at: offset, "the tensor \(name.shown) has a dimension of \(raw)")
      }
      shape.append(dimension)
    }
    return shape.reversed()
  }
}

extension GGUFFile {
  /// Checks the places of all tensors and returns them as parts of the file.
  static func place(
    _ infos: [GGUFTensorInfo], _ reader: ByteReader, alignment: Int
  ) throws(LanguageModelError) -> [WeightTensor] {
    guard !infos.isEmpty else { return [] }
    guard let start = alignedUp(reader.offset, to: alignment), start <= reader.file.count else {
      throw reader.failure("LMD004", at: reader.file.count, "the file ends before its tensors")
    }
    let room = reader.file.count - start
    var tensors: [WeightTensor] = []
    tensors.reserveCapacity(infos.count)
    for info in infos {
      guard info.place.isMultiple(of: UInt64(alignment)) else {
        throw reader.failure(
          "LMD011", at: info.placeOffset,
          "the tensor \(info.name.shown) lies at \(info.place), no multiple of \(alignment)")
      }
      guard info.byteCount <= room, info.place <= UInt64(room - info.byteCount) else {
        throw reader.failure(
          "LMD011", at: info.placeOffset,
          "the tensor \(info.name.shown) of \(info.byteCount) bytes at \(info.place) ends beyond "
            + "the file, which has \(room) bytes of data")
      }
      let begin = start + Int(info.place)
      tensors.append(
        WeightTensor(
          name: info.name, shape: info.shape, element: info.element, file: reader.file,
          range: begin..<begin + info.byteCount))
    }
    try requireApart(infos, tensors, reader)
    return tensors
  }

  private static func requireApart(
    _ infos: [GGUFTensorInfo], _ tensors: [WeightTensor], _ reader: ByteReader
  ) throws(LanguageModelError) {
    let order = tensors.indices.sorted {
      (tensors[$0].range.lowerBound, $0) < (tensors[$1].range.lowerBound, $1)
    }
    for (earlier, later) in zip(order, order.dropFirst())
    where tensors[later].range.lowerBound < tensors[earlier].range.upperBound {
      throw reader.failure(
        "LMD011", at: infos[later].placeOffset,
        "the tensors \(tensors[earlier].name.shown) and \(tensors[later].name.shown) overlap")
    }
  }
}
