// SPDX-License-Identifier: Apache-2.0

/// One of several parts of a corpus that are made apart and concatenated in order.
public struct CorpusShard: Equatable, Sendable {
  /// The part's number, from one.
  public let number: Int
  /// The number of parts.
  public let count: Int

  /// The only part of a corpus made in one piece.
  public static let whole = CorpusShard(checked: 1, of: 1)

  /// The largest number of parts.
  static let limit = 1_000_000

  /// Names a part.
  ///
  /// - Parameters:
  ///   - number: Which one, from one.
  ///   - count: Of how many.
  /// - Throws: `unusableShard` where there is no such part.
  public init(number: Int, count: Int) throws(CorpusError) {
    guard (1...CorpusShard.limit).contains(count), (1...count).contains(number) else {
      throw CorpusError(
        .unusableShard, "There is no part \(number) of \(count).",
        remedy: "Number the parts from 1 to at most \(CorpusShard.limit), as in 1/4.")
    }
    self.init(checked: number, of: count)
  }

  private init(checked number: Int, of count: Int) {
    self.number = number
    self.count = count
  }

  /// Reads a part written as `1/4`.
  ///
  /// - Parameter text: The words.
  /// - Throws: `unusableShard`.
  public init(_ text: String) throws(CorpusError) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let number = Int(parts[0]), let count = Int(parts[1]) else {
      throw CorpusError(
        .unusableShard, "'\(text)' names no part of a corpus.",
        remedy: "Give the part's number and the number of parts, as in 1/4.")
    }
    try self.init(number: number, count: count)
  }

  /// The part as `1/4`.
  public var text: String { "\(number)/\(count)" }

  /// Which of `total` things in a row belong to the part.
  ///
  /// - Parameter total: The number of things, such as communities.
  /// - Returns: The range; those of all parts in order cover `0..<total`.
  public func range(of total: Int) -> Range<Int> {
    bound(number - 1, total)..<bound(number, total)
  }

  /// total * parts / count, without overflow.
  private func bound(_ parts: Int, _ total: Int) -> Int {
    let (quotient, remainder) = total.quotientAndRemainder(dividingBy: count)
    return quotient * parts + remainder * parts / count
  }
}
