// SPDX-License-Identifier: Apache-2.0

import Compute
import LanguageModels
import TestSupport
import Testing

@Suite struct GradientTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let architecture: ModelConfiguration.Architecture
    let isTied: Bool
    let pairing: ModelConfiguration.RotaryPairing
    let seed: Int
    var testDescription: String { "\(architecture) tied \(isTied) \(pairing) seed \(seed)" }
  }

  static let cases: [Case] = [
    Case(architecture: .llama, isTied: true, pairing: .halves, seed: 1),
    Case(architecture: .llama, isTied: false, pairing: .adjacent, seed: 2),
    Case(architecture: .llama, isTied: false, pairing: .halves, seed: 3),
    Case(architecture: .qwen2, isTied: true, pairing: .halves, seed: 4),
    Case(architecture: .gpt2, isTied: true, pairing: .halves, seed: 5),
    Case(architecture: .gpt2, isTied: false, pairing: .halves, seed: 6),
    Case(architecture: .gpt2, isTied: true, pairing: .halves, seed: 7),
  ]

  /// Two documents, one with another weight, of a batch that also has a third one of weight 0.
  private static let documents = TrainingFixture.documents([6, 4, 5], seed: 3)
  private static let segments = [
    TrainingSegment(document: 0, start: 0, count: 5, factor: 1),
    TrainingSegment(document: 2, start: 0, count: 4, factor: 0),
    TrainingSegment(document: 1, start: 0, count: 3, factor: -0.5),
  ]

  private static func loss(_ model: PlainTransformer) -> Double {
    model.loss(documents[0]) + model.loss(documents[1], factor: -0.5)
  }

  /// Central differences along the gradient itself and along random signs.
  ///
  /// Along the gradient g / |g| the loss rises by |g|; along signs s by the product of s and g. Every
  /// number takes part.
  @Test(arguments: cases)
  func theGradientOfEveryTensorIsThatOfTheLoss(_ item: Case) throws {
    let configuration = TrainingFixture.configuration(
      item.architecture, isTied: item.isTied, pairing: item.pairing)
    let parameters = try TrainingFixture.parameters(configuration, seed: item.seed)
    let passes = BatchPasses(parameters, jobs: 1)
    let gradient = TrainingFixture.gradient(passes, Self.segments, Self.documents)
    let model = PlainTransformer(parameters)
    var generator = SeededGenerator(seed: Seed(UInt64(item.seed)))
    for role in parameters.layout.roles {
      let own = gradient[parameters.layout.range(of: role)].map(Double.init)
      let norm = own.reduce(0) { $0 + $1 * $1 }.squareRoot()
      try #require(norm > 1e-6, "\(role.description)")
      let signs = (0..<2).map { _ in own.map { _ in generator.uniform() < 0.5 ? -1.0 : 1.0 } }
      for direction in signs + [own.map { $0 / norm }] {
        let expected = Self.slope(model, role, direction)
        let found = zip(direction, own).reduce(0) { $0 + $1.0 * $1.1 }
        #expect(
          abs(found - expected) <= 1e-3 * max(norm, abs(expected)),
          "\(role.description): \(found), expected \(expected)")
      }
      let place = own.indices.max { abs(own[$0]) < abs(own[$1]) } ?? 0
      let unit = own.indices.map { $0 == place ? 1.0 : 0 }
      expectClose(own[place], Self.slope(model, role, unit), relative: 1e-3, role.description)
    }
  }

  private static func slope(
    _ model: PlainTransformer, _ role: TensorRole, _ direction: [Double]
  ) -> Double {
    let step = 1e-5
    var (up, down) = (model, model)
    up.weights[role] = zip(model.weights[role] ?? [], direction).map { $0 + step * $1 }
    down.weights[role] = zip(model.weights[role] ?? [], direction).map { $0 - step * $1 }
    return (loss(up) - loss(down)) / (2 * step)
  }

  @Test(arguments: cases)
  func logProbabilitiesAreThoseOfThePlainModel(_ item: Case) throws {
    let configuration = TrainingFixture.configuration(
      item.architecture, isTied: item.isTied, pairing: item.pairing)
    let parameters = try TrainingFixture.parameters(configuration, seed: item.seed)
    let documents = TrainingFixture.documents([70, 2, 9, 66], seed: item.seed)
    let model = PlainTransformer(parameters)
    let found = BatchPasses(parameters, jobs: 2).logProbabilities(
      of: TrainingSegment.segments(of: documents, limit: 70), in: documents)
    for (tokens, values) in zip(documents, found) {
      #expect(values.count == tokens.count - 1)
      expectClose(-values.reduce(0, +), model.loss(tokens), relative: 1e-5)
    }
  }

  /// Segments of more than 64 rows take more than one run of queries.
  @Test func longSegmentsHaveTheSameGradient() throws {
    let configuration = TrainingFixture.configuration()
    let parameters = try TrainingFixture.parameters(configuration, seed: 9)
    let documents = TrainingFixture.documents([70], seed: 5)
    let segments = TrainingSegment.segments(of: documents, limit: 70)
    let gradient = TrainingFixture.gradient(BatchPasses(parameters, jobs: 1), segments, documents)
    let model = PlainTransformer(parameters)
    let role = TensorRole.block(0, .key)
    let own = gradient[parameters.layout.range(of: role)].map(Double.init)
    let norm = own.reduce(0) { $0 + $1 * $1 }.squareRoot()
    let step = 1e-5
    var (up, down) = (model, model)
    up.weights[role] = zip(model.weights[role] ?? [], own).map { $0 + step * $1 / norm }
    down.weights[role] = zip(model.weights[role] ?? [], own).map { $0 - step * $1 / norm }
    let slope = (up.loss(documents[0]) - down.loss(documents[0])) / (2 * step)
    expectClose(norm, slope, relative: 1e-3)
  }

  @Test(arguments: [ModelConfiguration.Architecture.llama, .gpt2])
  func theGradientOfAdaptersIsThatOfTheMergedModel(
    _ architecture: ModelConfiguration.Architecture
  ) throws {
    let configuration = TrainingFixture.configuration(architecture)
    let parameters = try TrainingFixture.parameters(configuration, seed: 11)
    let adapters = try TrainingFixture.adapters(parameters, rank: 3)
    let passes = BatchPasses(parameters, adapters: adapters, jobs: 1)
    let gradient = TrainingFixture.gradient(passes, Self.segments, Self.documents)
    var generator = SeededGenerator(seed: Seed(5))
    for _ in 0..<12 {
      let direction = gradient.map { _ in generator.uniform() < 0.5 ? -1.0 : 1.0 }
      let expected = try Self.slope(adapters, parameters, direction)
      let found = zip(direction, gradient).reduce(0) { $0 + $1.0 * Double($1.1) }
      let norm = gradient.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
      #expect(abs(found - expected) <= 1e-3 * norm, "\(found), expected \(expected)")
    }
  }

  /// The slope of the plain model's loss along a direction of the adapters, merged in doubles.
  private static func slope(
    _ adapters: LowRankAdapters, _ parameters: TransformerParameters, _ direction: [Double]
  ) throws -> Double {
    let base = TrainingFixture.values(adapters.floats, count: adapters.layout.count)
    let step = 1e-5
    func value(_ sign: Double) -> Double {
      let moved = zip(base, direction).map { Double($0) + sign * step * $1 }
      return loss(TrainingFixture.merged(adapters, moved, parameters))
    }
    return (value(1) - value(-1)) / (2 * step)
  }
}
