// SPDX-License-Identifier: Apache-2.0

import Compute

extension Trainer {
  private static let format = "palimpsest-checkpoint-1"
  private static let names = ["parameters", "means", "squares"]

  /// Writes all that is needed to go on: weights, both moments, the step and the digest.
  ///
  /// The file is safetensors, of the size of three copies of what is trained, and replaces an older
  /// one all at once. Going on from it gives the bits of training that was never interrupted.
  ///
  /// - Throws: `LMD022` where the file cannot be written, `LMD023` for weights that are not finite.
  package func writeCheckpoint(to path: String) throws(LanguageModelError) {
    let count = passes.gradientCount
    let tensors = zip(Trainer.names, [trained, means, squares]).map { name, floats in
      TensorContent(name, shape: [count]) { Array(floats.values().prefix(count)) }
    }
    let metadata = [
      "format": Trainer.format, "digest": digest, "step": String(completedStepCount),
    ]
    try SafetensorsWriter(tensors: tensors, metadata: metadata).write(to: path)
  }

  /// Goes on from a checkpoint of the same training.
  ///
  /// - Throws: `LMD145` for a checkpoint of another recipe, seed or data, `LMD146` for a file that is
  ///   no checkpoint, and what reading safetensors throws.
  package func resume(from path: String) throws(LanguageModelError) {
    let file = try SafetensorsFile(path: path)
    guard file.metadata["format"] == Trainer.format,
      let step = file.metadata["step"].flatMap({ Int($0) }), (0...stepCount).contains(step)
    else { throw Trainer.malformed(path) }
    guard file.metadata["digest"] == digest else {
      throw .checkpoint(
        "\(path) belongs to a training with another recipe, seed or documents.",
        remedy: "Go on with what it was begun with, or remove it to begin again.")
    }
    let count = passes.gradientCount
    var tensors: [WeightTensor] = []
    for name in Trainer.names {
      guard let entry = file.entries.first(where: { $0.name == name }) else {
        throw Trainer.malformed(path)
      }
      let tensor = try file.tensor(entry)
      guard tensor.element == .f32, tensor.shape == [count] else { throw Trainer.malformed(path) }
      tensors.append(tensor)
    }
    for (tensor, floats) in zip(tensors, [trained, means, squares]) {
      floats.withFloats { floats in
        let target = MutableFloats(rebasing: floats[..<count])
        let bytes = UnsafeRawBufferPointer(rebasing: tensor.file.bytes[tensor.range])
        withExtendedLifetime(tensor.file) {
          passes.plan.matrices.dequantize(bytes, format: .f32, into: target)
        }
      }
    }
    completedStepCount = step
  }

  private static func malformed(_ path: String) -> LanguageModelError {
    LanguageModelError(
      "LMD146", .badData, "\(path) is no checkpoint of a training like this one.",
      remedy: "Remove it to begin again.")
  }
}
