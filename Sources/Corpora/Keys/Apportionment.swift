// SPDX-License-Identifier: Apache-2.0

/// A total shared out over bins as evenly as whole numbers allow, in closed form both ways.
///
/// With T ordinals and N bins, bin i holds the ordinals floor(iT/N) up to floor((i+1)T/N); so all
/// bins are within one of each other and every ordinal lies in exactly one. Products are taken with
/// 128 bits where 64 do not hold them.
public struct Apportionment: Equatable, Sendable {
  /// The number of ordinals that are shared out: T.
  public let total: Int
  /// The number of bins: N.
  public let binCount: Int
  private let isNarrow: Bool

  /// Shares a total, 0 or more, out over one bin or more; without bins the total must be 0.
  public init(total: Int, over binCount: Int) {
    precondition(total >= 0 && binCount >= 0, "counts are not negative")
    precondition(total == 0 || binCount > 0, "a total needs a bin")
    self.total = total
    self.binCount = binCount
    isNarrow = !total.multipliedReportingOverflow(by: binCount).overflow
  }

  /// The first ordinal of a bin; of the bin after the last one the total.
  ///
  /// - Parameter bin: The bin, 0 to `binCount`.
  /// - Returns: floor(bin * total / binCount).
  @inline(__always)
  public func first(of bin: Int) -> Int {
    precondition(bin >= 0 && bin <= binCount, "a bin")
    if binCount == 0 { return 0 }
    if isNarrow {
      return Int(bitPattern: UInt(bitPattern: bin &* total) / UInt(bitPattern: binCount))
    }
    return Apportionment.wide(bin, total, less: 0, by: binCount)
  }

  /// The number of ordinals in a bin.
  @inline(__always)
  public func count(of bin: Int) -> Int {
    first(of: bin + 1) - first(of: bin)
  }

  /// The bin that holds an ordinal.
  ///
  /// The last i with floor(iT/N) <= o is the last one with i < (o+1)N/T.
  ///
  /// - Parameter ordinal: The ordinal, 0 to `total` - 1.
  /// - Returns: floor(((ordinal + 1) * binCount - 1) / total).
  @inline(__always)
  public func bin(of ordinal: Int) -> Int {
    precondition(ordinal >= 0 && ordinal < total, "an ordinal")
    if isNarrow {
      return Int(
        bitPattern: UInt(bitPattern: (ordinal &+ 1) &* binCount &- 1) / UInt(bitPattern: total))
    }
    return Apportionment.wide(ordinal + 1, binCount, less: 1, by: total)
  }

  /// Returns floor((left * right - less) / divisor) where the quotient fits.
  @inline(never)
  private static func wide(_ left: Int, _ right: Int, less: UInt, by divisor: Int) -> Int {
    var (high, low) = UInt(left).multipliedFullWidth(by: UInt(right))
    if low < less { high -= 1 }
    low &-= less
    return Int(UInt(divisor).dividingFullWidth((high, low)).quotient)
  }
}
