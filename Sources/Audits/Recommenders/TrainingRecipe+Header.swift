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
  /// - Throws: AUD006 where the header lacks a setting or holds one that cannot be read.
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
    try check()
    guard configuration.factorCount == header.factorCount else {
      throw AuditError(
        "AUD006", .badData, "The header of \(name) states other factors than the model has.",
        remedy: "Give a model that 'palimpsest recommender train' wrote.")
    }
  }
}
