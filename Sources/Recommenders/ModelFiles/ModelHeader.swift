// SPDX-License-Identifier: Apache-2.0

/// What a model file says about the model beside its parameters.
///
/// Nothing here names a person, and none of it is state of an optimizer: a model that is read again
/// cannot be trained on as if it had never been written.
public struct ModelHeader: Equatable, Sendable {
  /// The architecture's stable name, such as `bpr-mf`.
  public let architecture: String
  /// The number of latent factors.
  public let factorCount: Int
  /// Hyper-parameters by name, as the trainer words them.
  public var configuration: [String: String]
  /// The seed of the training run.
  public var seed: UInt64
  /// How the data were split, such as seed and shares, by name.
  public var split: [String: String]
  /// The digest of the data that the model was trained on, where known.
  public var dataDigest: String?
  /// The kernel set that computed the parameters, such as `avx2`.
  public var kernelSet: String
  /// The tool that wrote the file, with its version.
  public var tool: String
  /// The digests of everything that the model was made from, by name.
  public var inputs: [String: String]
  /// What a file's header held beside all this; nothing in a header that was not read.
  public internal(set) var unknown = UnknownContent()

  /// Describes a model that is about to be written.
  ///
  /// - Parameters:
  ///   - model: The model.
  ///   - configuration: Hyper-parameters by name.
  ///   - seed: The seed of the training run.
  ///   - split: How the data were split, by name.
  ///   - dataDigest: The digest of the training data, where known.
  ///   - kernelSet: The kernel set that computed the parameters.
  ///   - tool: The tool with its version.
  ///   - inputs: The digests of everything that the model was made from, by name.
  public init(
    of model: MatrixFactorization, configuration: [String: String], seed: UInt64,
    split: [String: String] = [:], dataDigest: String? = nil, kernelSet: String, tool: String,
    inputs: [String: String] = [:]
  ) {
    architecture = MatrixFactorization.architecture
    factorCount = model.factorCount
    self.configuration = configuration
    self.seed = seed
    self.split = split
    self.dataDigest = dataDigest
    self.kernelSet = kernelSet
    self.tool = tool
    self.inputs = inputs
  }
}
