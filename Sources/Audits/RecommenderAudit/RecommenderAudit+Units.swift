// SPDX-License-Identifier: Apache-2.0

import Attacks
import Compute
import Evidence
import Recommenders
import Unlearning

extension RecommenderAudit {
  /// The work to be done, in the order in which it is begun.
  var units: [AuditUnit] {
    let goldCount =
      judged.map { $0.golds.isEmpty ? job.goldCount : $0.golds.count } ?? job.goldCount
    return [.erased] + (0..<goldCount).map { .gold($0 + 1) }
  }

  /// The name of the model file that a unit writes; nil for one that writes none.
  func artefact(of unit: AuditUnit) -> String? {
    switch unit {
    case .erased:
      // A model from which nothing was erased still holds the rows that no file may hold.
      judged != nil || job.door == .erasing(.none) ? nil : "unlearned.safetensors"
    case .gold(let index):
      judged?.golds.isEmpty == false ? nil : "gold-\(index).safetensors"
    }
  }

  /// Does one unit of work.
  ///
  /// - Parameters:
  ///   - unit: The unit.
  ///   - probe: What every model is asked.
  ///   - store: Where models are written.
  ///   - clock: The processor seconds that the calling thread has spent.
  /// - Returns: What the unit found.
  /// - Throws: `AuditError` where training, reading or writing fails.
  func work(
    on unit: AuditUnit, probe: ErasureProbe, store: RunStore, clock: () -> Double
  ) throws(AuditError) -> UnitRecord {
    switch unit {
    case .erased: try judged == nil ? erase(probe, store, clock) : readJudged(probe)
    case .gold(let index): try gold(index, probe, store, clock)
    }
  }

  private func erase(
    _ probe: ErasureProbe, _ store: RunStore, _ clock: () -> Double
  ) throws(AuditError) -> UnitRecord {
    var record = UnitRecord()
    let start = clock()
    let original = try recipe.train(split, kernels: job.kernels)
    record.seconds["train-original"] = clock() - start
    record.facts["original-passes"] = String(original.epochCount)
    let began = clock()
    let unlearned = try unlearn(original.model, &record)
    record.seconds["unlearn"] = clock() - began
    record.readings["original"] = probe.read(original.model, kernels: job.kernels)
    record.readings["unlearned"] = probe.read(unlearned, kernels: job.kernels)
    if let name = artefact(of: .erased) {
      record.files = try write(unlearned, name, seed: recipe.seed, store)
    }
    return record
  }

  private func unlearn(
    _ original: MatrixFactorization, _ record: inout UnitRecord
  ) throws(AuditError) -> MatrixFactorization {
    guard case .erasing(let method) = job.door else { return original }
    record.facts["method"] = method.rawValue
    switch method {
    case .none: return original
    case .exact:
      record.facts["stop"] = UnlearningOutcome.Stop.retrained.rawValue
      return try recipe.train(retained, kernels: job.kernels).model
    case .reverseBPR:
      let outcome = ReverseBPR.unlearn(
        request, from: original, split: split, configuration: job.unlearning,
        seed: Seed(job.seed).derive("unlearn"), kernels: job.kernels)
      record.path = outcome.path
      record.facts["form"] = job.unlearning.form.rawValue
      record.facts["stop"] = outcome.stop.rawValue
      record.facts["steps"] = String(outcome.stepCount)
      for kind in request.kinds {
        record.facts["passes-\(kind.rawValue)"] = outcome.passes[kind].map { Rounded.text($0) }
      }
      if !outcome.overForgotten.isEmpty {
        record.facts["over-forgotten"] = outcome.overForgotten.map(\.rawValue)
          .joined(separator: " ")
      }
      return outcome.model
    }
  }

  /// The split without the erased pairs, over what still occurs in it.
  var retained: InteractionSplit {
    split.removing { request.kind(of: $0) != nil }.compacted()
  }

  private func readJudged(_ probe: ErasureProbe) throws(AuditError) -> UnitRecord {
    var record = UnitRecord()
    record.facts["method"] = "judged"
    if let before = judged?.before {
      record.readings["original"] = probe.read(before, kernels: job.kernels)
    }
    if let after = judged?.after, case .judging(let files) = job.door, let path = files.after {
      let bytes = try AuditError.wrapping { try StoredFile.read(path) }
      record.inspection = ModelInspection(
        of: after, before: judged?.before, bytes: bytes,
        unknown: judged?.unknown ?? UnknownContent(), request: request, data: split.train)
      record.readings["unlearned"] = probe.read(
        after, before: judged?.before, kernels: job.kernels)
    }
    if let served = judged?.served {
      record.readings["unlearned"] = probe.read(lists: served)
    }
    return record
  }

  private func gold(
    _ index: Int, _ probe: ErasureProbe, _ store: RunStore, _ clock: () -> Double
  ) throws(AuditError) -> UnitRecord {
    var record = UnitRecord()
    if let given = judged?.golds, !given.isEmpty {
      record.readings["gold"] = probe.read(
        given[index - 1], before: judged?.before, kernels: job.kernels)
      return record
    }
    var own = recipe
    own.seed = Seed(job.seed).derive("gold", index).value
    let start = clock()
    let trained = try own.train(retained, kernels: job.kernels)
    record.seconds["train-gold-\(index)"] = clock() - start
    record.facts["gold-\(index)-passes"] = String(trained.epochCount)
    record.readings["gold"] = probe.read(
      trained.model, before: judged?.before, kernels: job.kernels)
    if let name = artefact(of: .gold(index)) {
      record.files = try write(trained.model, name, seed: own.seed, store)
    }
    return record
  }

  /// Writes a model that holds no erased row into the run, with its lineage.
  private func write(
    _ model: MatrixFactorization, _ name: String, seed: UInt64, _ store: RunStore
  ) throws(AuditError) -> [String: Digest] {
    let pairs = retained
    let all = pairs.train.pairs + pairs.validation.pairs + pairs.test.pairs
    let digest = try Interactions(users: pairs.train.users, items: pairs.train.items, pairs: all)
      .canonicalDigest()
    var header = recipe.header(of: model, data: digest, kernels: job.kernels)
    header.seed = seed
    do {
      let bytes = try ModelFile.encode(model, header: header)
      return try store.writeArtefact(
        name, bytes: bytes,
        lineage: LineageRecord(
          digest: try Digest.sha256(bytes), kind: "recommender",
          inputs: [.init(role: "interactions", digest: digest)],
          command: "palimpsest audit recommender", version: Tool.name))
    } catch {
      throw AuditError(any: error)
    }
  }
}
