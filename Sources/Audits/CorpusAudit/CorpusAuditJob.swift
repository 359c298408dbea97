// SPDX-License-Identifier: Apache-2.0

import Attacks
public import Compute
public import Evidence

/// Everything that an audit of a corpus is asked to do, as the command line states it.
public struct CorpusAuditJob: Equatable, Sendable {
  /// What learns from the corpus, by the names that `--learner` takes.
  public enum Learner: String, Sendable, CaseIterable {
    /// The label of the most similar text.
    case nearest
    /// A linear classifier of words.
    case linear
    /// An n-gram language model.
    case ngram
    /// A very small transformer.
    case transformer

    /// Whether it foretells labels of texts, and not their tokens.
    public var isClassifier: Bool { self == .nearest || self == .linear }

    /// How many models are trained unless a number is given.
    public var usualModelCount: Int {
      switch self {
      case .nearest: 1_000
      case .linear: 400
      case .ngram: 100
      case .transformer: 40
      }
    }

    /// How many models one unit of work trains.
    var modelsPerUnit: Int {
      switch self {
      case .nearest: 50
      case .linear: 10
      case .ngram: 4
      case .transformer: 1
      }
    }
  }

  /// The folder of the corpus.
  public var corpus: String
  /// What learns.
  public var learner = Learner.nearest
  /// What a classifier foretells of a text: `kind`, `locale`, or an attribute of its author.
  public var target = usualTarget
  /// How many models are trained; nil for the learner's usual number.
  public var modelCount: Int?
  /// The share of documents that each is trained on.
  public var share = SubsetDesign.usualShare
  /// The most documents of each number of copies.
  public var limit = 250
  /// The seed of everything drawn.
  public var seed: UInt64 = 1
  /// The policy file.
  public var policy: String
  /// The kernel set.
  public var kernels = KernelSet.best

  /// What a classifier foretells unless told otherwise.
  public static let usualTarget = "kind"

  /// Creates a job with defaults.
  public init(corpus: String, policy: String) {
    self.corpus = corpus
    self.policy = policy
  }

  /// How many models are trained.
  public var models: Int { modelCount ?? learner.usualModelCount }

  /// Every file that the audit reads.
  public var inputs: [String] { [corpus, policy] }
}

extension CorpusAuditJob {
  /// The kind of audit, as documents and private files name it.
  public static let kind = "audit corpus"

  /// The job as a run's private file keeps it.
  ///
  /// - Parameter resolve: Makes a path good from any working folder.
  /// - Returns: The job as an object; nothing in it is a key or a text.
  public func json(resolvingPaths resolve: (String) -> String = { $0 }) -> JSONValue {
    [
      "kind": .string(CorpusAuditJob.kind), "corpus": .string(resolve(corpus)),
      "policy": .string(resolve(policy)), "learner": .string(learner.rawValue),
      "target": .string(target), "models": .int(models), "share": .number(share),
      "limit": .int(limit), "seed": .int(seed), "kernels": .string(kernels.rawValue),
    ]
  }

  /// Reads what a run's private file keeps.
  ///
  /// - Parameter details: The details of an unfinished run.
  /// - Throws: `AuditError` for details that this version did not write.
  public init(resuming details: JSONValue) throws(AuditError) {
    do throws(EvidenceError) {
      let fields = try JSONFields(details, path: "private.json: details")
      self.init(corpus: try fields.string("corpus"), policy: try fields.string("policy"))
      learner = try fields.word("learner")
      target = try fields.string("target")
      modelCount = try fields.optionalInteger("models")
      share = try fields.optionalNumber("share") ?? share
      limit = try fields.optionalInteger("limit") ?? limit
      seed = try fields.optionalInteger("seed") ?? seed
      kernels = try fields.word("kernels")
    } catch {
      throw AuditError(error)
    }
  }
}
