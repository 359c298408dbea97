// SPDX-License-Identifier: Apache-2.0

import Compute
import RealModule
import TestSupport
import Testing

/// Gradients against central differences of the same formula in doubles.
@Suite struct ElementGradientTests {
  /// d(sum of weights * f(x))/dx by central differences.
  private func differences(
    _ x: [Double], _ weights: [Double], _ f: ([Double]) -> [Double]
  ) -> [Double] {
    x.indices.map { i in
      var (up, down) = (x, x)
      up[i] += 1e-5
      down[i] -= 1e-5
      let (a, b) = (f(up), f(down))
      return weights.indices.reduce(0) { $0 + weights[$1] * (a[$1] - b[$1]) } / 2e-5
    }
  }

  private func norm(
    _ x: [Double], _ weight: [Double], isLayer: Bool
  ) -> (result: [Double], mean: Double, scale: Double) {
    let count = Double(x.count)
    let mean = isLayer ? x.reduce(0, +) / count : 0
    let square = x.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
    let scale = 1 / (square + 1e-5).squareRoot()
    return (zip(x, weight).map { ($0 - mean) * scale * $1 }, mean, scale)
  }

  @Test(arguments: KernelFixture.sets, [(5, false), (5, true), (39, false), (39, true)])
  func normsGoBack(set: KernelSet, form: (columns: Int, isLayer: Bool)) {
    let (columns, isLayer) = form
    let x = KernelFixture.floats(2 * columns, seed: 21)
    let weight = KernelFixture.floats(columns, seed: 22)
    let dy = KernelFixture.floats(2 * columns, seed: 23)
    let rows = (0..<2).map { row in
      norm(
        x[row * columns..<(row + 1) * columns].map(Double.init), weight.map(Double.init),
        isLayer: isLayer)
    }
    let means = rows.map { Float($0.mean) }
    let scales = rows.map { Float($0.scale) }
    var dx = [Float](repeating: 1, count: x.count)
    var dweight = [Float](repeating: 2, count: columns)
    var dbias = [Float](repeating: 3, count: columns)
    x.withUnsafeBufferPointer { x in
      weight.withUnsafeBufferPointer { weight in
        means.withUnsafeBufferPointer { means in
          scales.withUnsafeBufferPointer { scales in
            dy.withUnsafeBufferPointer { dy in
              let gradient = NormGradient(
                x: x, weight: weight, means: isLayer ? means : nil, scales: scales,
                resultGradient: dy)
              dx.withUnsafeMutableBufferPointer { dx in
                dweight.withUnsafeMutableBufferPointer { dweight in
                  dbias.withUnsafeMutableBufferPointer {
                    ElementKernels(set).normBackward(
                      gradient, input: dx, accumulating: true, weight: dweight, bias: $0)
                  }
                }
              }
            }
          }
        }
      }
    }
    for row in 0..<2 {
      let range = row * columns..<(row + 1) * columns
      let expected = differences(x[range].map(Double.init), dy[range].map(Double.init)) {
        norm($0, weight.map(Double.init), isLayer: isLayer).result
      }
      expectClose(dx[range].map { Double($0) - 1 }, expected, absolute: 3e-6, relative: 1e-5)
    }
    for c in 0..<columns {
      let terms = (0..<2).map { row in
        Double(dy[row * columns + c]) * (Double(x[row * columns + c]) - rows[row].mean)
          * rows[row].scale
      }
      expectClose(Double(dweight[c]), 2 + terms.reduce(0, +), absolute: 1e-6)
      let bias = isLayer ? Double(dy[c]) + Double(dy[columns + c]) : 0
      expectClose(Double(dbias[c]), 3 + bias, absolute: 1e-6)
    }
  }

  @Test(arguments: KernelFixture.sets) func activationsGoBack(set: KernelSet) {
    let x = (-40...40).map { Float($0) / 8 }
    let up = KernelFixture.floats(x.count, seed: 24)
    let dy = KernelFixture.floats(x.count, seed: 25)
    var (gelu, gate) = (x, x)
    var upGradient = up
    gelu.withUnsafeMutableBufferPointer { gelu in
      dy.withUnsafeBufferPointer {
        ElementKernels(set).geluBackward(Floats(gelu), resultGradient: $0, into: gelu)
      }
    }
    gate.withUnsafeMutableBufferPointer { gate in
      upGradient.withUnsafeMutableBufferPointer { up in
        dy.withUnsafeBufferPointer {
          ElementKernels(set).siluGateBackward(
            Floats(gate), Floats(up), resultGradient: $0, gateGradient: gate, upGradient: up)
        }
      }
    }
    let (a, d) = (x.map(Double.init), dy.map(Double.init))
    let u = up.map(Double.init)
    let geluExpected = differences(a, d) {
      $0.map { $0 / 2 * (1 + Double.tanh(0.7978845608028654 * ($0 + 0.044715 * $0 * $0 * $0))) }
    }
    let gateExpected = differences(a, d) { zip($0, u).map { $0 / (1 + Double.exp(-$0)) * $1 } }
    let upExpected = differences(u, d) { zip(a, $0).map { $0 / (1 + Double.exp(-$0)) * $1 } }
    expectClose(gelu.map(Double.init), geluExpected, absolute: 2e-6)
    expectClose(gate.map(Double.init), gateExpected, absolute: 2e-6)
    expectClose(upGradient.map(Double.init), upExpected, absolute: 2e-6)
  }

  @Test(arguments: KernelFixture.sets, [1, 7, 40]) func softmaxGoesBack(set: KernelSet, count: Int)
  {
    let x = KernelFixture.floats(count, seed: 26).map { Double($0) * 3 }
    let dp = KernelFixture.floats(count, seed: 27)
    func softmax(_ x: [Double]) -> [Double] {
      let terms = x.map { Double.exp(0.25 * $0) }
      return terms.map { $0 / terms.reduce(0, +) }
    }
    let p = softmax(x).map { Float($0) }
    var found = dp
    p.withUnsafeBufferPointer { p in
      found.withUnsafeMutableBufferPointer {
        ElementKernels(set).softmaxBackward(p, resultGradient: Floats($0), factor: 0.25, into: $0)
      }
    }
    let expected = differences(x, dp.map(Double.init), softmax)
    expectClose(found.map(Double.init), expected, absolute: 1e-7)
  }

  @Test(arguments: KernelFixture.sets) func twoStepsOfAdamWAreThoseWorkedByHand(set: KernelSet) {
    // beta1 0.5, beta2 0.75, epsilon 0, rate 0.1, decay 0.5; parameter 1, gradients 2 then -1
    // (factor 0.5 on 4 and -2).
    // Step 1: m = 1, v = 1, m' = 1/0.5 = 2, v' = 1/0.25 = 4, so the move is 2/2 = 1:
    // 1 - 0.1 (0.5 + 1) = 0.85.
    // Step 2: m = 0.5 - 0.5 = 0, so only the decay: v = 0.75 + 0.25 = 1; 0.85 - 0.1 0.425 = 0.8075.
    let adam = AdamW(learningRate: 0.1, beta1: 0.5, beta2: 0.75, epsilon: 0, weightDecay: 0.5)
    var parameters = [Float](repeating: 1, count: 19)
    var means = [Float](repeating: 0, count: 19)
    var squares = means
    for (step, gradient, expected) in [(1, Float(4), 0.85), (2, -2, 0.8075)] {
      let gradients = [Float](repeating: gradient, count: 19)
      parameters.withUnsafeMutableBufferPointer { parameters in
        gradients.withUnsafeBufferPointer { gradients in
          means.withUnsafeMutableBufferPointer { means in
            squares.withUnsafeMutableBufferPointer {
              adam.apply(
                to: parameters, gradients: gradients, means: means, squares: $0, step: step,
                gradientFactor: 0.5, kernels: set)
            }
          }
        }
      }
      expectClose(
        parameters.map(Double.init), [Double](repeating: expected, count: 19), absolute: 1e-6)
    }
    #expect(means.allSatisfy { abs($0) < 1e-7 } && squares.allSatisfy { abs($0 - 1) < 1e-6 })
  }
}
