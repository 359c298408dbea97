// SPDX-License-Identifier: Apache-2.0

/// How alike two account names are: by their three-character pieces, and by how they begin.
///
/// Upper case is as good as lower case. Names that only differ in digits and marks at the end, as
/// evaders choose them, are alike in both.
struct NameLikeness {
  /// The share of three-character pieces in common, 0...1: twice those in common over all, padded with
  /// one mark on each side (Dice's coefficient).
  let pieces: Double
  /// The length of the common beginning over the longer name's, 0...1.
  let beginning: Double

  /// Compares two names; both values are 0 where one is missing.
  init(_ first: String?, _ second: String?) {
    guard let first, let second, !first.isEmpty, !second.isEmpty else {
      pieces = 0
      beginning = 0
      return
    }
    let (a, b) = (Array(first.lowercased()), Array(second.lowercased()))
    let (left, right) = (NameLikeness.pieces(a), NameLikeness.pieces(b))
    var counts: [[Character]: Int] = [:]
    for piece in left { counts[piece, default: 0] += 1 }
    var common = 0
    for piece in right where counts[piece, default: 0] > 0 {
      counts[piece, default: 0] -= 1
      common += 1
    }
    pieces = 2 * Double(common) / Double(left.count + right.count)
    let same = zip(a, b).prefix { $0 == $1 }.count
    beginning = Double(same) / Double(max(a.count, b.count))
  }

  private static func pieces(_ name: [Character]) -> [[Character]] {
    let padded = ["\u{2}"] + name + ["\u{3}"]
    return (0..<padded.count - 2).map { Array(padded[$0..<$0 + 3]) }
  }
}
