// SPDX-License-Identifier: Apache-2.0

import Evidence

/// A safetensors file: a JSON header, then the tensors' bytes without gaps.
///
/// Layout: the header's length as 8 little-endian bytes; the header, one JSON object from a tensor's
/// name to its type, shape and place, with a table of strings under `__metadata__`; the data. The
/// safetensors project documents the format in its README, section "Format".
struct Safetensors {
  /// The element types that model files use.
  enum ElementType: String {
    case float32 = "F32"
    case byte = "U8"

    var byteCount: Int { self == .float32 ? 4 : 1 }
  }

  /// One tensor's type, shape and bytes.
  struct Tensor {
    let type: ElementType
    let shape: [Int]
    /// Where the bytes stand in the file.
    let range: Range<Int>
  }

  /// The longest header that is read; ours hold no list of any length.
  static let headerLimit = 1 << 20
  /// White space and long spellings in a header that are passed over, in bytes.
  ///
  /// Enough for a space after every comma and colon and for the filling; too little for a message.
  static let slackLimit = 256

  /// What messages call the file.
  let name: String
  /// The whole file.
  let bytes: [UInt8]
  /// The strings under `__metadata__`.
  private(set) var metadata: [String: String] = [:]
  /// The tensors by name.
  private(set) var tensors: [String: Tensor] = [:]
  /// How many bytes longer the header is than what it says.
  private(set) var slackByteCount = 0

  /// Checks a file's header; allocates nothing that its length does not bound.
  ///
  /// - Parameters:
  ///   - bytes: The whole file.
  ///   - name: What messages call it.
  /// - Throws: REC122 with the offset of the first byte that cannot be.
  init(parsing bytes: [UInt8], name: String) throws(RecommenderError) {
    self.bytes = bytes
    self.name = name
    guard let length = bytes.littleEndian(UInt64.self, at: 0) else {
      throw .badModelFile(name, at: bytes.count, "the file ends before its header's length")
    }
    guard length >= 2, length <= UInt64(Safetensors.headerLimit) else {
      throw .badModelFile(name, at: 0, "the header cannot be \(length) bytes long")
    }
    let dataStart = 8 + Int(length)
    guard dataStart <= bytes.count else {
      throw .badModelFile(name, at: bytes.count, "the file ends inside its header")
    }
    let members = try Safetensors.header(bytes[8..<dataStart], name)
    for key in members.keys.sorted() {
      guard let value = members[key] else { continue }
      if key == "__metadata__" {
        metadata = try Safetensors.strings(value, name)
      } else {
        tensors[key] = try tensor(value, dataStart: dataStart)
      }
    }
    try checkPlaces(dataStart: dataStart)
    slackByteCount = Int(length) - (try JSONValue.object(members).canonical()).count
  }

  private static func header(_ bytes: ArraySlice<UInt8>, _ name: String)
    throws(RecommenderError) -> [String: JSONValue]
  {
    guard bytes.first == UInt8(ascii: "{") else {
      throw .badModelFile(name, at: 8, "the header does not begin with '{'")
    }
    do {
      return try JSONValue(parsing: Array(bytes), name: "header").members ?? [:]
    } catch {
      throw RecommenderError(
        "REC122", .badData, "\(name), byte 8: the header is not strict JSON.",
        remedy: "Write the model again, or copy the file again.", cause: error.message)
    }
  }

  private static func strings(_ value: JSONValue, _ name: String)
    throws(RecommenderError) -> [String: String]
  {
    let strings = value.members?.compactMapValues(\.text)
    guard let strings, strings.count == value.members?.count else {
      throw .badModelFile(name, at: 8, "the metadata are no table of strings")
    }
    return strings
  }

  private func tensor(_ value: JSONValue, dataStart: Int) throws(RecommenderError) -> Tensor {
    guard let members = value.members, members.count == 3,
      let type = members["dtype"]?.text.flatMap(ElementType.init(rawValue:)),
      let shape = members["shape"]?.elements?.map({ $0.wholeNumber ?? -1 }),
      let places = members["data_offsets"]?.elements?.map({ $0.wholeNumber ?? -1 })
    else {
      throw .badModelFile(name, at: 8, "a tensor is not described by F32 or U8, shape and place")
    }
    guard places.count == 2, places[0] >= 0, places[0] <= places[1],
      places[1] <= bytes.count - dataStart
    else {
      throw .badModelFile(name, at: bytes.count, "a tensor would lie outside the file")
    }
    guard shape.allSatisfy({ $0 >= 0 }), let size = product(shape + [type.byteCount]),
      size == places[1] - places[0]
    else {
      throw .badModelFile(
        name, at: dataStart + places[0], "a tensor's shape does not match its bytes")
    }
    return Tensor(
      type: type, shape: shape, range: dataStart + places[0]..<dataStart + places[1])
  }

  /// Requires the tensors to fill the data without gap or overlap.
  private func checkPlaces(dataStart: Int) throws(RecommenderError) {
    let ranges = tensors.values.map(\.range)
      .sorted { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
    var end = dataStart
    for range in ranges {
      guard range.lowerBound == end else {
        throw .badModelFile(name, at: min(end, range.lowerBound), "tensors overlap or leave a gap")
      }
      end = range.upperBound
    }
    guard end == bytes.count else {
      throw .badModelFile(name, at: end, "bytes follow that belong to no tensor")
    }
  }
}
