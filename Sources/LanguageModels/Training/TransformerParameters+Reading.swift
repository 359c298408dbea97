// SPDX-License-Identifier: Apache-2.0

import Compute

extension TransformerParameters {
  /// Reads the weights of a model of any format, to continue its training.
  ///
  /// Quantized weights are unpacked to floats. Linear in the number of weights.
  ///
  /// - Throws: `LMD149` for weights that are not finite, and what the model's file throws.
  package init(_ model: ModelFile) throws(LanguageModelError) {
    try self.init(zerosFor: model.configuration)
    for role in layout.roles {
      let tensor = try model.tensor(role)
      guard read(tensor, role) else {
        throw LanguageModelError(
          "LMD149", .badData,
          "\(model.path): the \(role.description) holds numbers that are not finite.",
          remedy: "Convert or download the model again.")
      }
    }
  }

  /// Unpacks one tensor; false where a number is not finite.
  private func read(_ tensor: ModelTensor, _ role: TensorRole) -> Bool {
    floats.withFloats { all in
      let target = MutableFloats(rebasing: all[layout.range(of: role)])
      let weight = tensor.weight
      let bytes = UnsafeRawBufferPointer(rebasing: weight.file.bytes[weight.range])
      withExtendedLifetime(weight.file) {
        MatrixKernels().dequantize(bytes, format: weight.element.blockFormat, into: target)
      }
      if tensor.isTransposed {
        let stored = Array(target)
        let (outputs, inputs) = (tensor.shape[0], tensor.shape[1])
        for output in 0..<outputs {
          for input in 0..<inputs {
            target[output * inputs + input] = stored[input * outputs + output]
          }
        }
      }
      return target.allSatisfy(\.isFinite)
    }
  }
}
