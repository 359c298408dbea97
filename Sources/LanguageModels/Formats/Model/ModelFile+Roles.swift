// SPDX-License-Identifier: Apache-2.0

extension ModelFile {
  /// Gives every tensor its role and checks that all are there, each with its shape.
  ///
  /// - Parameters:
  ///   - weights: The tensors of the files, without those that the naming ignores.
  ///   - naming: How the format names tensors.
  ///   - configuration: The shape of the model.
  ///   - path: What messages call the model.
  /// - Returns: The tensors by role, and the names of those that are not needed.
  /// - Throws: `LMD007` for two tensors of one role, `LMD016` for a missing tensor, `LMD017` for
  ///   one of another shape, `LMD018` for one that the architecture does not have.
  static func assign(
    _ weights: [WeightTensor], naming: TensorNaming, configuration: ModelConfiguration, path: String
  ) throws(LanguageModelError) -> (tensors: [TensorRole: ModelTensor], ignored: [String]) {
    let roles = configuration.roles
    let wanted = Set(roles)
    var tensors: [TensorRole: ModelTensor] = [:]
    var ignored: [String] = []
    for weight in weights {
      guard case .role(let role) = naming.meaning(of: weight.name),
        wanted.contains(role) || role == .output
      else { throw unknown(weight, configuration, path) }
      guard wanted.contains(role) else {
        // An output layer beside a tied embedding is a copy of it.
        ignored.append(weight.name)
        continue
      }
      let tensor = ModelTensor(weight: weight, isTransposed: naming.isTransposed(role))
      try requireShape(configuration.shape(of: role), of: tensor)
      guard tensors.updateValue(tensor, forKey: role) == nil else {
        throw LanguageModelError.malformed(
          "LMD007", weight.file.path, at: weight.range.lowerBound,
          "there is another tensor for the \(role.description)")
      }
    }
    for role in roles where tensors[role] == nil { throw missing(role, path) }
    return (tensors, ignored)
  }

  private static func requireShape(
    _ expected: [Int], of tensor: ModelTensor
  ) throws(LanguageModelError) {
    let stored = tensor.isTransposed ? expected.reversed() : expected
    guard tensor.weight.shape == stored else {
      throw LanguageModelError.malformed(
        "LMD017", tensor.weight.file.path, at: tensor.weight.range.lowerBound,
        "the tensor \(tensor.weight.name.shown) has the shape \(tensor.weight.shape); the settings "
          + "ask for \(stored)",
        remedy: "Convert or download the model again.")
    }
  }

  private static func unknown(
    _ weight: WeightTensor, _ configuration: ModelConfiguration, _ path: String
  ) -> LanguageModelError {
    LanguageModelError(
      "LMD018", .badData,
      "\(path): a \(configuration.architecture.rawValue) model of \(configuration.layerCount) blocks "
        + "has no tensor \(weight.name.shown).",
      remedy: "Choose a model of a supported kind; leaving a tensor out would give wrong numbers.")
  }
}

extension TensorNaming {
  /// Whether a role is stored as `[inputs, outputs]`.
  func isTransposed(_ role: TensorRole) -> Bool {
    guard case .block(_, let part) = role else { return false }
    return transposedParts.contains(part)
  }
}
