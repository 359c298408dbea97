// SPDX-License-Identifier: Apache-2.0

import Foundation
import LanguageModels

/// A transformer written as plainly as can be, in double precision: the oracle of gradients.
///
/// One token after another, no batches, no kernels; its weights are looked up by name.
struct PlainTransformer {
  let shape: ModelConfiguration
  var weights: [TensorRole: [Double]]

  init(_ parameters: TransformerParameters) {
    shape = parameters.configuration
    weights = [:]
    for role in parameters.layout.roles {
      weights[role] = parameters.values(role).map(Double.init)
    }
  }

  /// The sum of -factor * ln p(next token) of a sequence that begins at position 0.
  func loss(_ tokens: [TokenID], factor: Double = 1) -> Double {
    let rows = tokens.count - 1
    var x = (0..<rows).map { row -> [Double] in
      var vector = part(.embedding, row: Int(tokens[row]), shape.width)
      if shape.architecture == .gpt2 {
        vector = sum(vector, part(.positionEmbedding, row: row, shape.width))
      }
      return vector
    }
    for layer in 0..<shape.layerCount { x = block(layer, x) }
    var loss = 0.0
    for row in 0..<rows {
      let normed = norm(x[row], .outputNorm, .outputNormBias)
      let logits = linear(shape.tiesEmbeddings ? .embedding : .output, nil, normed)
      let largest = logits.max() ?? 0
      let total = logits.reduce(0) { $0 + exp($1 - largest) }
      loss -= factor * (logits[Int(tokens[row + 1])] - largest - log(total))
    }
    return loss
  }

  private func block(_ layer: Int, _ x: [[Double]]) -> [[Double]] {
    func role(_ part: BlockPart) -> TensorRole { .block(layer, part) }
    let projected = x.enumerated().map { position, vector in
      project(layer, norm(vector, role(.attentionNorm), role(.attentionNormBias)), position)
    }
    return x.indices.map { row in
      let mixed = attend(Array(projected[...row]))
      let middle = sum(
        x[row], linear(role(.attentionOutput), role(.attentionOutputBias), mixed))
      let normed = norm(middle, role(.feedForwardNorm), role(.feedForwardNormBias))
      var hidden = linear(role(.up), role(.upBias), normed)
      if shape.architecture == .gpt2 {
        hidden = hidden.map {
          0.5 * $0 * (1 + tanh(0.7978845608028654 * ($0 + 0.044715 * $0 * $0 * $0)))
        }
      } else {
        let gate = linear(role(.gate), nil, normed)
        hidden = zip(hidden, gate).map { $0 * $1 / (1 + exp(-$1)) }
      }
      return sum(middle, linear(role(.down), role(.downBias), hidden))
    }
  }

  /// Query, key and value of one position, rotated.
  private func project(_ layer: Int, _ x: [Double], _ position: Int) -> [Double] {
    if shape.architecture == .gpt2 {
      return linear(.block(layer, .queryKeyValue), .block(layer, .queryKeyValueBias), x)
    }
    let query = linear(.block(layer, .query), .block(layer, .queryBias), x)
    let key = linear(.block(layer, .key), .block(layer, .keyBias), x)
    let value = linear(.block(layer, .value), .block(layer, .valueBias), x)
    return rotated(query, position) + rotated(key, position) + value
  }

  private func rotated(_ x: [Double], _ position: Int) -> [Double] {
    var y = x
    let half = shape.headWidth / 2
    for head in stride(from: 0, to: x.count, by: shape.headWidth) {
      for index in 0..<half {
        let angle =
          Double(position) * pow(Double(shape.rotaryBase), -Double(index) / Double(half))
        let isAdjacent = shape.rotaryPairing == .adjacent
        let a = head + (isAdjacent ? 2 * index : index)
        let b = isAdjacent ? a + 1 : a + half
        y[a] = x[a] * cos(angle) - x[b] * sin(angle)
        y[b] = x[a] * sin(angle) + x[b] * cos(angle)
      }
    }
    return y
  }

  /// What the last of some positions mixes of all of them.
  private func attend(_ projected: [[Double]]) -> [Double] {
    guard let own = projected.last else { return [] }
    let width = shape.headWidth
    let group = shape.headCount / shape.keyValueHeadCount
    return (0..<shape.headCount).flatMap { head -> [Double] in
      let key = (shape.headCount + head / group) * width
      let value = key + shape.keyValueHeadCount * width
      let scores = projected.map { other in
        (0..<width).reduce(0) { $0 + own[head * width + $1] * other[key + $1] }
          / Double(width).squareRoot()
      }
      let largest = scores.max() ?? 0
      let weights = scores.map { exp($0 - largest) }
      let total = weights.reduce(0, +)
      return (0..<width).map { column in
        zip(weights, projected).reduce(0) { $0 + $1.0 * $1.1[value + column] } / total
      }
    }
  }

  private func norm(_ x: [Double], _ weight: TensorRole, _ bias: TensorRole) -> [Double] {
    let isLayer = shape.architecture == .gpt2
    let mean = isLayer ? x.reduce(0, +) / Double(x.count) : 0
    let square = x.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(x.count)
    let scale = 1 / (square + Double(shape.normEpsilon)).squareRoot()
    let scaled = zip(x, weights[weight] ?? []).map { ($0 - mean) * scale * $1 }
    return isLayer ? sum(scaled, weights[bias] ?? []) : scaled
  }

  private func linear(_ role: TensorRole, _ bias: TensorRole?, _ x: [Double]) -> [Double] {
    guard let matrix = weights[role] else { return [] }
    let addend = bias.flatMap { weights[$0] }
    return (0..<matrix.count / x.count).map { row in
      var total = addend?[row] ?? 0
      for column in x.indices { total += matrix[row * x.count + column] * x[column] }
      return total
    }
  }

  private func part(_ role: TensorRole, row: Int, _ width: Int) -> [Double] {
    Array((weights[role] ?? [])[row * width..<(row + 1) * width])
  }

  private func sum(_ a: [Double], _ b: [Double]) -> [Double] { zip(a, b).map(+) }
}
