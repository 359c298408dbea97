// SPDX-License-Identifier: Apache-2.0

import Evidence
import Foundation
import Recommenders
import TestSupport
import Testing

@testable import Audits

@Suite struct AttributeInputTests {
  /// The error that opening an audit throws; its texts hold no value of anybody.
  private func failure(_ job: AttributeAuditJob) throws -> AuditError {
    let error = try #require(throws: AuditError.self) { _ = try AttributeAudit(job) }
    for text in [error.message, error.remedy, error.cause ?? ""] {
      #expect(!text.contains("zz-") && !text.contains("secret-"))
    }
    return error
  }

  @Test func badInputIsRefusedWithOneMessage() throws {
    try TemporaryFolder.with { folder in
      let fixture = try AttributeFixture(in: folder, tilt: 1, users: 60)
      var job = fixture.job(["shoe-size"])
      #expect(try failure(job).category == .usage || failure(job).category == .badData)
      job = fixture.job(["nickname"])
      #expect(try failure(job).code == "AUD081")
      #expect(try failure(job).category == .badData)
      job = fixture.job([])
      job.recommender.attributes = nil
      #expect(try failure(job).code == "AUD080" && failure(job).category == .usage)
      job.recommender.attributes = folder.path("nowhere.tsv")
      #expect(try failure(job).category == .missing)
      var judged = RecommenderAuditJob.Judged()
      judged.served = fixture.data
      job = fixture.job([])
      job.recommender.door = .judging(judged)
      #expect(try failure(job).code == "AUD080")
    }
  }

  @Test func usersThatAreNotThereAreRefused() throws {
    try TemporaryFolder.with { folder in
      let fixture = try AttributeFixture(in: folder, tilt: 1, users: 60)
      func job(_ rows: [String]) throws -> AttributeAuditJob {
        var job = fixture.job([])
        job.recommender.attributes = try folder.write(
          "user\tsex\n" + rows.joined(separator: "\n") + "\n", to: "others.tsv")
        return job
      }
      let foreign = (0..<40).map { "other-\($0)\t\($0 % 2 == 0 ? "f" : "m")" }
      #expect(try failure(job(foreign)).code == "AUD082")
      let one = (1...60).map { "zz-user-\($0 < 10 ? "0" : "")\($0)\tsecret-f" }
      #expect(try failure(job(one)).code == "AUD082")
      let few = (1...60).map { "zz-user-\($0 < 10 ? "0" : "")\($0)\t\($0 < 9 ? "secret-f" : "m")" }
      #expect(try failure(job(few)).code == "AUD082")
      var named = try job(few)
      named.columns = ["sex"]
      #expect(try failure(named).code == "AUD081")
      let empty = (1...60).map { "zz-user-\($0 < 10 ? "0" : "")\($0)\t" }
      #expect(try failure(job(empty)).code == "AUD082")
    }
  }

  /// A model of other users knows nobody.
  @Test func aModelThatKnowsNobodyIsRefused() throws {
    try TemporaryFolder.with { folder in
      let fixture = try AttributeFixture(in: folder, tilt: 1, users: 60)
      let other = try folder.write(
        "user\titem\n" + (0..<200).map { "u\($0 % 20)\ti\($0 / 3)\n" }.joined(), to: "other.tsv")
      let model = folder.path("other.safetensors")
      var recipe = TrainingRecipe()
      recipe.configuration.epochLimit = 2
      _ = try RecommenderTraining(
        data: InteractionSource(path: other, format: .csv), recipe: recipe,
        output: ModelOutput(path: model)
      ).run()
      var judged = RecommenderAuditJob.Judged()
      judged.after = model
      var job = fixture.job()
      job.recommender.door = .judging(judged)
      job.recommender.training = nil
      #expect(try failure(job).code == "AUD083")
    }
  }

  /// A model from a file is told from as one that is trained here.
  @Test func aModelFromAFileTellsWhatATrainedOneDoes() async throws {
    try await TemporaryFolder.with { folder in
      let fixture = try AttributeFixture(in: folder, tilt: 2, users: 120)
      let job = fixture.job()
      let model = folder.path("model.safetensors")
      var recipe = TrainingRecipe()
      recipe.configuration = try #require(job.recommender.training)
      _ = try RecommenderTraining(
        data: job.recommender.data, recipe: recipe, output: ModelOutput(path: model)
      ).run()
      var judged = RecommenderAuditJob.Judged()
      judged.after = model
      var other = job
      other.recommender.door = .judging(judged)
      other.recommender.training = nil
      let trained = try await fixture.document(job, "trained")
      let read = try await fixture.document(other, "read")
      #expect(read.measures == trained.measures)
    }
  }

  /// Ages by decade, other numbers by quarters, few numbers and words as they stand.
  @Test func valuesBecomeClasses() {
    let ages = ColumnClasses(name: "age", values: ["17", "18", "54", "55"])
    #expect(
      ["17", "18", "24", "25", "44", "45", "54", "55", "90"].map(ages.value(of:))
        == [
          "under-18", "18-24", "18-24", "25-34", "35-44", "45-54", "45-54", "55-plus", "55-plus",
        ])
    let many = ColumnClasses(name: "income", values: (1...40).map { "\($0)" })
    #expect(
      ["1", "10", "11", "20", "21", "31", "40"].map(many.value(of:))
        == [
          "quarter-1", "quarter-1", "quarter-2", "quarter-2", "quarter-3", "quarter-4",
          "quarter-4",
        ])
    let few = ColumnClasses(name: "children", values: ["0", "1", "2"])
    #expect(few.value(of: "2") == "2" && few.name == "values")
    let mixed = ColumnClasses(name: "age", values: ["17", "old"])
    #expect(mixed.value(of: "old") == "old")
  }
}
