// SPDX-License-Identifier: Apache-2.0

import Compute
import RealModule
import TestSupport
import Testing

@Suite struct ElementKernelTests {
  /// What a kernel writes to as many numbers as it reads.
  private func results(
    _ x: [Float], count: Int? = nil, _ body: (Floats, MutableFloats) -> Void
  ) -> [Float] {
    var y = [Float](repeating: .nan, count: count ?? x.count)
    x.withUnsafeBufferPointer { x in y.withUnsafeMutableBufferPointer { body(x, $0) } }
    return y
  }

  @Test(arguments: KernelFixture.sets) func theExponentialIsWithinTwoUnits(set: KernelSet) {
    let x = (0...20_000).map { Float($0) * 0.0088 - 87.3 }
    let y = results(x) { ElementKernels(set).exponential($0, into: $1) }
    var worst = 0.0
    for (a, found) in zip(x, y) {
      let exact = Double.exp(Double(a))
      worst = max(worst, abs(Double(found) - exact) / Double(Float(exact).ulp))
    }
    #expect(worst < 2)
    let ends = results([-.infinity, -1000, -88, 0, 88.8, .infinity, .nan]) {
      ElementKernels(set).exponential($0, into: $1)
    }
    #expect(ends[..<6] == [0, 0, 0, 1, .infinity, .infinity])
    #expect(ends[6].isNaN)
  }

  @Test(arguments: KernelFixture.sets, [1, 3, 16, 37, 576]) func normsHaveTheirDefinition(
    set: KernelSet, columns: Int
  ) {
    let x = KernelFixture.floats(3 * columns, seed: 11).map { $0 + 0.5 }
    let weight = KernelFixture.floats(columns, seed: 12)
    let bias = KernelFixture.floats(columns, seed: 13)
    let rms = results(x) { x, y in
      weight.withUnsafeBufferPointer {
        ElementKernels(set).rmsNorm(x, weight: $0, epsilon: 1e-5, into: y)
      }
    }
    let layer = results(x) { x, y in
      weight.withUnsafeBufferPointer { weight in
        bias.withUnsafeBufferPointer {
          ElementKernels(set).layerNorm(x, weight: weight, bias: $0, epsilon: 1e-5, into: y)
        }
      }
    }
    for row in 0..<3 {
      let values = x[row * columns..<(row + 1) * columns].map(Double.init)
      let square = values.reduce(0) { $0 + $1 * $1 } / Double(columns)
      let mean = values.reduce(0, +) / Double(columns)
      let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(columns)
      let range = row * columns..<(row + 1) * columns
      expectClose(
        rms[range].map(Double.init),
        zip(values, weight).map { $0 / (square + 1e-5).squareRoot() * Double($1) },
        absolute: 2e-6)
      // A single column has no deviation: what is left is rounding over sqrt(epsilon).
      expectClose(
        layer[range].map(Double.init),
        zip(values, zip(weight, bias)).map {
          ($0 - mean) / (variance + 1e-5).squareRoot() * Double($1.0) + Double($1.1)
        }, absolute: 5e-6)
    }
  }

  /// 3e38 squared is beyond what a float holds; a scale of 0 would make zeros of the row.
  @Test(arguments: KernelFixture.sets, [3, 37])
  func aRowWhoseSquaresOverflowIsNoNumber(set: KernelSet, columns: Int) {
    for large in [Float(3e38), .infinity] {
      var x = KernelFixture.floats(3 * columns, seed: 15)
      x[columns + 1] = large
      let ones = [Float](repeating: 1, count: columns)
      for y in [
        results(x) { x, y in
          ones.withUnsafeBufferPointer {
            ElementKernels(set).rmsNorm(x, weight: $0, epsilon: 1e-5, into: y)
          }
        },
        results(x) { x, y in
          ones.withUnsafeBufferPointer {
            ElementKernels(set).layerNorm(x, weight: $0, bias: $0, epsilon: 1e-5, into: y)
          }
        },
      ] {
        let places = y.indices.filter { y[$0].isNaN }
        #expect(places == Array(columns..<2 * columns))
      }
    }
  }

  @Test(arguments: KernelFixture.sets, [1, 5, 64, 1000, 32_003])
  func softmaxAndLogProbabilitiesAreThoseOfDoubles(set: KernelSet, count: Int) {
    let logits = KernelFixture.floats(count, seed: 14).map { $0 * 12 + 30 }
    let most = Double(logits.max() ?? 0)
    let terms = logits.map { Double.exp(Double($0) - most) }
    let sum = terms.reduce(0, +)
    var found = logits
    found.withUnsafeMutableBufferPointer { ElementKernels(set).softmax($0) }
    expectClose(found.map(Double.init), terms.map { $0 / sum }, absolute: 1e-9, relative: 1e-6)
    for target in [0, count / 2, count - 1] {
      let exact = Double(logits[target]) - most - Double.log(sum)
      var gradient = logits
      let after = gradient.withUnsafeMutableBufferPointer {
        ElementKernels(set).crossEntropyBackward($0, target: target, factor: -0.5)
      }
      let plain = logits.withUnsafeBufferPointer {
        ElementKernels(set).logProbability(of: target, logits: $0)
      }
      expectClose(plain, exact, absolute: 1e-6)
      #expect(after == plain)
      let expected = terms.indices.map { -0.5 * (terms[$0] / sum - ($0 == target ? 1 : 0)) }
      expectClose(gradient.map(Double.init), expected, absolute: 1e-7, relative: 1e-6)
    }
  }

  @Test(arguments: KernelFixture.sets) func activationsHaveTheirDefinition(set: KernelSet) {
    let x = (-240...240).map { Float($0) / 16 }
    let up = KernelFixture.floats(x.count, seed: 15)
    let gelu = results(x) { ElementKernels(set).gelu($0, into: $1) }
    let silu = results(x) { x, y in
      up.withUnsafeBufferPointer { ElementKernels(set).siluGate(x, $0, into: y) }
    }
    for i in x.indices {
      let a = Double(x[i])
      let inner = (2 / Double.pi).squareRoot() * (a + 0.044715 * a * a * a)
      expectClose(Double(gelu[i]), a / 2 * (1 + Double.tanh(inner)), absolute: 2e-6)
      expectClose(
        Double(silu[i]), a / (1 + Double.exp(-a)) * Double(up[i]), absolute: 1e-7, relative: 1e-6)
    }
  }

  @Test(arguments: KernelFixture.sets, RotaryForm.allCases)
  func rotationTurnsPairsAndBackAgain(set: KernelSet, form: RotaryForm) {
    // Two heads of 6, of which 4 turn, by 90 degrees and by the angle of 3-4-5.
    let x: [Float] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]
    let angles: (cosines: [Float], sines: [Float]) = ([0, 0.6], [1, 0.8])
    func turn(_ x: inout [Float], isBackwards: Bool) {
      x.withUnsafeMutableBufferPointer { x in
        angles.cosines.withUnsafeBufferPointer { cosines in
          angles.sines.withUnsafeBufferPointer {
            ElementKernels(set).rotate(
              x, headWidth: 6, cosines: cosines, sines: $0, form: form, isBackwards: isBackwards)
          }
        }
      }
    }
    var turned = x
    turn(&turned, isBackwards: false)
    // Adjacent: (1, 2) -> (-2, 1); (3, 4) -> (1.8 - 3.2, 2.4 + 2.4).
    // Halves: (1, 3) -> (-3, 1); (2, 4) -> (1.2 - 3.2, 1.6 + 2.4).
    let first: [Double] = form == .adjacent ? [-2, 1, -1.4, 4.8, 5, 6] : [-3, -2, 1, 4, 5, 6]
    expectClose(turned[..<6].map(Double.init), first, absolute: 1e-6)
    #expect(turned[10...] == [11, 12])
    turn(&turned, isBackwards: true)
    expectClose(turned.map(Double.init), x.map(Double.init), absolute: 1e-5)
  }

  @Test(arguments: KernelFixture.sets, [(1, 64), (7, 20), (130, 64), (33, 128), (5, 3)])
  func attentionMixesValuesByTheSoftmaxOfProducts(set: KernelSet, size: (Int, Int)) {
    let (positions, width) = size
    let stride = width + 5
    let query = KernelFixture.floats(width, seed: 16).map { $0 * 4 }
    let keys = KernelFixture.floats(positions * stride, seed: 17)
    let values = KernelFixture.floats(positions * stride, seed: 18)
    var weights = [Float](repeating: .nan, count: positions)
    let out = results(query, count: width) { query, out in
      keys.withUnsafeBufferPointer { keys in
        values.withUnsafeBufferPointer { values in
          weights.withUnsafeMutableBufferPointer {
            ElementKernels(set).attend(
              query, keys: MatrixView(keys, rows: positions, columns: width, stride: stride),
              values: MatrixView(values, rows: positions, columns: width, stride: stride),
              scale: 0.25, weights: $0, into: out)
          }
        }
      }
    }
    let terms = (0..<positions).map { p in
      Double.exp(
        0.25 * (0..<width).reduce(0) { $0 + Double(query[$1]) * Double(keys[p * stride + $1]) })
    }
    let sum = terms.reduce(0, +)
    let expected = (0..<width).map { c in
      terms.indices.reduce(0) { $0 + terms[$1] / sum * Double(values[$1 * stride + c]) }
    }
    expectClose(weights.map(Double.init), terms.map { $0 / sum }, absolute: 1e-6, relative: 1e-5)
    expectClose(out.map(Double.init), expected, absolute: 3e-6)
  }

  @Test(arguments: KernelFixture.sets) func sumsAndMultiplesAreExact(set: KernelSet) {
    var y: [Float] = (0..<37).map(Float.init)
    let x: [Float] = (0..<37).map { Float(2 * $0) }
    y.withUnsafeMutableBufferPointer { y in
      x.withUnsafeBufferPointer { ElementKernels(set).add($0, times: -0.25, to: y) }
      ElementKernels(set).scale(y, by: 4)
    }
    #expect(y == (0..<37).map { Float(2 * $0) })  // 4 (i - i / 2) = 2 i
    // 0 + 1 + 4 + ... + 36^2 = 36 37 73 / 6 = 16206, times 4.
    let squares = y.withUnsafeBufferPointer { ElementKernels(set).sumOfSquares($0) }
    #expect(squares == 64_824)
  }
}
