// SPDX-License-Identifier: Apache-2.0

/// A text with personal data masked, and where everything was.
public struct MaskedText: Equatable, Sendable {
  /// A masked stretch.
  public struct Mask: Equatable, Sendable {
    /// Where it lay in the original, in UTF-8 bytes.
    public let original: Range<Int>
    /// Where its mask lies in the masked text, in UTF-8 bytes.
    public let masked: Range<Int>
    /// What it was taken for.
    public let kind: PersonalDataKind
  }

  /// The masked text.
  public let text: String
  /// The masks in order.
  public let masks: [Mask]

  /// Returns the stretch of the original that a stretch of the masked text stands for.
  ///
  /// An end inside a mask counts as the mask's own end, since nothing inside it stands for a place.
  ///
  /// - Parameter range: UTF-8 bytes of the masked text.
  /// - Returns: UTF-8 bytes of the original.
  public func original(of range: Range<Int>) -> Range<Int> {
    let low = place(of: range.lowerBound, isEnd: false)
    return low..<max(low, place(of: range.upperBound, isEnd: true))
  }

  private func place(of offset: Int, isEnd: Bool) -> Int {
    // The last mask that begins before the offset, by bisection.
    var (low, high) = (0, masks.count)
    while low < high {
      let middle = (low + high) / 2
      if masks[middle].masked.lowerBound < offset { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return offset }
    let mask = masks[low - 1]
    if offset < mask.masked.upperBound {
      return isEnd ? mask.original.upperBound : mask.original.lowerBound
    }
    return offset - mask.masked.upperBound + mask.original.upperBound
  }
}
