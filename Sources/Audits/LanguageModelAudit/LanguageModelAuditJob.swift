// SPDX-License-Identifier: Apache-2.0

public import Compute
public import Evidence

/// Everything that an audit of a language model is asked to do, as the command line states it.
public struct LanguageModelAuditJob: Equatable, Sendable {
  /// What can go wrong with a model, by the names that `--only` and `--skip` take.
  public enum Risk: String, Sendable, CaseIterable {
    /// The model says what it was trained on.
    case memorize
    /// The model shows what it was trained on.
    case member
  }

  /// What the model was trained on, and what it was not.
  public enum Material: Equatable, Sendable {
    /// A corpus of ours: documents with twins, values and canaries.
    case corpus(String)
    /// Two files of texts.
    case files(members: String, nonmembers: String)
  }

  /// The model's file, folder or address.
  public var model: String
  /// A tokenizer instead of the model's own.
  public var tokenizer: String?
  /// The hosts besides this machine that may be contacted.
  public var hosts: [String] = []
  /// The model's name at an endpoint.
  public var name: String?
  /// What an endpoint speaks; nil finds it out.
  public var dialect: String?
  /// The most things that an endpoint is asked at once; nil for one.
  public var concurrency: Int?
  /// The most requests to an endpoint a second; nil for no limit.
  public var rate: Double?
  /// Where answers of an endpoint are kept.
  public var cache: String?
  /// What it was trained on.
  public var material: Material
  /// What is measured.
  public var risks: [Risk] = Risk.allCases
  /// The most documents of each number of copies, and the most lines of a file.
  public var limit = 200
  /// The most tokens before a value that the model gets; nil for the whole text before it.
  public var promptLimit: Int? = 50
  /// How many secrets a canary is ranked among.
  public var referenceCount = 255
  /// How membership is measured.
  public var membership = MembershipSettings()
  /// How much is asked besides the texts, for the risk `memorize`.
  public var extraction = ExtractionSettings()
  /// The seed of everything drawn.
  public var seed: UInt64 = 1
  /// The policy file.
  public var policy: String
  /// The kernel set.
  public var kernels = KernelSet.best

  /// Creates a job with defaults.
  ///
  /// - Parameters:
  ///   - model: The model's file, folder or address.
  ///   - material: What it was trained on.
  ///   - policy: The policy file.
  public init(model: String, material: Material, policy: String) {
    self.model = model
    self.material = material
    self.policy = policy
  }

  /// Every file that the audit reads, but for the files of a corpus and of a model's folder.
  public var inputs: [String] {
    let texts: [String] =
      switch material {
      case .corpus(let folder): [folder]
      case .files(let members, let nonmembers): [members, nonmembers]
      }
    return texts + [policy] + [tokenizer, membership.reference].compactMap(\.self)
      + (isAddress ? [] : [model])
  }

  /// Whether the model is reached by an address.
  public var isAddress: Bool { model.contains("://") }
}

extension LanguageModelAuditJob {
  /// The kind of audit, as documents and private files name it.
  public static let kind = "audit model"

  /// The job as a run's private file keeps it.
  ///
  /// - Parameter resolve: Makes a path good from any working folder.
  /// - Returns: The job as an object; nothing in it is a key or a text.
  public func json(resolvingPaths resolve: (String) -> String = { $0 }) -> JSONValue {
    var members: [String: JSONValue] = [
      "kind": .string(LanguageModelAuditJob.kind),
      "model": .string(isAddress ? model : resolve(model)),
      "hosts": .array(hosts.map(JSONValue.string)),
      "risks": .array(risks.map { .string($0.rawValue) }), "limit": .int(limit),
      "seed": .int(seed), "policy": .string(resolve(policy)),
      "kernels": .string(kernels.rawValue),
    ]
    members["references"] = .int(referenceCount)
    members["membership"] = membership.json(resolvingPaths: resolve)
    members["extraction"] = extraction.json
    members["tokenizer"] = tokenizer.map { .string(resolve($0)) }
    members["name"] = name.map(JSONValue.string)
    members["dialect"] = dialect.map(JSONValue.string)
    members["concurrency"] = concurrency.map { .int($0) }
    members["rate"] = rate.map(JSONValue.number)
    members["cache"] = cache.map { .string(resolve($0)) }
    members["prompt-limit"] = promptLimit.map { .int($0) }
    switch material {
    case .corpus(let folder): members["corpus"] = .string(resolve(folder))
    case .files(let one, let other):
      members["members"] = .string(resolve(one))
      members["nonmembers"] = .string(resolve(other))
    }
    return .object(members)
  }

  /// Reads what a run's private file keeps.
  ///
  /// - Parameter details: The details of an unfinished run.
  /// - Throws: `AuditError` for details that this version did not write.
  public init(resuming details: JSONValue) throws(AuditError) {
    do {
      let fields = try JSONFields(details, path: "private.json: details")
      let material: Material =
        if let folder = try fields.optionalString("corpus") {
          .corpus(folder)
        } else {
          .files(
            members: try fields.string("members"), nonmembers: try fields.string("nonmembers"))
        }
      self.init(
        model: try fields.string("model"), material: material, policy: try fields.string("policy"))
      tokenizer = try fields.optionalString("tokenizer")
      hosts = try fields.strings("hosts")
      name = try fields.optionalString("name")
      dialect = try fields.optionalString("dialect")
      concurrency = try fields.optionalInteger("concurrency")
      rate = try fields.optionalNumber("rate")
      cache = try fields.optionalString("cache")
      risks = try fields.strings("risks").compactMap(Risk.init(rawValue:))
      limit = try fields.optionalInteger("limit") ?? limit
      referenceCount = try fields.optionalInteger("references") ?? referenceCount
      promptLimit = try fields.optionalInteger("prompt-limit")
      extraction = try ExtractionSettings(fields.object("extraction"))
      seed = try fields.optionalInteger("seed") ?? 1
      if let settings = fields.optional("membership") {
        membership = try MembershipSettings(json: settings, path: "private.json: membership")
      }
      kernels = try fields.word("kernels")
    } catch {
      throw AuditError(any: error)
    }
  }
}
