// SPDX-License-Identifier: Apache-2.0

package import Compute

/// The number of floats that one unit of work on flat blocks has.
let floatsPerUnit = 1 << 16

/// Takes batches through a model on all threads, in a fixed number of chunks.
///
/// A batch is cut into `chunkCount` chunks, whatever the number of threads; each chunk is one
/// thread's work and has a gradient of its own, and these are added in the order of chunks. So
/// results have the same bits at any thread count, within one kernel set.
public final class BatchPasses: Sendable {
  /// The model and its places.
  package let plan: TransformerPlan
  /// The model's weights.
  public let parameters: TransformerParameters
  /// The adapters; then the weights get no gradient.
  package let adapters: LowRankAdapters?
  /// The number of chunks of a batch.
  package let chunkCount: Int
  /// The number of threads.
  package let jobs: Int
  private let training: PassPool
  private let scoring: PassPool

  /// The rows of a microbatch: what one thread takes through the model at once.
  static let microbatchRows = 1024

  /// Creates passes through a model.
  ///
  /// - Parameters:
  ///   - parameters: The weights, which may change between calls.
  ///   - adapters: Adapters of the same model, if they are what is trained.
  ///   - sequenceLimit: The most tokens of a sequence; the context by default.
  ///   - chunkCount: The number of chunks; it changes the last bits of sums.
  ///   - jobs: The number of threads; it changes nothing but the time.
  ///   - kernels: The kernel set.
  package init(
    _ parameters: TransformerParameters, adapters: LowRankAdapters? = nil,
    sequenceLimit: Int? = nil, chunkCount: Int = 4, jobs: Int, kernels: KernelSet = .best
  ) {
    precondition(chunkCount > 0 && jobs > 0, "at least one chunk and one thread")
    plan = TransformerPlan(
      parameters.layout, adapters: adapters?.layout, sequenceLimit: sequenceLimit,
      kernels: kernels)
    self.parameters = parameters
    self.adapters = adapters
    self.chunkCount = chunkCount
    self.jobs = jobs
    training = PassPool(plan, storesLayers: true)
    scoring = PassPool(plan, storesLayers: false)
  }

  /// The floats of a gradient: of the adapters where there are any, else of the weights.
  package var gradientCount: Int { adapters?.layout.count ?? parameters.layout.count }

  /// Returns ln p of each target of each segment, in nats; forward alone.
  ///
  /// A target's value does not depend on the other segments.
  ///
  /// - Parameters:
  ///   - segments: The segments, of at most the sequence limit.
  ///   - documents: The token sequences; every token is one of the model's.
  /// - Returns: `[segments][targets]`.
  public func logProbabilities(
    of segments: [TrainingSegment], in documents: [[TokenID]]
  ) -> [[Double]] {
    scores(of: segments, in: documents) { $0.logProbabilities() }
  }

  /// Returns how many targets of each segment no token is likelier than; forward alone.
  ///
  /// - Parameters:
  ///   - segments: The segments, of at most the sequence limit.
  ///   - documents: The token sequences; every token is one of the model's.
  /// - Returns: `[segments]`, each in 0...the number of its targets.
  public func hitCounts(of segments: [TrainingSegment], in documents: [[TokenID]]) -> [Int] {
    scores(of: segments, in: documents) { $0.hits() }.map { Int($0.reduce(0, +)) }
  }

  /// One number for each target of each segment, after a pass forward, `[segments][targets]`.
  private func scores(
    of segments: [TrainingSegment], in documents: [[TokenID]],
    _ read: @escaping @Sendable (TransformerPass) -> [Double]
  ) -> [[Double]] {
    requireFitting(segments)
    let groups = PackedBatch.groups(segments, capacity: BatchPasses.microbatchRows)
    let results = parallelMap(count: groups.count, jobs: jobs) { index in
      self.withPass(groups[index], documents, isTraining: false, nil) { pass in
        pass.forward()
        let values = read(pass)
        return pass.batch.segments.map { Array(values[$0]) }
      }
    }
    return results.flatMap(\.self)
  }

  /// Adds the gradient of a chunk's loss to a block and returns ln p of its targets.
  ///
  /// The loss is the sum over targets of -factor * ln p; runs on the thread that calls.
  ///
  /// - Parameters:
  ///   - segments: The segments, of at most the sequence limit.
  ///   - documents: The token sequences.
  ///   - gradient: `[gradientCount]`, added to.
  /// - Returns: The values of all targets in the order of segments, in nats.
  package func addGradient(
    of segments: [TrainingSegment], in documents: [[TokenID]], to gradient: AlignedFloats
  ) -> [Double] {
    requireFitting(segments)
    return PackedBatch.groups(segments, capacity: BatchPasses.microbatchRows).flatMap { group in
      gradient.withFloats { floats in
        self.withPass(group, documents, isTraining: true, floats) { pass in
          pass.forward()
          let values = pass.logProbabilitiesWithGradient()
          pass.backward()
          return values
        }
      }
    }
  }

  /// Shares segments out among the chunks: the longest first, each to the chunk with least to do.
  ///
  /// - Returns: `[chunkCount]` lists; within each, segments keep their order.
  package func chunks(_ segments: [TrainingSegment]) -> [[TrainingSegment]] {
    var places = [[Int]](repeating: [], count: chunkCount)
    var loads = [Int](repeating: 0, count: chunkCount)
    let order = segments.indices.sorted {
      (-segments[$0].count, $0) < (-segments[$1].count, $1)
    }
    for index in order {
      var lightest = 0
      for chunk in 1..<max(chunkCount, 1) where loads[chunk] < loads[lightest] { lightest = chunk }
      places[lightest].append(index)
      loads[lightest] += segments[index].count
    }
    return places.map { $0.sorted().map { segments[$0] } }
  }

  private func requireFitting(_ segments: [TrainingSegment]) {
    precondition(
      segments.allSatisfy { (1...plan.sequenceLimit).contains($0.count) },
      "segments within the sequence limit")
  }

  private func withPass<Result>(
    _ group: ArraySlice<TrainingSegment>, _ documents: [[TokenID]], isTraining: Bool,
    _ gradient: MutableFloats?, _ body: (TransformerPass) -> Result
  ) -> Result {
    let batch = PackedBatch(group, of: documents)
    return (isTraining ? training : scoring).withWorkspace(rows: batch.rowCount) { workspace in
      workspace.floats.withFloats { floats in
        let room = PassRoom(plan, rows: batch.rowCount, storesLayers: isTraining, in: floats)
        return withWeights { weights, adapters in
          var pass = TransformerPass(
            plan: plan, batch: batch, room: room, matrices: workspace.matrices, weights: weights,
            adapters: adapters)
          if adapters == nil {
            pass.gradient = gradient?.baseAddress
          } else {
            pass.adapterGradient = gradient?.baseAddress
          }
          return body(pass)
        }
      }
    }
  }

  private func withWeights<Result>(
    _ body: (UnsafeMutablePointer<Float>, UnsafeMutablePointer<Float>?) -> Result
  ) -> Result {
    parameters.floats.withFloats { weights in
      guard let weights = weights.baseAddress else { preconditionFailure("a model's weights") }
      guard let adapters else { return body(weights, nil) }
      return adapters.floats.withFloats { body(weights, $0.baseAddress) }
    }
  }
}
