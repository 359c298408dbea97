// SPDX-License-Identifier: Apache-2.0

import Compute
import LanguageModels
import TestSupport
import Testing

@Suite struct TrainerTests {
  private static let documents = TrainingFixture.documents([9, 14, 30, 2, 22, 7], seed: 8)

  private static func settings(_ steps: Int, rate: Double = 0.02) -> TrainingSettings {
    var settings = TrainingSettings(length: .steps(steps))
    settings.batchTokenCount = 40
    settings.learningRate = rate
    settings.warmUpStepCount = 3
    settings.weightDecay = 0.01
    return settings
  }

  private static func trainer(
    _ architecture: ModelConfiguration.Architecture = .llama, settings: TrainingSettings,
    documents: [[TokenID]] = documents, seed: UInt64 = 1, jobs: Int = 1
  ) throws -> Trainer {
    let configuration = TrainingFixture.configuration(architecture)
    return try Trainer(
      TransformerParameters(configuration, seed: Seed(seed), jobs: jobs), documents: documents,
      order: Array(documents.indices), settings: settings, seed: Seed(seed), jobs: jobs)
  }

  private static func weights(_ trainer: Trainer) -> [Float] {
    let parameters = trainer.passes.parameters
    return TrainingFixture.values(parameters.floats, count: parameters.layout.count)
  }

  @Test(arguments: ModelConfiguration.Architecture.allCases)
  func aFewSequencesAreLearntByHeart(_ architecture: ModelConfiguration.Architecture) throws {
    let documents = TrainingFixture.documents([12, 12, 12], seed: 4).enumerated().map {
      [TokenID($0)] + $1
    }
    let trainer = try Self.trainer(
      architecture, settings: Self.settings(250), documents: documents)
    var losses: [Double] = []
    let isDone = try trainer.run { step in
      losses.append(step.loss ?? .nan)
      return true
    }
    #expect(isDone && losses.count == 250)
    // A fresh model knows nothing: ln 13 = 2.565.
    expectClose(losses[0], 2.565, absolute: 0.05)
    #expect(losses[249] < 0.05)
  }

  @Test func threadsChangeNoBit() throws {
    let runs = try [1, 2, 3].map { jobs in
      let trainer = try Self.trainer(settings: Self.settings(6), jobs: jobs)
      var steps: [TrainingStep] = []
      _ = try trainer.run {
        steps.append($0)
        return true
      }
      return (steps, Self.weights(trainer))
    }
    #expect(runs[0].0 == runs[1].0 && runs[0].0 == runs[2].0)
    #expect(runs[0].1 == runs[1].1 && runs[0].1 == runs[2].1)
  }

  /// The reported loss is the mean of -ln p over the batch's targets, before the step.
  @Test func theLossIsTheMeanOverTargets() throws {
    let trainer = try Self.trainer(settings: Self.settings(1))
    // 8 + 13 = 21 targets; the next segment's 29 would go beyond 40.
    let segments = TrainingSegment.segments(of: Array(Self.documents[..<2]), limit: 70)
    let values = trainer.passes.logProbabilities(of: segments, in: Self.documents).flatMap(\.self)
    let step = try trainer.step()
    #expect(step.tokenCount == 21 && step.number == 1 && step.epoch == 0)
    expectClose(step.loss ?? .nan, -values.reduce(0, +) / 21, relative: 1e-5)
  }

  /// Batches of documents of 8, 13 | 29, 1 | 21, 6 targets, then the next epoch.
  @Test func epochsGoThroughTheOrderAgain() throws {
    var settings = Self.settings(1)
    settings.length = .epochs(2)
    let trainer = try Self.trainer(settings: settings)
    var steps: [TrainingStep] = []
    _ = try trainer.run {
      steps.append($0)
      return true
    }
    #expect(steps.map(\.tokenCount) == [21, 30, 27, 21, 30, 27])
    #expect(steps.map(\.epoch) == [0, 0, 0, 1, 1, 1])
  }

  /// Peak 1, share 0.2, 4 steps of warm-up, 12 in all: 1/4, 2/4, 3/4, 1, then at step 8 half way
  /// down: 0.2 + 0.8 / 2 = 0.6; at step 6, 0.2 + 0.8 (1 + cos(pi/4)) / 2 = 0.882842712; at 12 0.2.
  @Test func theScheduleIsWorkedByHand() {
    let schedule = LearningRateSchedule(
      peak: 1, finalShare: 0.2, warmUpStepCount: 4, stepCount: 12)
    let rates = [1, 2, 3, 4, 6, 8, 12, 13].map { schedule.rate(step: $0) }
    expectClose(
      rates, [0.25, 0.5, 0.75, 1, 0.882_842_712, 0.6, 0.2, 0.2], absolute: 1e-9)
    let plain = LearningRateSchedule(peak: 2, finalShare: 1, warmUpStepCount: 0, stepCount: 3)
    #expect((1...3).map { plain.rate(step: $0) } == [2, 2, 2])
    let short = LearningRateSchedule(peak: 2, finalShare: 0.5, warmUpStepCount: 5, stepCount: 5)
    expectClose(short.rate(step: 5), 2)
  }

  /// With a limit far below its norm, a gradient moves nothing but by decay at Adam's first step;
  /// the norm is told as it was.
  ///
  /// Weights without decay: norms do not shrink, matrices do.
  @Test func decayLeavesNormsAlone() throws {
    var settings = Self.settings(1)
    settings.warmUpStepCount = 0
    settings.learningRate = 0.1
    settings.finalLearningRateShare = 1
    settings.weightDecay = 1
    settings.clipNorm = 1e-12
    let trainer = try Self.trainer(settings: settings)
    let parameters = trainer.passes.parameters
    let before = parameters.copy()
    let step = try trainer.step()
    #expect(step.gradientNorm > 0.01)
    for role in parameters.layout.roles {
      let keep: Float = parameters.layout.isVector(role) ? 1 : 0.9
      let pairs = zip(parameters.values(role), before.values(role))
      #expect(pairs.allSatisfy { abs($0 - keep * $1) < 1e-4 }, "\(role.description)")
    }
  }

  @Test func nothingToLearnIsRefused() {
    #expect(throws: LanguageModelError.self) {
      try Self.trainer(settings: Self.settings(1), documents: [[1], []])
    }
    expectCode("LMD141") { try Self.trainer(settings: Self.settings(1), documents: [[1], []]) }
    expectCode("LMD142") { try Self.trainer(settings: Self.settings(1), documents: [[1, 13]]) }
    expectCode("LMD142") { try Self.trainer(settings: Self.settings(1), documents: [[-1, 2]]) }
    expectCode("LMD143") { try Self.trainer(settings: Self.settings(0)) }
    expectCode("LMD143") { try Self.trainer(settings: Self.settings(1, rate: .nan)) }
  }

  @Test func aLossThatIsNotFiniteStopsBeforeTheStep() throws {
    let trainer = try Self.trainer(settings: Self.settings(3))
    let parameters = trainer.passes.parameters
    parameters.set(.outputNorm, to: [Float](repeating: .infinity, count: 12))
    expectCode("LMD144") { try trainer.step() }
    #expect(trainer.completedStepCount == 0)
  }

  @Test func drawsOfATensorDoNotDependOnTheOthers() throws {
    var deep = TrainingFixture.configuration()
    deep.layerCount = 3
    deep.vocabularyCount = 17
    let one = try TransformerParameters(TrainingFixture.configuration(), seed: Seed(5), jobs: 1)
    let other = try TransformerParameters(deep, seed: Seed(5), jobs: 2)
    let query = TensorRole.block(1, .query)
    #expect(one.values(query) == other.values(query))
    #expect(one.values(query) != one.values(.block(0, .query)))
    #expect(one.values(.outputNorm).allSatisfy { $0 == 1 })
    // 0.02 / sqrt(4) and 0.02 / sqrt(6); the draws are the same.
    let (down, deeper) = (one.values(.block(0, .down)), other.values(.block(0, .down)))
    for (a, b) in zip(down, deeper) {
      expectClose(Double(a / b), (1.5).squareRoot(), relative: 1e-5)
    }
    let deviation = (down.reduce(0) { $0 + $1 * $1 } / Float(down.count)).squareRoot()
    expectClose(Double(deviation), 0.01, relative: 0.2)
  }
}

/// Records an issue unless the closure throws an error of this code.
func expectCode(
  _ code: String, sourceLocation: SourceLocation = #_sourceLocation, _ body: () throws -> some Any
) {
  do {
    _ = try body()
    Issue.record("nothing was thrown", sourceLocation: sourceLocation)
  } catch {
    #expect((error as? LanguageModelError)?.code == code, sourceLocation: sourceLocation)
  }
}
