// SPDX-License-Identifier: Apache-2.0

import Compute

/// A small picture of a corpus that can be handed on in its place: which pieces of text it holds, with a
/// known share of errors, and none of the text.
///
/// A Bloom filter (Bloom, "Space/time trade-offs in hash coding with allowable errors", 1970,
/// doi:10.1145/362686.362692) of the grams of `width` bytes that begin at every `width`-th byte of each
/// text. A stretch of another text that the corpus holds shows as a chain of hits, `width` bytes apart.
/// Marone and Van Durme, "Data Portraits: Recording Foundation Model Training Data", 2023,
/// arXiv:2303.03919. What it finds may be chance, what it does not find is not there: a chain of c hits
/// is chance with a probability of about the c-th power of `falsePositiveRate`.
public struct TextPortrait: Sendable {
  /// The bytes of a gram, at least 1.
  public let width: Int
  /// The number of bits, m.
  public let bitCount: Int
  /// The number of bits that a gram sets, k.
  public let hashCount: Int
  /// The number of grams put in, n; equal ones count each time.
  public private(set) var gramCount = 0
  private var words: [UInt64]

  /// Makes an empty portrait.
  ///
  /// - Parameters:
  ///   - width: The bytes of a gram.
  ///   - bitCount: The number of bits; memory is an eighth of it in bytes.
  ///   - hashCount: The bits that a gram sets; `bitCount / n * ln 2` has the fewest errors.
  /// - Throws: ATK002 for a number below 1.
  public init(width: Int = 50, bitCount: Int, hashCount: Int) throws(AttacksError) {
    guard width > 0, bitCount > 0, hashCount > 0 else {
      throw AttacksError(
        .invalidParameter, "A portrait needs bytes, bits and hashes above 0.",
        remedy: "Give some 10 bits for each gram and 7 hashes.")
    }
    self.width = width
    self.bitCount = bitCount
    self.hashCount = hashCount
    words = [UInt64](repeating: 0, count: (bitCount + 63) / 64)
  }

  /// Puts a text in; what is left of it after the last whole gram is not.
  public mutating func insert(_ text: [UInt8]) {
    for start in stride(from: 0, through: text.count - width, by: width) {
      let (first, step) = TextPortrait.hashes(text[start..<start + width])
      for number in 0..<UInt64(hashCount) {
        let bit = Int((first &+ number &* step) % UInt64(bitCount))
        words[bit / 64] |= 1 << UInt64(bit % 64)
      }
      gramCount += 1
    }
  }

  /// Whether the portrait holds a gram of `width` bytes: never false for one that was put in.
  public func holds(_ gram: ArraySlice<UInt8>) -> Bool {
    precondition(gram.count == width, "a gram of the portrait's width")
    let (first, step) = TextPortrait.hashes(gram)
    return (0..<UInt64(hashCount)).allSatisfy { number in
      let bit = Int((first &+ number &* step) % UInt64(bitCount))
      return words[bit / 64] & (1 << UInt64(bit % 64)) != 0
    }
  }

  /// The probability that a gram which was never put in is held: `(1 - e^(-kn/m))^k`.
  public var falsePositiveRate: Double {
    let load = Double(hashCount) * Double(gramCount) / Double(bitCount)
    var rate = 1.0
    for _ in 0..<hashCount { rate *= 1 - SpecialFunctions.exp(-load) }
    return rate
  }

  /// Returns the bytes of the longest chain of hits in a text: a multiple of `width`, 0 without a hit.
  ///
  /// A stretch that the corpus holds verbatim of at least `2 * width - 1` bytes shows as one gram at
  /// least, of `length` bytes as `(length + 1) / width - 1` in a chain.
  public func longestChain(in text: [UInt8]) -> Int {
    guard text.count >= width else { return 0 }
    // The chain that ends with the gram at each place; those before the last `width` are not needed.
    var chains = [Int](repeating: 0, count: text.count - width + 1)
    var longest = 0
    for start in chains.indices where holds(text[start..<start + width]) {
      chains[start] = 1 + (start >= width ? chains[start - width] : 0)
      longest = max(longest, chains[start])
    }
    return longest * width
  }

  /// Two independent hashes, from which all others follow as `first + i * step`: Kirsch and
  /// Mitzenmacher, "Less Hashing, Same Performance", 2008, doi:10.1002/rsa.20208.
  private static func hashes(_ gram: ArraySlice<UInt8>) -> (UInt64, UInt64) {
    var (first, second): (UInt64, UInt64) = (0x9e37_79b9_7f4a_7c15, 0xd6e8_feb8_6659_fd93)
    for byte in gram {
      first = (first ^ UInt64(byte)) &* 0xff51_afd7_ed55_8ccd
      first ^= first &>> 33
      second = (second &+ UInt64(byte) &+ 1) &* 0xc4ce_b9fe_1a85_ec53
      second ^= second &>> 29
    }
    return (first ^ first &>> 31, second | 1)
  }
}
