// SPDX-License-Identifier: Apache-2.0

public import Recommenders

/// What a model file that somebody else made still holds of the erased, beside its indexes.
public struct ModelInspection: Equatable, Sendable {
  /// The shortest identifier that is looked for in a file, in bytes.
  ///
  /// Four bytes stand in a file of 100 MB by chance once in 43 times, five once in 11,000.
  public static let leastIdentifierLength = 5

  /// Users and items of the model that the data do not know.
  public let unknownRowCount: Int
  /// Rows of the model that lie along an erased row of the model before: unchanged, scaled or negated.
  ///
  /// Nil where this could not be looked for: without a model before, or with a single factor.
  public let storedVectorCount: Int?
  /// Erased identifiers whose bytes occur in the file, of those looked for.
  public let storedIdentifierCount: Int
  /// Erased identifiers that were looked for: long enough, and part of no identifier that stays.
  public let searchedIdentifierCount: Int
  /// Users and items that were named as a whole.
  public let erasedIdentifierCount: Int
  /// What the file holds that this version does not know.
  public let unknown: UnknownContent

  /// Creates a record.
  public init(
    unknownRowCount: Int, storedVectorCount: Int?, storedIdentifierCount: Int,
    searchedIdentifierCount: Int, erasedIdentifierCount: Int,
    unknown: UnknownContent = UnknownContent()
  ) {
    self.unknownRowCount = unknownRowCount
    self.storedVectorCount = storedVectorCount
    self.storedIdentifierCount = storedIdentifierCount
    self.searchedIdentifierCount = searchedIdentifierCount
    self.erasedIdentifierCount = erasedIdentifierCount
    self.unknown = unknown
  }

  /// Looks for the erased in a model.
  ///
  /// - Parameters:
  ///   - after: The model after erasure.
  ///   - before: The model before, where it is at hand.
  ///   - bytes: The file of the model after erasure.
  ///   - unknown: What the file's reader did not know.
  ///   - request: What was erased.
  ///   - data: Any set over the data's users and items, before erasure.
  public init(
    of after: MatrixFactorization, before: MatrixFactorization?, bytes: [UInt8],
    unknown: UnknownContent = UnknownContent(), request: ErasureRequest, data: Interactions
  ) {
    self.unknown = unknown
    unknownRowCount =
      after.users.positions(in: data.users).count { $0 < 0 }
      + after.items.positions(in: data.items).count { $0 < 0 }
    let users = request.users.map { data.users.identifiers[Int($0)] }
    let items = request.items.map { data.items.identifiers[Int($0)] }
    let search = before.flatMap { ErasedRowSearch(before: $0, after: after) }
    storedVectorCount = search?.count(users: users, items: items)
    let long = (users + items).map { Array($0.utf8) }.filter {
      $0.count >= Self.leastIdentifierLength
    }
    // Line feeds part the identifiers that stay, and stand in none of the data's.
    let kept = (after.users.identifiers + after.items.identifiers).joined(separator: "\n")
    let ambiguous = Self.occurring(long, in: Array(kept.utf8))
    let telling = long.indices.filter { !ambiguous.contains($0) }.map { long[$0] }
    erasedIdentifierCount = users.count + items.count
    searchedIdentifierCount = telling.count
    storedIdentifierCount = Self.occurring(telling, in: bytes).count
  }

  /// Which of the byte strings occur in the bytes; one pass, by their first five bytes.
  private static func occurring(_ strings: [[UInt8]], in bytes: [UInt8]) -> Set<Int> {
    guard !strings.isEmpty, bytes.count >= 5 else { return [] }
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
    return found
  }
}
