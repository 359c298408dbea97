// SPDX-License-Identifier: Apache-2.0

import Evidence

/// A tensor to be written; its numbers are made when their turn comes.
package struct TensorContent: Sendable {
  /// The name in the file.
  package let name: String
  /// The shape, outermost dimension first.
  package let shape: [Int]
  /// How to store the numbers: F32, F16 or BF16.
  package let element: TensorElement
  /// Returns the numbers in rows, as many as the shape has.
  package let values: @Sendable () throws(LanguageModelError) -> [Float]

  /// Creates a tensor; other ways to store numbers, and empty shapes, are a programmer's mistake.
  package init(
    _ name: String, shape: [Int], element: TensorElement = .f32,
    values: @escaping @Sendable () throws(LanguageModelError) -> [Float]
  ) {
    precondition([.f32, .f16, .bf16].contains(element), "only F32, F16 and BF16 are written")
    precondition(!shape.isEmpty && shape.allSatisfy { $0 > 0 }, "a tensor has positive dimensions")
    self.name = name
    self.shape = shape
    self.element = element
    self.values = values
  }

  /// The bytes that the numbers take.
  var byteCount: Int { element.byteCount(of: shape.reduce(1, *)) }

  /// Returns the stored form of the numbers.
  ///
  /// F16 and BF16 are rounded to the nearest, ties to even.
  ///
  /// - Throws: `LMD023` for another count than the shape's, a number that is not finite, or one that
  ///   F16 or BF16 cannot hold; and what making the numbers throws.
  func bytes() throws(LanguageModelError) -> [UInt8] {
    let values = try values()
    guard values.count == shape.reduce(1, *) else {
      throw refusal("\(values.count) numbers do not fill the shape \(shape)")
    }
    switch element {
    case .f32:
      try requireFinite(values.allSatisfy(\.isFinite))
      return stored(values.map(\.bitPattern.littleEndian))
    case .f16:
      let halves = values.map { Float16($0) }
      try requireFinite(halves.allSatisfy(\.isFinite))
      return stored(halves.map(\.bitPattern.littleEndian))
    default:
      let halves = values.map(TensorContent.brain)
      try requireFinite(halves.allSatisfy { $0 & 0x7F80 != 0x7F80 })
      return stored(halves.map(\.littleEndian))
    }
  }

  /// The upper half of a number's bits, rounded to the nearest, ties to even.
  private static func brain(_ value: Float) -> UInt16 {
    let bits = value.bitPattern
    guard value.isFinite else { return 0x7F80 }
    let half: UInt32 = 0x7FFF + (bits >> 16 & 1)
    return UInt16(truncatingIfNeeded: (bits + half) >> 16)
  }

  private func stored<Number>(_ numbers: [Number]) -> [UInt8] {
    numbers.withUnsafeBytes { Array($0) }
  }

  private func requireFinite(_ holds: Bool) throws(LanguageModelError) {
    guard holds else { throw refusal("a number cannot be held by \(element.rawValue)") }
  }

  private func refusal(_ problem: String) -> LanguageModelError {
    LanguageModelError(
      "LMD023", .badData, "The tensor \(name.shown) cannot be written: \(problem).",
      remedy: "Look at how the model was trained or read.")
  }
}

extension [TensorContent] {
  /// Writes a header and then the tensors, each filled up to an alignment, all or nothing.
  ///
  /// - Throws: `LMD022` where the file cannot be written, and what making the numbers throws.
  func write(
    after header: [UInt8], alignment: Int, to path: String
  ) throws(LanguageModelError) {
    var failure: LanguageModelError?
    do throws(EvidenceError) {
      try StoredFile.write(to: path) { file throws(EvidenceError) in
        try file.write(header)
        for tensor in self {
          var bytes: [UInt8]
          do throws(LanguageModelError) {
            bytes = try tensor.bytes()
          } catch {
            failure = error
            throw EvidenceError(.inputOutput, error.message, remedy: error.remedy)
          }
          bytes += repeatElement(0, count: (alignment - bytes.count % alignment) % alignment)
          try file.write(bytes)
        }
      }
    } catch {
      throw failure
        ?? LanguageModelError(
          "LMD022", .inputOutput, "\(path) cannot be written.",
          remedy: "Check the path, its permissions and the space left.", cause: error.message)
    }
  }
}
