// SPDX-License-Identifier: Apache-2.0

public import Recommenders

/// What a model file that somebody else made still holds of the erased, beside its indexes.
public struct ModelInspection: Equatable, Sendable {
  /// Users and items of the model that the data do not know.
  public let unknownRowCount: Int
  /// Rows of the model that equal an erased row of the model before, bit for bit.
  public let storedVectorCount: Int
  /// Erased identifiers of at least five bytes whose bytes occur in the file.
  public let storedIdentifierCount: Int

  /// Creates a record.
  public init(unknownRowCount: Int, storedVectorCount: Int, storedIdentifierCount: Int) {
    self.unknownRowCount = unknownRowCount
    self.storedVectorCount = storedVectorCount
    self.storedIdentifierCount = storedIdentifierCount
  }

  /// Looks for the erased in a model.
  ///
  /// - Parameters:
  ///   - after: The model after erasure.
  ///   - before: The model before, where it is at hand.
  ///   - bytes: The file of the model after erasure.
  ///   - request: What was erased.
  ///   - data: Any set over the data's users and items, before erasure.
  public init(
    of after: MatrixFactorization, before: MatrixFactorization?, bytes: [UInt8],
    request: ErasureRequest, data: Interactions
  ) {
    unknownRowCount =
      after.users.positions(in: data.users).count { $0 < 0 }
      + after.items.positions(in: data.items).count { $0 < 0 }
    let users = request.users.map { data.users.identifiers[Int($0)] }
    let items = request.items.map { data.items.identifiers[Int($0)] }
    storedVectorCount =
      before.map {
        Self.repeats(of: users, $0.users, $0.userTable, in: after.userTable)
          + Self.repeats(of: items, $0.items, $0.itemTable, in: after.itemTable)
      } ?? 0
    let retained = Set(after.users.identifiers + after.items.identifiers)
    let telling = (users + items).filter { identifier in
      identifier.utf8.count >= 5 && !retained.contains { $0.contains(identifier) }
    }
    storedIdentifierCount = Self.occurrences(of: telling.map { Array($0.utf8) }, in: bytes)
  }

  /// How many rows of a table equal the row of one of the identifiers in another table.
  private static func repeats(
    of identifiers: [String], _ index: IdentifierIndex, _ table: ParameterTable,
    in other: ParameterTable
  ) -> Int {
    guard table.width == other.width else { return 0 }
    let rows = Set(identifiers.compactMap(index.position(of:)).map { Array(table.row($0)) })
    return (0..<other.rowCount).count { rows.contains(Array(other.row($0))) }
  }

  /// How many of the byte strings occur in the bytes; one pass, by their first five bytes.
  private static func occurrences(of strings: [[UInt8]], in bytes: [UInt8]) -> Int {
    guard !strings.isEmpty, bytes.count >= 5 else { return 0 }
    var byStart: [UInt64: [Int]] = [:]
    func key(_ source: ArraySlice<UInt8>) -> UInt64 { source.reduce(0) { $0 << 8 | UInt64($1) } }
    for (position, string) in strings.enumerated() {
      byStart[key(string[0..<5]), default: []].append(position)
    }
    var found: Set<Int> = []
    var rolling = key(bytes[0..<5])
    for start in 0...(bytes.count - 5) {
      for position in byStart[rolling] ?? [] where bytes[start...].starts(with: strings[position]) {
        found.insert(position)
      }
      if start + 5 < bytes.count {
        rolling = (rolling << 8 | UInt64(bytes[start + 5])) & 0xff_ffff_ffff
      }
    }
    return found.count
  }
}
