// SPDX-License-Identifier: Apache-2.0

import Compute
import Foundation
import LanguageModels
import TestSupport
import Testing

@Suite struct CheckpointTests {
  private static let documents = TrainingFixture.documents([9, 14, 30, 22], seed: 8)

  private static func settings() -> TrainingSettings {
    var settings = TrainingSettings(length: .steps(7))
    settings.batchTokenCount = 40
    settings.warmUpStepCount = 2
    return settings
  }

  private static func trainer(
    settings: TrainingSettings = settings(), documents: [[TokenID]] = documents, seed: UInt64 = 1,
    weights: UInt64? = nil, usesAdapters: Bool = false
  ) throws -> Trainer {
    let parameters = try TransformerParameters(
      TrainingFixture.configuration(), seed: Seed(weights ?? seed), jobs: 1)
    let adapters = try usesAdapters ? TrainingFixture.adapters(parameters, rank: 2) : nil
    return try Trainer(
      parameters, adapters: adapters, documents: documents, order: Array(documents.indices),
      settings: settings, seed: Seed(seed), jobs: 2)
  }

  private static func state(_ trainer: Trainer) -> [Float] {
    let floats = trainer.passes.adapters?.floats ?? trainer.passes.parameters.floats
    return TrainingFixture.values(floats, count: trainer.passes.gradientCount)
  }

  /// An uninterrupted run, and one that stops after each step and goes on in a new trainer.
  @Test(arguments: [false, true], [false, true])
  func resumedTrainingHasTheSameBits(_ isPrivate: Bool, _ usesAdapters: Bool) throws {
    var settings = Self.settings()
    if isPrivate {
      settings.privacy = PrivacySettings(
        noiseMultiplier: 0.7, clipNorm: 0.5, expectedDocumentCount: 2, delta: 1e-3)
    }
    try TemporaryFolder.with { folder in
      let path = folder.path("checkpoint.safetensors")
      let whole = try Self.trainer(settings: settings, usesAdapters: usesAdapters)
      var expected: [TrainingStep] = []
      _ = try whole.run {
        expected.append($0)
        return true
      }
      var steps: [TrainingStep] = []
      var last = try Self.trainer(settings: settings, usesAdapters: usesAdapters)
      while !last.isFinished {
        _ = try last.run(checkpoint: path) {
          steps.append($0)
          return false
        }
        last = try Self.trainer(settings: settings, usesAdapters: usesAdapters)
        try last.resume(from: path)
      }
      #expect(steps == expected && steps.count == 7)
      #expect(Self.state(last) == Self.state(whole))
    }
  }

  @Test func anotherTrainingsCheckpointIsRefused() throws {
    try TemporaryFolder.with { folder in
      let path = folder.path("checkpoint.safetensors")
      let trainer = try Self.trainer()
      _ = try trainer.step()
      try trainer.writeCheckpoint(to: path)
      var faster = Self.settings()
      faster.learningRate = 2e-3
      var documents = Self.documents
      documents[2][5] = (documents[2][5] + 1) % 13
      let others = [
        try Self.trainer(settings: faster), try Self.trainer(seed: 2),
        try Self.trainer(weights: 2),
        try Self.trainer(documents: documents), try Self.trainer(documents: documents.reversed()),
      ]
      for other in others {
        let before = Self.state(other)
        expectCode("LMD145") { try other.resume(from: path) }
        #expect(other.completedStepCount == 0 && Self.state(other) == before)
      }
    }
  }

  @Test func aFileThatIsNoCheckpointIsRefused() throws {
    try TemporaryFolder.with { folder in
      let trainer = try Self.trainer()
      try trainer.passes.parameters.export.writeHuggingFace(to: folder.path("model"))
      expectCode("LMD146") { try trainer.resume(from: folder.path("model/model.safetensors")) }
      expectCode("LMD001") { try trainer.resume(from: folder.path("none")) }
      let path = folder.path("checkpoint.safetensors")
      try trainer.writeCheckpoint(to: path)
      let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
      try bytes.dropLast(100).write(to: URL(fileURLWithPath: folder.path("short")))
      expectCode("LMD011") { try trainer.resume(from: folder.path("short")) }
      try trainer.resume(from: path)
    }
  }

  /// One bit anywhere in numbers, step or digest; and the version before digests.
  @Test func aDamagedCheckpointIsRefusedAndChangesNothing() throws {
    try TemporaryFolder.with { folder in
      let path = folder.path("checkpoint.safetensors")
      let trainer = try Self.trainer()
      _ = try trainer.step()
      try trainer.writeCheckpoint(to: path)
      let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
      let fresh = try Self.trainer()
      let before = Self.state(fresh)
      func code(_ damaged: Data, _ part: String) throws {
        let other = try folder.write(damaged, to: "damaged")
        let error = #expect(throws: LanguageModelError.self) { try fresh.resume(from: other) }
        #expect(error?.code == "LMD146" && error?.message.contains(part) == true)
        #expect(fresh.completedStepCount == 0 && Self.state(fresh) == before)
      }
      let length = trainer.passes.gradientCount * 4
      for place in [0, 1, length + 3, 2 * length + 2, 3 * length - 1] {
        var damaged = bytes
        damaged[bytes.count - 3 * length + place] ^= 1
        try code(damaged, "damaged")
      }
      for (old, new, part) in [
        (#""step":"1""#, #""step":"2""#, "damaged"), (#""content":"#, #""contend":"#, "damaged"),
        ("checkpoint-2", "checkpoint-1", "another version"),
      ] {
        var damaged = bytes
        let range = try #require(bytes.range(of: Data(old.utf8)))
        damaged.replaceSubrange(range, with: Data(new.utf8))
        try code(damaged, part)
      }
      try fresh.resume(from: path)
      #expect(fresh.completedStepCount == 1 && Self.state(fresh) == Self.state(trainer))
    }
  }

  @Test func weightsGoThroughFilesUnchanged() throws {
    try TemporaryFolder.with { folder in
      for architecture in ModelConfiguration.Architecture.allCases {
        let configuration = TrainingFixture.configuration(architecture, isTied: false)
        let parameters = try TrainingFixture.parameters(configuration, seed: 1)
        let path = folder.path(architecture.rawValue)
        try parameters.export.writeHuggingFace(to: path)
        let read = try TransformerParameters(ModelFile.open(path))
        #expect(read.configuration == configuration)
        for role in parameters.layout.roles {
          #expect(read.values(role) == parameters.values(role), "\(role.description)")
        }
      }
    }
  }

  @Test func adaptersAreMergedWrittenAndRead() throws {
    try TemporaryFolder.with { folder in
      let configuration = TrainingFixture.configuration(pairing: .adjacent)
      let parameters = try TrainingFixture.parameters(configuration, seed: 1)
      let adapters = try TrainingFixture.adapters(parameters, rank: 2)
      let documents = TrainingFixture.documents([30], seed: 2)
      let segments = TrainingSegment.segments(of: documents, limit: 70)
      func score(_ weights: TransformerParameters, _ adapters: LowRankAdapters?) -> [Double] {
        BatchPasses(weights, adapters: adapters, jobs: 1)
          .logProbabilities(of: segments, in: documents)[0]
      }
      let merged = parameters.copy()
      adapters.merge(into: merged)
      expectClose(score(merged, nil), score(parameters, adapters), absolute: 2e-4)
      try adapters.write(to: folder.path("adapters"))
      let settings = adapters.layout.settings
      let fresh = try LowRankAdapters(settings, for: parameters.layout, seed: Seed(9))
      // B is zero: nothing changes.
      #expect(score(parameters, fresh) == score(parameters, nil))
      try fresh.read(from: folder.path("adapters"))
      #expect(score(parameters, fresh) == score(parameters, adapters))
      var larger = settings
      larger.rank = 3
      let other = try LowRankAdapters(larger, for: parameters.layout, seed: Seed(9))
      expectCode("LMD147") { try other.read(from: folder.path("adapters")) }
      larger.projections = [.queryKeyValue]
      expectCode("LMD147") { try LowRankAdapters(larger, for: parameters.layout, seed: Seed(9)) }
    }
  }
}
