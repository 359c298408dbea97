// SPDX-License-Identifier: Apache-2.0

/// The header of a .npy file: what its numbers are, how many, and where they begin.
///
/// After the magic bytes and a version 1.0, 2.0 or 3.0 stands a Python dictionary with exactly the keys
/// `descr`, `fortran_order` and `shape` (NumPy Enhancement Proposal 1, and the documentation of
/// `numpy.lib.format`). It is parsed as that and never evaluated.
struct NumpyHeader: Equatable, Sendable {
  /// The element types that are read, all little-endian.
  enum ElementType: Equatable, Sendable {
    case float32
    case float64
    case int32
    case int64
    case boolean
    /// Text of at most so many UTF-32 units.
    case text(Int)

    var byteCount: Int {
      switch self {
      case .boolean: 1
      case .float32, .int32: 4
      case .float64, .int64: 8
      case .text(let length): 4 * length
      }
    }
  }

  /// The longest header that is read, in bytes.
  static let limit = 1 << 14

  /// What the elements are.
  var type = ElementType.float32
  /// Whether the first index runs fastest.
  var isFortranOrder = false
  /// The array's extents; empty for a scalar.
  var shape: [Int] = []
  /// Where the elements begin.
  var dataOffset = 0

  /// How many bytes the elements take; nil where that does not fit.
  var byteCount: Int? { product(shape + [type.byteCount]) }

  /// Reads the header at the beginning of a file.
  ///
  /// - Parameters:
  ///   - bytes: The file's beginning, of which `limit` bytes suffice.
  ///   - array: What messages call the array.
  ///   - name: What messages call the archive.
  /// - Throws: REC125 for anything but a header of the above types.
  init(parsing bytes: [UInt8], of array: String, in name: String) throws(RecommenderError) {
    guard bytes.starts(with: [0x93] + Array("NUMPY".utf8)), bytes.count > 7,
      (1...3).contains(bytes[6]), bytes[7] == 0
    else {
      throw .badArray(name, array, "is no .npy file of version 1, 2 or 3")
    }
    let start = bytes[6] == 1 ? 10 : 12
    let length =
      bytes[6] == 1
      ? bytes.littleEndian(UInt16.self, at: 8).map(Int.init)
      : bytes.littleEndian(UInt32.self, at: 8).map(Int.init)
    guard let length, start + length <= min(bytes.count, NumpyHeader.limit) else {
      throw .badArray(name, array, "has a header that is cut off or longer than 16 KiB")
    }
    dataOffset = start + length
    var parser = NumpyHeaderParser(bytes: bytes[start..<dataOffset])
    guard let fields = parser.dictionary() else {
      throw .badArray(name, array, "has a header that is not a dictionary of type, order and shape")
    }
    guard let type = NumpyHeader.type(fields.description) else {
      throw .badArray(
        name, array,
        fields.description.hasSuffix("O")
          ? "holds pickled Python objects, which are never read"
          : "holds a type that is not read here")
    }
    self.type = type
    isFortranOrder = fields.isFortranOrder
    shape = fields.shape
    guard byteCount != nil else { throw .badArray(name, array, "has a shape that cannot be") }
  }

  private static func type(_ description: String) -> ElementType? {
    switch description {
    case "<f4": return .float32
    case "<f8": return .float64
    case "<i4": return .int32
    case "<i8": return .int64
    case "|b1": return .boolean
    default:
      guard description.hasPrefix("<U"), let length = UInt16(description.dropFirst(2)) else {
        return nil
      }
      return .text(Int(length))
    }
  }
}
