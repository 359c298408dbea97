// SPDX-License-Identifier: Apache-2.0

import Compute

/// The cosines and sines of rotary positions, `[positions, headWidth / 2]` each.
///
/// The angle of pair i at position p is p / base^(2i / headWidth); exponent, frequency and angle
/// are rounded to floats one by one, as in PyTorch, where models are trained. Su, Lu, Pan, Murtadha,
/// Wen and Liu, "RoFormer: Enhanced Transformer with Rotary Position Embedding", 2021,
/// arXiv:2104.09864, section 3.2.2.
struct RotaryTable: Sendable {
  private let cosines: AlignedFloats
  private let sines: AlignedFloats
  private let pairCount: Int

  /// Computes the table of the first positions; O(positions * headWidth).
  init(_ configuration: ModelConfiguration, positionCount: Int) {
    pairCount = configuration.headWidth / 2
    cosines = AlignedFloats(count: positionCount * pairCount)
    sines = AlignedFloats(count: positionCount * pairCount)
    let frequencies = (0..<pairCount).map { pair in
      let exponent = Float(2 * pair) / Float(configuration.headWidth)
      return 1 / Float(SpecialFunctions.pow(Double(configuration.rotaryBase), Double(exponent)))
    }
    cosines.withFloats { cosines in
      sines.withFloats { sines in
        for position in 0..<positionCount {
          for (pair, frequency) in frequencies.enumerated() {
            let angle = Double(Float(position) * frequency)
            cosines[position * pairCount + pair] = Float(SpecialFunctions.cos(angle))
            sines[position * pairCount + pair] = Float(SpecialFunctions.sin(angle))
          }
        }
      }
    }
  }

  /// Turns queries or keys of one position in place.
  func rotate(
    _ heads: MutableFloats, at position: Int, _ configuration: ModelConfiguration,
    by kernels: ElementKernels
  ) {
    kernels.rotate(
      heads, headWidth: configuration.headWidth, cosines: row(cosines, position),
      sines: row(sines, position),
      form: configuration.rotaryPairing == .adjacent ? .adjacent : .halves)
  }

  private func row(_ table: AlignedFloats, _ position: Int) -> Floats {
    table.withFloats {
      Floats(rebasing: $0[position * pairCount..<(position + 1) * pairCount])
    }
  }
}
