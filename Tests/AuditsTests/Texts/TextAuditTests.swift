// SPDX-License-Identifier: Apache-2.0

import Compute
import Corpora
import Evidence
import Foundation
import LanguageModels
import Synchronization
import TestSupport
import Testing

@testable import Audits

@Suite struct TextAuditTests {
  private static let root = SuiteFolder.packageRoot(of: #filePath)
  private static let policy = root.appendingPathComponent("Policies/gates/release-texts.yaml").path
  private static let lexicons = root.appendingPathComponent("Corpora").path

  private func job(_ texts: String, _ change: (inout TextAuditJob) -> Void = { _ in })
    -> TextAuditJob
  {
    var job = TextAuditJob(texts: texts, policy: Self.policy)
    job.risks = [.attribute]
    job.attributes = [.sex]
    job.trained = [.linear]
    change(&job)
    return job
  }

  private func document(
    _ job: TextAuditJob, in folder: TemporaryFolder, _ name: String = "run", jobs: Int = 2,
    chat: SubjectModel? = nil, stoppingAfter last: Int = .max
  ) async throws -> AuditDocument {
    let audit = try TextAudit(job, chat: chat, lexicons: Self.lexicons)
    let path = folder.path(name)
    let store =
      StoredFile.isFolder(path)
      ? try RunStore.open(at: path)
      : try RunStore.create(
        at: path, plan: audit.plan, subjectKey: audit.subjectKey, details: audit.details())
    let count = Mutex(0)
    return try await audit.run(
      in: store,
      AuditSurroundings(
        jobs: jobs,
        isCancelled: {
          count.withLock {
            $0 += 1
            return $0 > last
          }
        }))
  }

  private func measure(
    _ name: String, _ group: [String: String], _ document: AuditDocument
  ) throws -> Evidence.Measurement {
    try #require(document.measures.first { $0.name == name && $0.group == group })
  }

  private static let sex = ["attribute": "sex", "adversary": "linear"]

  @Test func whatEveryTextSaysIsTold() async throws {
    try await TemporaryFolder.with { folder in
      let texts = try folder.write(PlantedTexts().lines, to: "texts.jsonl")
      let found = try await document(job(texts), in: folder)
      let told = try measure("accuracy-top1", Self.sex, found)
      #expect(told.value == 1 && told.n == 60)
      // Nobody of 60 was told wrong: up to 5.96 % may be, 1 - .025^(1/60).
      #expect(try #require(told.interval?.lowerBound) > 0.93)
      #expect(try #require(told.control) <= 0.6)
      let gained = try measure("attribute-advantage", Self.sex, found)
      #expect(try #require(gained.interval?.lowerBound) > 0.25)
      #expect(found.verdict == .failed)
      for baseline in ["majority", "random"] {
        let told = try measure(
          "accuracy-top1", ["attribute": "sex", "adversary": baseline], found)
        #expect(try #require(told.value) < 0.7)
      }
    }
  }

  @Test(arguments: [1, 2, 3] as [UInt64]) func whereTextsSayNothingNothingIsTold(
    _ seed: UInt64
  ) async throws {
    try await TemporaryFolder.with { folder in
      var planted = PlantedTexts(signal: 0, seed: seed)
      planted.authorCount = 100
      let texts = try folder.write(planted.lines, to: "texts.jsonl")
      let found = try await document(job(texts), in: folder)
      let gained = try measure("attribute-advantage", Self.sex, found)
      let interval = try #require(gained.interval)
      #expect(interval.lowerBound < 0.05, "seed \(seed): \(interval)")
      // So few authors cannot show that nothing leaks.
      #expect(found.verdict != .passed || interval.upperBound <= 0.1)
    }
  }

  @Test func aDefenceIsJudgedByWhoReadTheTextsBefore() async throws {
    try await TemporaryFolder.with { folder in
      let lines = PlantedTexts().lines
      let texts = try folder.write(lines, to: "texts.jsonl")
      let after = try folder.write(
        lines.replacingOccurrences(of: "petal", with: "word1")
          .replacingOccurrences(of: "gravel", with: "word1"), to: "after.jsonl")
      let found = try await document(job(texts) { $0.defence = .texts(after) }, in: folder)
      let before = try measure(
        "accuracy-top1", Self.sex.merging(["texts": "before"]) { $1 }, found)
      let left = try measure("accuracy-top1", Self.sex, found)
      #expect(before.value == 1)
      #expect(try #require(left.value) < 0.75)
      let effect = try measure("defence-effect", Self.sex, found)
      #expect(try #require(effect.interval?.lowerBound) > 0.1)
    }
  }

  @Test func linkageFindsHabitsAndNothingElse() async throws {
    try await TemporaryFolder.with { folder in
      for (hasHabits, name) in [(true, "habits"), (false, "none")] {
        var planted = PlantedTexts(signal: 0)
        planted.hasHabits = hasHabits
        let texts = try folder.write(planted.lines, to: "\(name).jsonl")
        let found = try await document(
          job(texts) { $0.risks = [.link] }, in: folder, name)
        let rank = try #require(
          found.measures.first {
            $0.name == "mrr" && $0.group["score"] == "learned" && $0.group["authors"] == nil
          })
        let control = try #require(rank.control)
        #expect(abs(control - 0.09) < 0.01)
        if hasHabits {
          #expect(try #require(rank.interval?.lowerBound) > 0.5)
        } else {
          #expect(try #require(rank.interval?.lowerBound) < control + 0.05)
        }
      }
    }
  }

  @Test func aStoppedAuditGoesOnToTheSameDocumentAtAnyNumberOfJobs() async throws {
    try await TemporaryFolder.with { folder in
      let texts = try folder.write(PlantedTexts(authorCount: 30).lines, to: "texts.jsonl")
      let job = job(texts) {
        $0.risks = [.attribute, .link]
        $0.trained = [.linear, .sets]
      }
      var whole = try await document(job, in: folder, "whole", jobs: 1)
      await #expect(throws: AuditError.self) {
        _ = try await document(job, in: folder, "stopped", jobs: 2, stoppingAfter: 2)
      }
      var resumed = try await document(job, in: folder, "stopped", jobs: 2)
      (whole.timings, resumed.timings) = ([], [])
      #expect(whole == resumed)
      // And what an unfinished run keeps is enough to make the audit again.
      let details = try TextAudit(job, lexicons: Self.lexicons).details()
      #expect(try TextAuditJob(resuming: details) == job)
    }
  }

  @Test func wordsWithoutHabitsAreNeverFailedForFewCandidates() async throws {
    try await TemporaryFolder.with { folder in
      let texts = try folder.write(PlantedTexts(signal: 0).lines, to: "texts.jsonl")
      for count in [3, 10, 1_000] {
        let found = try await document(
          job(texts) {
            $0.risks = [.link]
            $0.candidateCount = count
            $0.policy = Self.policy.replacingOccurrences(
              of: "release-texts", with: "release-text-linkage")
          }, in: folder, "\(count)")
        let gained = try measure("link-advantage", ["score": "learned"], found)
        #expect(try #require(gained.interval?.lowerBound) < 0.1, "\(count)")
        #expect(found.verdict != .failed, "\(count)")
        #expect(found.measures.contains { $0.group["decoys"] != nil } == (count < 60))
      }
    }
  }

  @Test func whatIsNotTriedAfterADefenceIsSaidToBeBefore() async throws {
    try await TemporaryFolder.with { folder in
      var planted = PlantedTexts(signal: 0)
      planted.hasHabits = true
      let texts = try folder.write(planted.lines, to: "texts.jsonl")
      let after = try folder.write(
        planted.lines.replacingOccurrences(of: "habit", with: "h"), to: "after.jsonl")
      let found = try await document(
        job(texts) {
          $0.risks = [.link]
          $0.defence = .texts(after)
        }, in: folder)
      let released = found.measures.filter { $0.name == "mrr" && $0.group["texts"] == nil }
      #expect(!released.isEmpty)
      #expect(released.allSatisfy { $0.group["division"] == nil && $0.group["decoys"] == nil })
    }
  }

  @Test func textsThatCannotBeFoundAfterADefenceAreNotSafe() async throws {
    try await TemporaryFolder.with { folder in
      var planted = PlantedTexts(signal: 0)
      planted.hasHabits = true
      let texts = try folder.write(planted.lines, to: "texts.jsonl")
      // The same authors and words under other identifiers: nothing was defended.
      let named = planted.lines.split(separator: "\n").enumerated().map {
        $0.element.replacingOccurrences(
          of: #"{"author""#, with: #"{"id":"x\#($0.offset)","author""#)
      }
      let after = try folder.write(named.joined(separator: "\n"), to: "after.jsonl")
      let found = try await document(
        job(texts) {
          $0.risks = [.link]
          $0.defence = .texts(after)
        }, in: folder)
      let gained = try measure("link-advantage", ["score": "learned"], found)
      #expect(gained.value == nil && gained.reason?.contains("same identifier") == true)
      #expect(found.verdict != .passed)
    }
  }

  @Test func linkageThatCannotBeDoesNotKeepAttributesFromBeingTold() async throws {
    try await TemporaryFolder.with { folder in
      // One text an author: nothing to cut in two.
      var planted = PlantedTexts()
      planted.textCount = 1
      let texts = try folder.write(planted.lines, to: "texts.jsonl")
      let found = try await document(job(texts) { $0.risks = [.attribute, .link] }, in: folder)
      #expect(try measure("link-advantage", ["score": "learned"], found).reason != nil)
      #expect(try measure("accuracy-top1", Self.sex, found).value == 1)
      #expect(found.verdict != .passed)
    }
  }

  @Test func theMajorityOfBalancedClassesIsRightHalfOfTheTime() async throws {
    try await TemporaryFolder.with { folder in
      let texts = try folder.write(PlantedTexts(authorCount: 30).lines, to: "texts.jsonl")
      let found = try await document(job(texts), in: folder)
      let group = ["attribute": "sex", "adversary": "majority"]
      #expect(try measure("accuracy-top1", group, found).value == 0.5)
    }
  }

  // MARK: - A chat model

  private func asked(
    _ answer: @escaping @Sendable (String) throws(LanguageModelError) -> String,
    in folder: TemporaryFolder
  ) async throws -> AuditDocument {
    let texts = try folder.write(PlantedTexts(authorCount: 12).lines, to: "texts.jsonl")
    return try await document(
      job(texts) { job in
        job.trained = []
        job.chat = ChatJob(model: "answering")
      }, in: folder, chat: SubjectModel(model: AnsweringModel(answer: answer), tokenizer: nil))
  }

  private func share(_ outcome: String, _ document: AuditDocument) throws -> Double? {
    try measure("answer-share", ["adversary": "answering", "outcome": outcome], document).value
  }

  @Test func aModelThatReadsIsBelievedByItsAnswers() async throws {
    try await TemporaryFolder.with { folder in
      let found = try await asked(
        { question in
          let sex = question.contains("petal") ? "female" : "male"
          return "Type: sex\nInference: words\nGuess: \(sex); other\nCertainty: 5"
        }, in: folder)
      let group = ["attribute": "sex", "adversary": "answering"]
      #expect(try measure("accuracy-top1", group, found).value == 1)
      #expect(try share("answered", found) == 1)
      let all = ["attribute": "all", "adversary": "answering"]
      #expect(try measure("ece", all, found).value == 0)
      #expect(found.facts["prompt-version"] == "inference-1")
    }
  }

  @Test func refusalsAndNonsenseAreCountedApartAndNeverRight() async throws {
    for (answer, outcome) in [
      ("I'm sorry, I can't help with that.", "refused"), ("petals petals petals", "unparsable"),
      ("", "unparsable"), ("Type: age\nGuess: 34", "missing"),
      ("Type: sex\nGuess: unknown", "refused"),
    ] {
      try await TemporaryFolder.with { folder in
        let found = try await asked({ _ in answer }, in: folder)
        #expect(try share(outcome, found) == 1, "\(outcome)")
        let told = try measure(
          "accuracy-top1", ["attribute": "sex", "adversary": "answering"], found)
        #expect(told.value == 0 && told.n == 12)
        // A model that says nothing shows nothing, and passes nothing.
        let gained = try measure(
          "attribute-advantage", ["attribute": "sex", "adversary": "answering"], found)
        #expect(gained.value == nil && gained.reason?.contains("answered 0 of 12") == true)
        #expect(found.verdict != .passed)
      }
    }
  }

  @Test func noGuessAndNoTextStandsInTheRun() async throws {
    try await TemporaryFolder.with { folder in
      _ = try await asked({ _ in "Type: sex\nGuess: zebrafemale; female" }, in: folder)
      for (name, bytes) in try folder.contents() where name.hasPrefix("run/") {
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(!text.contains("zebra") && !text.contains("petal"), "\(name)")
      }
    }
  }

  // MARK: - Bad input

  @Test func whatCannotBeAuditedIsRefusedWithOneMessage() throws {
    try TemporaryFolder.with { folder in
      let cases: [(String, String)] = [
        (#"{"author":"a","text":"alone","sex":"male"}"#, "AUD085"),
        (#"{"text":"nobody"}"#, "COR078"), ("", "COR078"),
      ]
      for (number, (text, code)) in cases.enumerated() {
        let path = try folder.write(text, to: "bad\(number).jsonl")
        #expect {
          _ = try TextAudit(job(path), lexicons: Self.lexicons)
        } throws: { error in
          (error as? AuditError)?.code == code
        }
      }
    }
  }

  @Test func oneClassOrUnknownWordsLeaveAMeasureMissingAndNoPass() async throws {
    try await TemporaryFolder.with { folder in
      let same = PlantedTexts().lines.replacingOccurrences(of: #""female""#, with: #""male""#)
      let odd = PlantedTexts().lines.replacingOccurrences(of: #""female""#, with: #""purple""#)
        .replacingOccurrences(of: #""male""#, with: #""green""#)
      for (name, lines) in [("same", same), ("odd", odd)] {
        let texts = try folder.write(lines, to: "\(name).jsonl")
        let found = try await document(job(texts), in: folder, name)
        let told = try measure("accuracy-top1", Self.sex, found)
        #expect(told.value == nil && told.reason?.isEmpty == false, "\(name)")
        #expect(found.verdict == .inconclusive, "\(name)")
      }
    }
  }

  @Test func aTextOfTenMegabytesIsRead() async throws {
    try await TemporaryFolder.with { folder in
      let long = String(repeating: "gravel and more words ", count: 480_000)
      let lines =
        PlantedTexts(authorCount: 20).lines
        + #"{"author":"long","text":"\#(long)","thread":"t","sex":"male"}"# + "\n"
      let texts = try folder.write(lines, to: "texts.jsonl")
      let found = try await document(job(texts), in: folder)
      #expect(try measure("accuracy-top1", Self.sex, found).n == 21)
    }
  }
}
