// SPDX-License-Identifier: Apache-2.0

import Evidence

/// A language model's weights and settings, the same whatever format they were read from.
///
/// Tensors stay in the mapped files; nothing of them has been read yet. A file that is changed or
/// shortened while it is mapped is beyond what can be checked.
package struct ModelFile: Sendable {
  /// The formats that are read.
  package enum Format: String, CaseIterable, Sendable {
    case gguf
    case huggingFace = "hugging-face"
    case llama2c = "llama2.c"
  }

  /// The path as it was given.
  package let path: String
  /// The format.
  package let format: Format
  /// The shape of the model; checked.
  package let configuration: ModelConfiguration
  /// The tensors by role: exactly `configuration.roles`, with the shapes that it demands.
  package let tensors: [TensorRole: ModelTensor]
  /// Names of tensors in the files that the model does not need, in order.
  package let ignoredTensors: [String]
  /// What the tokenizer can be made of.
  package let tokenizer: TokenizerSource
  /// The settings as the files state them, for people to look at.
  package let facts: [ModelFact]
  /// All files that were read, the one at `path` first; the digest covers these.
  package let files: [MappedFile]

  /// Returns a tensor.
  ///
  /// - Throws: `LMD016` for a role that the model does not have.
  package func tensor(_ role: TensorRole) throws(LanguageModelError) -> ModelTensor {
    guard let tensor = tensors[role] else {
      throw ModelFile.missing(role, path)
    }
    return tensor
  }

  /// The number of parameters.
  package var parameterCount: Int { tensors.values.reduce(0) { $0 + $1.weight.count } }

  /// How many tensors are stored in which way, in the order of `TensorElement`.
  package var elementCounts: [(element: TensorElement, tensorCount: Int)] {
    TensorElement.allCases.compactMap { element in
      let count = tensors.values.count { $0.weight.element == element }
      return count > 0 ? (element, count) : nil
    }
  }

  static func missing(_ role: TensorRole, _ path: String) -> LanguageModelError {
    LanguageModelError(
      "LMD016", .badData, "\(path) has no tensor for the \(role.description).",
      remedy: "Convert or download the model again.")
  }
}

/// A tensor of a model and how it lies in its file.
package struct ModelTensor: Sendable {
  /// The tensor as it lies in the file.
  package let weight: WeightTensor
  /// Whether the file holds it as `[inputs, outputs]`; then `weight.shape` is that, too.
  package let isTransposed: Bool

  /// Creates a tensor.
  package init(weight: WeightTensor, isTransposed: Bool = false) {
    self.weight = weight
    self.isTransposed = isTransposed
  }

  /// The shape as a model uses it, `[outputs, inputs]`.
  package var shape: [Int] { isTransposed ? weight.shape.reversed() : weight.shape }
}

/// A setting of a model as a file states it.
package struct ModelFact: Equatable, Sendable {
  /// The file's name for it.
  package let name: String
  /// What it is, as text.
  package let value: String

  /// Creates a fact.
  package init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

/// What a model's tokenizer can be made of.
package enum TokenizerSource: Sendable {
  /// The keys `tokenizer.ggml.*` of a GGUF file.
  case gguf(GGUFMetadata)
  /// The files of a Hugging Face folder.
  case huggingFace(HuggingFaceTokenizerFiles)
  /// The path of a vocabulary of llama2.c; it has as many tokens as the model.
  case llama2c(path: String)
  /// There is none, for this reason.
  case missing(String)
}

/// The files of a Hugging Face folder that describe its tokenizer.
package struct HuggingFaceTokenizerFiles: Sendable {
  /// `tokenizer.json`.
  package let tokenizer: MappedFile
  /// `tokenizer_config.json`, where it is there.
  package let configuration: MappedFile?

  /// Creates the pair.
  package init(tokenizer: MappedFile, configuration: MappedFile?) {
    self.tokenizer = tokenizer
    self.configuration = configuration
  }
}
