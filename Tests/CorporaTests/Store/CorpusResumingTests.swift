// SPDX-License-Identifier: Apache-2.0

import Compute
import Evidence
import Foundation
import Glibc
import Synchronization
import TestSupport
import Testing

@testable import Corpora

@Suite struct CorpusResumingTests {
  /// Counts questions and answers yes from one of them on.
  private final class Countdown: Sendable {
    private let left: Atomic<Int>
    init(_ count: Int) { left = Atomic(count) }
    var isOver: Bool { left.subtract(1, ordering: .relaxed).newValue <= 0 }
  }

  /// Writes until so many units are there, and expects to be told that it can go on.
  private func stop(after count: Int, at path: String, _ options: CorpusWriting.Options) throws {
    var options = options
    let countdown = Countdown(count)
    options.isCancelled = { countdown.isOver }
    let error = #expect(throws: CorpusError.self) {
      try CorpusWritingTests.write(to: path, options)
    }
    #expect(error?.category == .unfinished)
  }

  /// Every point at which a process can be killed: after a checkpoint, with lines after it.
  @Test(arguments: [false, true], [1, 4, 7, 9, 13])
  func aStoppedCorpusGoesOnToTheSameBytes(isCompressed: Bool, count: Int) throws {
    try TemporaryFolder.with { folder in
      let options = CorpusWritingTests.options(jobs: 2, isCompressed: isCompressed)
      let whole = try CorpusWritingTests.write(to: folder.path("whole/toy"), options)
      try stop(after: count, at: folder.path("again/toy"), options)
      for (name, bytes) in try folder.contents() where name.contains(".partial/") {
        if !name.hasSuffix("checkpoint.json") {
          try folder.write(bytes + Data("lost".utf8), to: name)
        }
      }
      let again = try CorpusWritingTests.write(to: folder.path("again/toy"), options)
      #expect(again.resumedUnitCount == count)
      #expect(again.manifest == whole.manifest)
      let files = try folder.contents()
      for (name, bytes) in files where name.hasPrefix("whole") {
        #expect(files["again" + name.dropFirst(5)] == bytes, "\(name)")
      }
      #expect(files.count == 14)
    }
  }

  @Test func aProcessKilledBeforeItsFirstCheckpointBeginsAnew() throws {
    try TemporaryFolder.with { folder in
      for leftovers in [[], ["checkpoint.json.partial"]] {
        try FileManager.default.createDirectory(
          atPath: folder.path("toy.partial"), withIntermediateDirectories: true)
        for name in leftovers { try folder.write("{", to: "toy.partial/\(name)") }
        let outcome = try CorpusWritingTests.write(
          to: folder.path("toy"), CorpusWritingTests.options(force: true))
        #expect(outcome.resumedUnitCount == 0)
        #expect(try CorpusVerifier(folder.path("toy")).run { _ in ToySource() }.isIntact)
      }
    }
  }

  @Test func otherArgumentsAreRefusedUnlessForced() throws {
    try TemporaryFolder.with { folder in
      let options = CorpusWritingTests.options()
      try stop(after: 4, at: folder.path("toy"), options)
      let before = try folder.contents()
      let others: [(ToySource, CorpusWriting.Options)] = [
        (ToySource(seed: 8), options),
        (ToySource(communityCount: 21), options),
        (ToySource(), CorpusWritingTests.options(isCompressed: true)),
        (ToySource(), CorpusWritingTests.options(shard: try CorpusShard("1/2"))),
      ]
      for (source, options) in others {
        let error = #expect(throws: CorpusError.self) {
          try CorpusWritingTests.write(source, to: folder.path("toy"), options)
        }
        #expect(error?.code == .otherPartial)
        #expect(try folder.contents() == before)
      }
      let forced = try CorpusWritingTests.write(
        ToySource(seed: 8), to: folder.path("toy"), CorpusWritingTests.options(force: true))
      #expect(forced.resumedUnitCount == 0)
      #expect(!FileManager.default.fileExists(atPath: folder.path("toy.partial")))
    }
  }

  @Test func aStrangersFolderIsLeftAlone() throws {
    try TemporaryFolder.with { folder in
      try folder.write("mine", to: "toy.partial/letter.txt")
      try folder.write("mine", to: "mine/letter.txt")
      try folder.write("mine", to: "file")
      let before = try folder.contents()
      for (name, code) in [
        ("toy", CorpusError.Code.otherPartial), ("mine", .foreignFolder), ("file", .foreignFolder),
      ] {
        let error = #expect(throws: CorpusError.self) {
          try CorpusWritingTests.write(
            to: folder.path(name), CorpusWritingTests.options(force: true))
        }
        #expect(error?.code == code)
        #expect(error?.category == .inputOutput)
        #expect(try folder.contents() == before)
      }
    }
  }

  @Test func anExistingCorpusIsReplacedByForceAlone() throws {
    try TemporaryFolder.with { folder in
      try CorpusWritingTests.write(to: folder.path("toy"))
      let before = try folder.contents()
      let error = #expect(throws: CorpusError.self) {
        try CorpusWritingTests.write(ToySource(seed: 8), to: folder.path("toy"))
      }
      #expect(error?.code == .outputExists)
      #expect(try folder.contents() == before)
      try CorpusWritingTests.write(
        ToySource(seed: 8), to: folder.path("toy"), CorpusWritingTests.options(force: true))
      let after = try folder.contents()
      #expect(after.keys.sorted() == before.keys.sorted())
      #expect(after["toy/profiles.jsonl"] != before["toy/profiles.jsonl"])
    }
  }

  @Test func twoProcessesDoNotWriteOneCorpus() throws {
    try TemporaryFolder.with { folder in
      let destination = CorpusDestination(folder.path("toy"), isReplacing: false)
      let lock = try destination.openPartial()
      let error = #expect(throws: CorpusError.self) {
        try CorpusWritingTests.write(to: folder.path("toy"))
      }
      #expect(error?.code == .corpusBusy)
      extendLifetime(lock)
    }
  }

  @Test func aPlaceThatCannotBeWrittenToLeavesNothing() throws {
    try TemporaryFolder.with { folder in
      try folder.write("", to: "file")
      for path in ["/proc/palimpsest", "file/toy", "/dev/full", String(repeating: "n", count: 300)]
      {
        let error = #expect(throws: CorpusError.self) {
          try CorpusWritingTests.write(
            to: path.hasPrefix("/") ? path : folder.path(path), CorpusWritingTests.options())
        }
        #expect(error?.category == .inputOutput, "\(path)")
      }
      #expect(try folder.contents().keys.sorted() == ["file"])
    }
  }

  /// A limit on the size of files is what a full disk looks like to a process.
  @Test func aDiskThatRunsFullLeavesNothing() async {
    await #expect(processExitsWith: .success) {
      let (code, names) = try TemporaryFolder.with { folder in
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
        var low = rlimit(rlim_cur: 3000, rlim_max: limit.rlim_max)
        signal(SIGXFSZ, SIG_IGN)
        setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &low)
        defer { setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) }
        var code: CorpusError.Code?
        do {
          try CorpusWritingTests.write(to: folder.path("toy"), CorpusWritingTests.options(jobs: 2))
        } catch let error as CorpusError {
          code = error.code
        }
        return (code, try FileManager.default.contentsOfDirectory(atPath: folder.path))
      }
      #expect(code == .refusedByDisk)
      #expect(names == [])
    }
  }
}
