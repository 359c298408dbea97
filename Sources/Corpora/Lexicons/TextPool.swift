// SPDX-License-Identifier: Apache-2.0

public import Compute

/// Short texts with weights, in one run of bytes; made for being copied and drawn without a string.
///
/// No text holds a quote, a backslash or a control character, so each can stand in JSON as it is.
public struct TextPool: Sendable {
  private let bytes: [UInt8]
  private let starts: [UInt32]
  /// The weight of each text, at least one.
  public let weights: [UInt32]
  private let whole: AliasTable
  private let parts: AliasTable

  /// Creates a pool.
  ///
  /// - Parameters:
  ///   - texts: The texts, none empty.
  ///   - weights: One for each text, at least one; all alike if nil.
  ///   - segments: Ranges of indices from which draws are made apart too, if any.
  init(_ texts: [String], weights: [UInt32]? = nil, segments: [Range<Int>]? = nil) {
    var bytes: [UInt8] = []
    var starts: [UInt32] = [0]
    for text in texts {
      bytes.append(contentsOf: text.utf8)
      starts.append(UInt32(bytes.count))
    }
    self.bytes = bytes
    self.starts = starts
    self.weights = weights ?? [UInt32](repeating: 1, count: texts.count)
    whole = AliasTable(weights: self.weights)
    parts =
      segments.map { [weights = self.weights] in AliasTable(weights: weights, segments: $0) }
      ?? whole
  }

  /// The number of texts.
  @inline(__always)
  public var count: Int { starts.count &- 1 }

  /// All positions.
  public var indices: Range<Int> { 0..<count }

  /// The text at a position; allocates, so it is for tests and messages.
  public subscript(index: Int) -> String {
    String(decoding: bytes[Int(starts[index])..<Int(starts[index + 1])], as: UTF8.self)
  }

  /// All texts in order; allocates.
  public var texts: [String] { indices.map { self[$0] } }

  /// The length of a text in bytes.
  @inline(__always)
  public func length(of index: Int) -> Int {
    Int(starts[index &+ 1] &- starts[index])
  }

  /// One byte of a text, such as an initial.
  @inline(__always)
  public func byte(_ position: Int, of index: Int) -> UInt8 {
    bytes[Int(starts[index]) &+ position]
  }

  /// Appends a text to a buffer.
  @inline(__always)
  public func copy(_ index: Int, into buffer: inout ByteBuffer) {
    buffer.append(bytes, Int(starts[index])..<Int(starts[index &+ 1]))
  }

  /// Returns the position that a uniform word stands for, in proportion to the weights.
  @inline(__always)
  public func index(for word: UInt64) -> Int {
    whole.index(for: word)
  }

  /// Returns the position within a segment that a uniform word stands for.
  ///
  /// - Parameters:
  ///   - word: Sixty-four random bits.
  ///   - segment: One of the ranges that the pool was made with; not empty.
  /// - Returns: A position in the segment, in proportion to the weights there.
  @inline(__always)
  public func index(for word: UInt64, in segment: Range<Int>) -> Int {
    parts.index(for: word, in: segment)
  }

  /// Returns a position drawn in proportion to the weights.
  @inline(__always)
  public func draw(using generator: inout SeededGenerator) -> Int {
    whole.index(for: generator.next())
  }

  /// Returns the position of a text, for tests; nil where it is not in the pool.
  public func firstIndex(of text: String) -> Int? {
    let wanted = Array(text.utf8)
    return indices.first { index in
      bytes[Int(starts[index])..<Int(starts[index + 1])].elementsEqual(wanted)
    }
  }
}
