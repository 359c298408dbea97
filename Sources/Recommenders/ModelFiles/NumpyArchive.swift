// SPDX-License-Identifier: Apache-2.0

/// The arrays of an .npz file that `numpy.savez` or `savez_compressed` wrote.
///
/// Opening reads directory and array headers; an array's numbers are unpacked when they are asked
/// for, after its declared size was found to match its shape. Pickled objects are refused wherever
/// they stand in the archive.
public struct NumpyArchive: Sendable {
  /// What messages call the file.
  public let name: String
  private let archive: ZipArchive
  private let places: [String: Int]
  private let headers: [NumpyHeader]

  /// Opens an archive in memory, trusting nothing in it.
  ///
  /// - Parameters:
  ///   - bytes: The whole file.
  ///   - name: What messages call it.
  /// - Throws: REC124 with a byte offset for bytes that are no such archive, REC125 for an entry that
  ///   is no plain array.
  public init(_ bytes: [UInt8], name: String = "archive") throws(RecommenderError) {
    let archive = try ZipArchive(parsing: bytes, name: name)
    var headers: [NumpyHeader] = []
    var places: [String: Int] = [:]
    for (place, entry) in archive.entries.enumerated() {
      let label = "entry \(place + 1)"
      guard entry.name.hasSuffix(".npy") else {
        throw .badArray(name, label, "is no .npy file by its name")
      }
      let start = try archive.prefix(of: entry, limit: NumpyHeader.limit)
      let header = try NumpyHeader(parsing: start, of: label, in: name)
      guard let byteCount = header.byteCount,
        entry.byteCount.subtractingReportingOverflow(byteCount).partialValue == header.dataOffset
      else {
        throw .badArray(name, label, "is not as long as its shape demands")
      }
      headers.append(header)
      places[String(entry.name.dropLast(4))] = place
    }
    self.name = name
    self.archive = archive
    self.places = places
    self.headers = headers
  }

  /// The names of the arrays, ascending by UTF-8 bytes.
  public var arrayNames: [String] {
    places.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Returns an array's extents, or nil where there is no such array; nothing is unpacked.
  public func shape(of array: String) -> [Int]? {
    places[array].map { headers[$0].shape }
  }

  /// Returns the bytes of an array's elements; 0 where there is no such array.
  func byteCount(of array: String) -> Int {
    places[array].flatMap { headers[$0].byteCount } ?? 0
  }

  /// The bytes beside the entries: comments, extra fields and gaps.
  var slackByteCount: Int { archive.slackByteCount }

  /// Reads a matrix of floating-point numbers.
  ///
  /// - Parameter array: The array's name.
  /// - Returns: The values in single precision, `[rows, columns]`, the last index fastest; and the
  ///   extents.
  /// - Throws: REC125 where the array is missing, no matrix of floating-point numbers, or holds a
  ///   value that is not finite in single precision; REC124 where it is damaged.
  public func matrix(_ array: String) throws(RecommenderError)
    -> (values: [Float], rowCount: Int, width: Int)
  {
    guard let place = places[array] else { throw .badArray(name, "'\(array)'", "is missing") }
    let header = headers[place]
    guard header.shape.count == 2, header.type == .float32 || header.type == .float64 else {
      throw .badArray(name, "'\(array)'", "is no matrix of floating-point numbers")
    }
    let content = try archive.content(of: archive.entries[place])[header.dataOffset...]
    let stored = header.type == .float32 ? content.floats() : content.doubles().map { Float($0) }
    guard stored.allSatisfy(\.isFinite) else {
      throw .badArray(name, "'\(array)'", "holds a value that is infinite or not a number")
    }
    let (rowCount, width) = (header.shape[0], header.shape[1])
    guard header.isFortranOrder, !stored.isEmpty else { return (stored, rowCount, width) }
    var values = stored
    for row in 0..<rowCount {
      for column in 0..<width { values[row * width + column] = stored[column * rowCount + row] }
    }
    return (values, rowCount, width)
  }

  /// Reads a single number, truth value or text as text; nil for anything else.
  ///
  /// - Parameter array: The array's name.
  /// - Returns: The value in Swift's shortest spelling.
  /// - Throws: REC124 where the entry is damaged.
  public func scalar(_ array: String) throws(RecommenderError) -> String? {
    guard let place = places[array], headers[place].shape.isEmpty else { return nil }
    let header = headers[place]
    let content = try archive.content(of: archive.entries[place])
    let bytes = content[header.dataOffset...]
    switch header.type {
    case .float32: return bytes.floats().first.map { "\($0)" }
    case .float64: return bytes.doubles().first.map { "\($0)" }
    case .boolean: return bytes.first.map { $0 == 0 ? "false" : "true" }
    case .int32:
      return content.littleEndian(UInt32.self, at: header.dataOffset)
        .map { "\(Int32(bitPattern: $0))" }
    case .int64:
      return content.littleEndian(UInt64.self, at: header.dataOffset)
        .map { "\(Int64(bitPattern: $0))" }
    case .text(let length):
      var text = ""
      for unit in 0..<length {
        let word = content.littleEndian(UInt32.self, at: header.dataOffset + 4 * unit) ?? 0
        guard word != 0, let scalar = Unicode.Scalar(word) else { break }
        text.unicodeScalars.append(scalar)
      }
      return text
    }
  }
}
