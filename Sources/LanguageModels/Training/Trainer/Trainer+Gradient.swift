// SPDX-License-Identifier: Apache-2.0

import Compute

/// The sum of a batch's losses.
struct LossSum: Sendable {
  /// In nats, over all targets.
  var negativeLogLikelihood = 0.0
  var tokenCount = 0

  mutating func add(_ values: [Double]) {
    for value in values { negativeLogLikelihood -= value }
    tokenCount += values.count
  }

  mutating func add(_ other: LossSum) {
    negativeLogLikelihood += other.negativeLogLikelihood
    tokenCount += other.tokenCount
  }
}

/// What private training draws, clips and protects: a document with all its copies.
struct PrivateUnit: Equatable, Sendable {
  /// The place of the first copy in the documents.
  let document: Int
  /// How often its tokens stand in the order.
  var copies: Int

  /// The documents of an order, equal ones together, in the order of their first copies.
  static func units(of documents: [[TokenID]], order: [Int]) -> [PrivateUnit] {
    var places: [[TokenID]: Int] = [:]
    var units: [PrivateUnit] = []
    for document in order {
      if let place = places[documents[document]] {
        units[place].copies += 1
      } else {
        places[documents[document]] = units.count
        units.append(PrivateUnit(document: document, copies: 1))
      }
    }
    return units
  }
}

extension Trainer {
  /// Leaves in each chunk's block its share of the gradient of the batch's mean loss.
  func batchGradient(_ step: Int) -> LossSum {
    let range = batches[(step - 1) % batches.count]
    let total = segments[range].reduce(0) { $0 + $1.count }
    var batch = Array(segments[range])
    for index in batch.indices { batch[index].factor = 1 / Float(total) }
    let chunks = passes.chunks(batch)
    let (passes, documents, gradients) = (passes, documents, gradients)
    let sums = parallelMap(count: chunks.count, jobs: passes.jobs) { chunk in
      gradients[chunk].clear()
      var sum = LossSum()
      sum.add(passes.addGradient(of: chunks[chunk], in: documents, to: gradients[chunk]))
      return sum
    }
    return sums.reduce(into: LossSum()) { $0.add($1) }
  }

  /// Leaves in each chunk's block the sum of its documents' clipped gradients.
  ///
  /// A document's loss is the mean over its targets, times its copies; its gradient g becomes
  /// g min(1, C / |g|).
  func privateGradient(_ privacy: PrivacySettings, step: Int) -> LossSum {
    let drawn = sample(step: step)
    let (passes, documents, gradients) = (passes, documents, gradients)
    let (privateUnits, units) = (privateUnits, units)
    let chunkCount = gradients.count
    let sums = parallelMap(count: chunkCount, jobs: passes.jobs) { chunk in
      gradients[chunk].clear()
      let own = AlignedFloats(count: passes.gradientCount)
      var sum = LossSum()
      for place in stride(from: chunk, to: drawn.count, by: chunkCount) {
        own.clear()
        let segments = Trainer.segments(of: privateUnits[drawn[place]], documents, passes.plan)
        sum.add(passes.addGradient(of: segments, in: documents, to: own))
        Trainer.clip(own, units, to: privacy.clipNorm, addingTo: gradients[chunk], passes.plan)
      }
      return sum
    }
    return sums.reduce(into: LossSum()) { $0.add($1) }
  }

  /// Draws the documents that a step takes, each with all its copies by itself.
  package func sample(step: Int) -> [Int] {
    let rate = samplingRate ?? 0
    var generator = SeededGenerator(seed: seed.derive("sample", step))
    return privateUnits.indices.filter { _ in generator.uniform() < rate }
  }

  private static func segments(
    of unit: PrivateUnit, _ documents: [[TokenID]], _ plan: TransformerPlan
  ) -> [TrainingSegment] {
    var segments = TrainingSegment.segments(
      of: documents, order: [unit.document], limit: plan.sequenceLimit)
    let total = segments.reduce(0) { $0 + $1.count }
    for index in segments.indices { segments[index].factor = Float(unit.copies) / Float(total) }
    return segments
  }

  /// Adds a document's gradient to a sum, made no longer than a bound.
  ///
  /// The factor is rounded down, so that rounding does not break the bound.
  private static func clip(
    _ gradient: AlignedFloats, _ units: [UpdateUnit], to bound: Double,
    addingTo sum: AlignedFloats, _ plan: TransformerPlan
  ) {
    gradient.withFloats { gradient in
      var squaredNorm = 0.0
      for unit in units {
        squaredNorm += plan.elements.sumOfSquares(Floats(rebasing: gradient[unit.range]))
      }
      // A gradient that is not finite has no bound: it is left out, as a document without text is.
      guard squaredNorm.isFinite, squaredNorm > 0 else { return }
      let factor = Float(min(1, bound / squaredNorm.squareRoot() * (1 - 1e-6)))
      sum.withFloats { sum in
        for unit in units {
          plan.elements.add(
            Floats(rebasing: gradient[unit.range]), times: factor,
            to: MutableFloats(rebasing: sum[unit.range]))
        }
      }
    }
  }

  /// Adds the chunks' gradients in order, and noise, into the first; returns its squared norm.
  func addChunks(noise: (settings: PrivacySettings, step: Int)?) -> Double {
    let (gradients, units, elements) = (gradients, units, passes.plan.elements)
    let noiseSeed = noise.map { seed.derive("noise", $0.step) }
    let deviation = noise.map { $0.settings.noiseMultiplier * $0.settings.clipNorm } ?? 0
    let norms = parallelMap(count: units.count, jobs: passes.jobs) { index in
      let range = units[index].range
      return gradients[0].withFloats { first in
        let sum = MutableFloats(rebasing: first[range])
        for other in gradients.dropFirst() {
          other.withFloats { elements.add(Floats(rebasing: $0[range]), to: sum) }
        }
        if let noiseSeed {
          var generator = SeededGenerator(seed: noiseSeed, stream: UInt64(index))
          for place in sum.indices { sum[place] += Float(deviation * generator.normal()) }
        }
        return elements.sumOfSquares(Floats(sum))
      }
    }
    return norms.reduce(0, +)
  }

  /// Moves what is trained by one step of AdamW.
  func update(step: Int, rate: Double, factor: Float) {
    let (gradient, means, squares) = (gradients[0], means, squares)
    let (trained, units, kernels) = (trained, units, passes.plan.elements.set)
    let optimizer = AdamW(
      learningRate: Float(rate), beta1: Float(settings.beta1), beta2: Float(settings.beta2),
      weightDecay: Float(settings.weightDecay))
    _ = parallelMap(count: units.count, jobs: passes.jobs) { index in
      let range = units[index].range
      var own = optimizer
      if !units[index].decays { own.weightDecay = 0 }
      trained.withFloats { trained in
        gradient.withFloats { gradient in
          means.withFloats { means in
            squares.withFloats { squares in
              own.apply(
                to: MutableFloats(rebasing: trained[range]),
                gradients: Floats(rebasing: gradient[range]),
                means: MutableFloats(rebasing: means[range]),
                squares: MutableFloats(rebasing: squares[range]), step: step,
                gradientFactor: factor, kernels: kernels)
            }
          }
        }
      }
    }
  }
}

extension Trainer {
  /// What private training promises after the steps that were made; nil for training as usual.
  ///
  /// - Throws: `LMD148` where the accountant refuses the settings.
  public func privacyReport() throws(LanguageModelError) -> PrivacyReport? {
    guard let privacy = settings.privacy, let samplingRate else { return nil }
    return try PrivacyReport(
      privacy, samplingRate: samplingRate, stepCount: completedStepCount,
      unitCount: privateUnits.count)
  }
}
