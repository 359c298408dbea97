// SPDX-License-Identifier: Apache-2.0

import Compute
import Evidence

extension Trainer {
  private static let family = "palimpsest-checkpoint-"
  private static let format = family + "2"
  private static let names = ["parameters", "means", "squares"]

  /// Writes all that is needed to go on: weights, both moments, the step and the training's digest.
  ///
  /// A digest of the step and all numbers stands beside them, so that damage is found.
  /// The file is safetensors, of the size of three copies of what is trained, and replaces an older
  /// one all at once. Going on from it gives the bits of training that was never interrupted.
  ///
  /// - Throws: `LMD022` where the file cannot be written, `LMD023` for weights that are not finite.
  package func writeCheckpoint(to path: String) throws(LanguageModelError) {
    let count = passes.gradientCount
    let tensors = zip(Trainer.names, [trained, means, squares]).map { name, floats in
      TensorContent(name, shape: [count]) { Array(floats.values().prefix(count)) }
    }
    // The three belong to this trainer, which outlives the digest.
    let numbers = [trained, means, squares].map { floats in
      floats.withFloats { UnsafeRawBufferPointer(MutableFloats(rebasing: $0[..<count])) }
    }
    let metadata = [
      "format": Trainer.format, "digest": digest, "step": String(completedStepCount),
      "content": try Trainer.content(step: completedStepCount, numbers),
    ]
    try SafetensorsWriter(tensors: tensors, metadata: metadata).write(to: path)
  }

  /// Goes on from a checkpoint of the same training.
  ///
  /// Nothing is changed where it throws.
  ///
  /// - Throws: `LMD145` for a checkpoint of another recipe, seed, data or beginning, `LMD146` for a file that is
  ///   no checkpoint, is of another version or damaged, and what reading safetensors throws.
  package func resume(from path: String) throws(LanguageModelError) {
    let file = try SafetensorsFile(path: path)
    let format = file.metadata["format"] ?? ""
    guard format == Trainer.format || !format.hasPrefix(Trainer.family) else {
      throw Trainer.malformed("\(path) is a checkpoint of another version of palimpsest.")
    }
    guard format == Trainer.format,
      let step = file.metadata["step"].flatMap({ Int($0) }), (0...stepCount).contains(step)
    else { throw Trainer.foreign(path) }
    guard file.metadata["digest"] == digest else {
      throw .checkpoint(
        "\(path) belongs to a training with another recipe, seed, beginning or documents.",
        remedy: "Go on with what it was begun with, or remove it to begin again.")
    }
    take(try tensors(of: file, path, step: step))
    completedStepCount = step
  }

  /// Returns weights and moments once it is sure that they are those that were written.
  private func tensors(
    of file: SafetensorsFile, _ path: String, step: Int
  ) throws(LanguageModelError) -> [WeightTensor] {
    var tensors: [WeightTensor] = []
    for name in Trainer.names {
      guard let entry = file.entries.first(where: { $0.name == name }) else {
        throw Trainer.foreign(path)
      }
      let tensor = try file.tensor(entry)
      guard tensor.element == .f32, tensor.shape == [passes.gradientCount] else {
        throw Trainer.foreign(path)
      }
      tensors.append(tensor)
    }
    let numbers = tensors.map { UnsafeRawBufferPointer(rebasing: $0.file.bytes[$0.range]) }
    let content = try Trainer.content(step: step, numbers)
    guard withExtendedLifetime(file, { file.metadata["content"] == content }) else {
      throw Trainer.malformed(
        "\(path) is damaged: its step and numbers are not those that were written.")
    }
    return tensors
  }

  private func take(_ tensors: [WeightTensor]) {
    let count = passes.gradientCount
    for (tensor, floats) in zip(tensors, [trained, means, squares]) {
      floats.withFloats { floats in
        let target = MutableFloats(rebasing: floats[..<count])
        let bytes = UnsafeRawBufferPointer(rebasing: tensor.file.bytes[tensor.range])
        withExtendedLifetime(tensor.file) {
          passes.plan.matrices.dequantize(bytes, format: .f32, into: target)
        }
      }
    }
  }

  /// Returns `sha256:` and the digest of a step and of the little-endian floats that belong to it.
  private static func content(
    step: Int, _ numbers: [UnsafeRawBufferPointer]
  ) throws(LanguageModelError) -> String {
    do throws(EvidenceError) {
      var stream = try DigestStream()
      try stream.update(Array("step \(step)\n".utf8))
      for bytes in numbers { try stream.update(bytes) }
      return "sha256:\(try stream.finish().hex)"
    } catch {
      throw .wrapping(
        error, code: "LMD024", "No digest of a checkpoint can be computed.",
        remedy: "Check the installed OpenSSL with 'palimpsest doctor'.")
    }
  }

  private static func foreign(_ path: String) -> LanguageModelError {
    malformed("\(path) is no checkpoint of a training like this one.")
  }

  private static func malformed(_ message: String) -> LanguageModelError {
    LanguageModelError("LMD146", .badData, message, remedy: "Remove it to begin again.")
  }
}
