// SPDX-License-Identifier: Apache-2.0

public import Compute
public import Recommenders
public import Unlearning

/// Everything that an audit of a recommender is asked to do, as the command line states it.
public struct RecommenderAuditJob: Equatable, Sendable {
  /// How the model after erasure comes about.
  public enum Door: Equatable, Sendable {
    /// The audit trains a model and erases by itself.
    case erasing(Method)
    /// Somebody else erased: a model after, perhaps one before, perhaps Golds.
    case judging(Judged)
  }

  /// How the audit erases.
  public enum Method: String, Sendable, CaseIterable {
    /// Reverse BPR.
    case reverseBPR = "reverse-bpr"
    /// Retraining without the erased pairs.
    case exact
    /// Nothing: what an untouched model looks like.
    case none
  }

  /// Files that come from somebody else.
  public struct Judged: Equatable, Sendable {
    /// The model after erasure: our safetensors, or implicit's npz; nil where only lists are there.
    public var after: String?
    /// The lists served after erasure; looked at where no model is there.
    public var served: String?
    /// The model before erasure.
    public var before: String?
    /// Models trained without the erased data; none means that Golds are trained here.
    public var golds: [String] = []
    /// Pairs that the model was not trained on, where the split of its header does not say so.
    public var heldOut: String?
    /// User identifiers of an npz, one a line, in the order of its rows.
    public var userIdentifiers: String?
    /// Item identifiers of an npz, one a line, in the order of its rows.
    public var itemIdentifiers: String?

    /// Creates an empty record.
    public init() {}
  }

  /// The interactions and how they are read.
  public var data: InteractionSource
  /// What `--erase` named.
  public var erase: [String] = []
  /// The file that names what to erase, where one was given.
  public var eraseFile: String?
  /// Where the model after erasure comes from.
  public var door = Door.erasing(.reverseBPR)
  /// The settings of reverse BPR.
  public var unlearning = ReverseBPRConfiguration()
  /// The hyper-parameters of every model trained here; nil takes them from the judged model.
  public var training: BPRConfiguration?
  /// The seed of everything drawn.
  public var seed: UInt64 = 1
  /// The number of Golds trained here.
  public var goldCount = 3
  /// The policy file.
  public var policy: String
  /// A file with users' attributes, for losses by group.
  public var attributes: String?
  /// The kernel set.
  public var kernels = KernelSet.best
  /// Whether messages and evidence may name people.
  public var showsValues = false

  /// Creates a job with defaults.
  ///
  /// - Parameters:
  ///   - data: The interactions.
  ///   - policy: The policy file.
  public init(data: InteractionSource, policy: String) {
    self.data = data
    self.policy = policy
  }
}

extension RecommenderAuditJob {
  /// Every file that the audit reads.
  public var inputs: [String] {
    var inputs = [data.path, policy] + [eraseFile, attributes].compactMap(\.self)
    if case .judging(let judged) = door {
      let named = [
        judged.after, judged.served, judged.before, judged.heldOut, judged.userIdentifiers,
        judged.itemIdentifiers,
      ]
      inputs += named.compactMap(\.self) + judged.golds
    }
    return inputs
  }

  /// Returns the job with every path replaced.
  func resolvingPaths(_ resolve: (String) -> String) -> RecommenderAuditJob {
    var job = self
    job.data.path = resolve(data.path)
    job.policy = resolve(policy)
    job.eraseFile = eraseFile.map(resolve)
    job.attributes = attributes.map(resolve)
    if case .judging(var judged) = door {
      judged.after = judged.after.map(resolve)
      judged.served = judged.served.map(resolve)
      judged.before = judged.before.map(resolve)
      judged.golds = judged.golds.map(resolve)
      judged.heldOut = judged.heldOut.map(resolve)
      judged.userIdentifiers = judged.userIdentifiers.map(resolve)
      judged.itemIdentifiers = judged.itemIdentifiers.map(resolve)
      job.door = .judging(judged)
    }
    return job
  }
}
