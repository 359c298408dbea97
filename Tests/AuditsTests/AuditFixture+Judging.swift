// SPDX-License-Identifier: Apache-2.0

import Audits
import Compute
import Evidence
import Foundation
import Recommenders
import TestSupport

/// Files of the second door: models that somebody else made.
extension AuditFixture {
  /// Who asks to be erased.
  static let person = "zz-user-17"

  /// Writes a model trained on all rows or on those without a person; returns its path.
  ///
  /// The seed is that of initial vectors and draws; the split is always that of the recipe.
  func train(_ name: String, without person: String?, seed: UInt64? = nil) throws -> String {
    let recipe = TrainingRecipe(configuration: Self.training)
    var own = recipe
    own.seed = seed ?? recipe.seed
    let all = try interactions()
    let gone = person.flatMap(all.users.position(of:)).map(Int32.init)
    let pairs = all.filter { $0.user != gone }.compacted()
    let model = try own.train(recipe.split(pairs), kernels: .portable).model
    var header = recipe.header(of: model, data: try pairs.canonicalDigest(), kernels: .portable)
    header.seed = own.seed
    return try write(model, header, to: name)
  }

  /// Writes a model file and returns its path.
  func write(
    _ model: MatrixFactorization, _ header: ModelHeader, to name: String
  ) throws -> String {
    try folder.write(Data(ModelFile.encode(model, header: header)), to: "\(name).safetensors")
  }

  /// An audit of a model from which somebody else erased the person.
  func judging(_ after: String, before: String?, golds: [String] = []) throws
    -> RecommenderAuditJob
  {
    var judged = RecommenderAuditJob.Judged()
    judged.after = after
    judged.before = before
    judged.golds = golds
    var job = self.job([])
    job.eraseFile = try folder.write("user\titem\n\(Self.person)\t\n", to: "pairs.tsv")
    job.door = .judging(judged)
    job.training = nil
    return job
  }

  /// Carries the audit out and returns what its bundle holds.
  func outcome(_ job: RecommenderAuditJob, at name: String = "run") throws -> AuditDocument {
    try begin(job, at: name)
    return try document(name)
  }

  /// What a finished run's bundle holds.
  func document(_ name: String) throws -> AuditDocument {
    try RunBundle(at: folder.path(name)).document()
  }
}

extension AuditDocument {
  /// The condition of this name.
  func criterion(_ name: String) -> Criterion? { criteria.first { $0.name == name } }
}
