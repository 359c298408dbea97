// SPDX-License-Identifier: Apache-2.0

public import Compute
public import Evidence
public import Recommenders

extension TrainingRecipe {
  /// The header of a model that this recipe made.
  ///
  /// - Parameters:
  ///   - model: The model.
  ///   - data: The digest of the pairs that the model stands for.
  ///   - kernels: The kernel set that computed it.
  ///   - unlearning: Settings of an unlearning method that changed the model afterwards, by name.
  /// - Returns: The header.
  public func header(
    of model: MatrixFactorization, data: Digest, kernels: KernelSet,
    unlearning: [String: String] = [:]
  ) -> ModelHeader {
    ModelHeader(
      of: model,
      configuration: settings.merging(unlearning) { own, _ in own }, seed: seed,
      split: [
        "seed": String(seed), "validation-share": "\(validationShare)",
        "test-share": "\(testShare)",
      ],
      dataDigest: data.hex, kernelSet: kernels.rawValue, tool: Tool.name,
      inputs: ["interactions": data.hex])
  }

  /// The hyper-parameters by name, as flags call them.
  public var settings: [String: String] {
    var settings = [
      "factors": String(configuration.factorCount),
      "learning-rate": "\(configuration.learningRate)",
      "regularization": "\(configuration.regularization)",
      "epochs": String(configuration.epochLimit),
      "patience": String(configuration.patience),
      "negatives": configuration.negatives.rawValue,
      "initial-scale": "\(configuration.initialScale)",
    ]
    if isFast { settings["trainer"] = "hogwild" }
    return settings
  }

  /// Reads the recipe back from a model's header.
  ///
  /// - Parameters:
  ///   - header: A header that `header(of:data:kernels:)` made.
  ///   - name: What messages call the model.
  /// - Throws: AUD006 where the header lacks a setting or holds one that cannot be, naming it.
  public init(header: ModelHeader, name: String) throws(AuditError) {
    func setting<Value>(
      _ table: [String: String], _ key: String, _ read: (String) -> Value?
    ) throws(AuditError) -> Value {
      guard let value = table[key].flatMap(read) else {
        throw AuditError(
          "AUD006", .badData, "The header of \(name) does not state '\(key)' as it should.",
          remedy: "Give a model that 'palimpsest recommender train' wrote.")
      }
      return value
    }
    var configuration = BPRConfiguration()
    let stated = header.configuration
    configuration.factorCount = try setting(stated, "factors") { Int($0) }
    configuration.learningRate = try setting(stated, "learning-rate") { Double($0) }
    configuration.regularization = try setting(stated, "regularization") { Double($0) }
    configuration.epochLimit = try setting(stated, "epochs") { Int($0) }
    configuration.patience = try setting(stated, "patience") { Int($0) }
    configuration.negatives = try setting(stated, "negatives", NegativeSampling.init(rawValue:))
    configuration.initialScale = try setting(stated, "initial-scale") { Double($0) }
    self.init(
      configuration: configuration, seed: try setting(header.split, "seed") { UInt64($0) },
      validationShare: try setting(header.split, "validation-share") { Double($0) },
      testShare: try setting(header.split, "test-share") { Double($0) })
    try requireSense(of: header, name)
  }

  /// Refuses what a header states and no training can have used; no flag is to blame for it.
  private func requireSense(of header: ModelHeader, _ name: String) throws(AuditError) {
    func refusal(_ what: String) -> AuditError {
      AuditError(
        "AUD006", .badData, "The header of \(name) states \(what).",
        remedy: "Give a model that 'palimpsest recommender train' wrote.")
    }
    if let (setting, range) = outOfRange {
      throw refusal("'\(setting)' out of range: a number \(range) belongs there")
    }
    for (member, share) in [("validation-share", validationShare), ("test-share", testShare)] {
      guard share >= 0, share < 1 else {
        throw refusal("'\(member)' out of range: a number from 0 to below 1 belongs there")
      }
    }
    guard validationShare + testShare < 1 else {
      throw refusal("a 'validation-share' and a 'test-share' that leave nothing to train on")
    }
    guard configuration.factorCount == header.factorCount else {
      throw refusal("other factors than the model has")
    }
  }
}

extension ModelHeader {
  /// The hyper-parameters that any command of this version writes.
  private static let knownSettings: Set<String> = [
    "factors", "learning-rate", "regularization", "epochs", "patience", "negatives",
    "initial-scale", "trainer", "unlearning", "unlearning-form",
  ]

  /// Everything in the header that no command of this version writes, members of tables included.
  var unknownContent: UnknownContent {
    var found = unknown
    found.add(configuration, known: ModelHeader.knownSettings)
    found.add(split, known: ["seed", "validation-share", "test-share"])
    found.add(inputs, known: ["interactions"])
    return found
  }
}
