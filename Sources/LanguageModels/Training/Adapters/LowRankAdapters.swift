// SPDX-License-Identifier: Apache-2.0

package import Compute
import Evidence

/// Low-rank changes to the matrices of a model whose weights stay as they are.
///
/// A layer W becomes W + (alpha / rank) B A with A `[rank, inputs]` and B `[outputs, rank]`. Hu, Shen,
/// Wallis, Allen-Zhu, Li, Wang, Wang and Chen, "LoRA: Low-Rank Adaptation of Large Language Models",
/// 2021, arXiv:2106.09685, section 4.1. A is normal with standard deviation 1 / sqrt(inputs), B zero,
/// so a fresh adapter changes nothing. There is no dropout. Copies of this value share the block.
package struct LowRankAdapters: Sendable {
  /// Where each matrix lies.
  package let layout: AdapterLayout
  /// The matrices, `[layout.count]`.
  package let floats: AlignedFloats
  private let parameters: ParameterLayout

  /// Creates adapters that change nothing yet.
  ///
  /// - Parameters:
  ///   - settings: Which matrices get adapters, and of which rank.
  ///   - parameters: The layout of the model's weights.
  ///   - seed: The seed; it is derived by `adapters` and by the matrix's name.
  /// - Throws: `LMD147` for settings that the model cannot have.
  package init(
    _ settings: AdapterSettings, for parameters: ParameterLayout, seed: Seed
  ) throws(LanguageModelError) {
    self.parameters = parameters
    layout = try AdapterLayout(settings, parameters)
    floats = AlignedFloats(count: layout.count)
    let seed = seed.derive("adapters")
    let entries = layout.entries
    floats.withFloats { all in
      for entry in entries {
        let deviation = 1 / Double(entry.place.inputs).squareRoot()
        let role = TensorRole.block(entry.layer, entry.part)
        var generator = SeededGenerator(seed: seed.derive(role.description))
        for index in entry.place.downRange { all[index] = Float(deviation * generator.normal()) }
      }
    }
  }

  /// Adds the adapters' change to weights of the same shape: O(weights * rank).
  package func merge(into target: TransformerParameters) {
    precondition(target.layout.count == parameters.count, "weights of the adapters' model")
    let kernels = MatrixKernels()
    let workspace = MatrixWorkspace()
    floats.withFloats { adapters in
      target.floats.withFloats { weights in
        guard let adapters = adapters.baseAddress, let weights = weights.baseAddress else { return }
        for entry in layout.entries {
          let place = entry.place
          let start = parameters.range(of: .block(entry.layer, entry.part)).lowerBound
          let matrix = FloatRows(weights + start, rows: place.outputs.count, columns: place.inputs)
          kernels.multiply(
            .plain, place.up(adapters).view, place.down(adapters).view, into: matrix.mutableView,
            factor: place.scale, accumulating: true, workspace: workspace)
        }
      }
    }
  }

  /// Writes `adapter_model.safetensors` and `adapter_config.json` to a folder, as PEFT names them.
  ///
  /// - Throws: `LMD022` where a file cannot be written, `LMD023` for numbers that are not finite.
  package func write(to folder: String) throws(LanguageModelError) {
    do throws(EvidenceError) {
      try StoredFile.makeFolder(folder)
      try StoredFile.write(settingsDocument.readableBytes(), to: "\(folder)/adapter_config.json")
    } catch {
      throw LanguageModelError(
        "LMD022", .inputOutput, "\(folder)/adapter_config.json cannot be written.",
        remedy: "Check the path, its permissions and the space left.", cause: error.message)
    }
    let tensors = layout.entries.flatMap { entry in
      let (down, up) = names(of: entry)
      let place = entry.place
      return [
        content(down, place.downRange, [place.rank, place.inputs]) { $0 },
        content(up, place.upRange, [place.outputs.count, place.rank]) {
          reordered($0, entry, from: parameters.configuration.rotaryPairing, to: .halves)
        },
      ]
    }
    try SafetensorsWriter(tensors: tensors, metadata: ["format": "pt"])
      .write(to: "\(folder)/adapter_model.safetensors")
  }

  /// Reads the matrices that `write(to:)` wrote for adapters of the same settings and model.
  ///
  /// - Throws: `LMD147` for a file that does not hold exactly these matrices, and what reading
  ///   safetensors throws.
  package func read(from folder: String) throws(LanguageModelError) {
    let path = "\(folder)/adapter_model.safetensors"
    let file = try SafetensorsFile(path: path)
    var found: [String: [Float]] = [:]
    for entry in file.entries {
      let tensor = try file.tensor(entry)
      var values = [Float](repeating: 0, count: tensor.count)
      values.withUnsafeMutableBufferPointer { values in
        let bytes = UnsafeRawBufferPointer(rebasing: file.file.bytes[tensor.range])
        MatrixKernels().dequantize(bytes, format: tensor.element.blockFormat, into: values)
      }
      found[entry.name] = values
    }
    guard found.count == 2 * layout.entries.count, found.values.joined().allSatisfy(\.isFinite)
    else { throw LowRankAdapters.foreign(path) }
    for entry in layout.entries {
      let (down, up) = names(of: entry)
      guard let a = found[down], let b = found[up], a.count == entry.place.downRange.count,
        b.count == entry.place.upRange.count
      else { throw LowRankAdapters.foreign(path) }
      set(entry.place.downRange, to: a)
      let pairing = parameters.configuration.rotaryPairing
      set(entry.place.upRange, to: reordered(b, entry, from: .halves, to: pairing))
    }
  }

  private func set(_ range: Range<Int>, to values: [Float]) {
    floats.withFloats { all in
      _ = MutableFloats(rebasing: all[range]).update(fromContentsOf: values)
    }
  }

  private func content(
    _ name: String, _ range: Range<Int>, _ shape: [Int],
    _ transform: @escaping @Sendable ([Float]) -> [Float]
  ) -> TensorContent {
    TensorContent(name, shape: shape) { transform(floats.withFloats { Array($0[range]) }) }
  }

  private static func foreign(_ path: String) -> LanguageModelError {
    .adapters(
      "\(path) does not hold the adapters of this model and these settings.",
      remedy: "Name the folder of the adapters, with the rank and projections they were made with.")
  }
}

extension LowRankAdapters {
  private var naming: TensorNaming {
    parameters.configuration.architecture == .gpt2 ? .huggingFaceGPT2 : .huggingFaceLlama
  }

  /// The names of A and B.
  private func names(of entry: AdapterLayout.Entry) -> (down: String, up: String) {
    let role = TensorRole.block(entry.layer, entry.part)
    let name = (naming.name(of: role) ?? role.description).split(separator: ".").dropLast()
    let stem = "base_model.model." + name.joined(separator: ".")
    return ("\(stem).lora_A.weight", "\(stem).lora_B.weight")
  }

  /// The rows of B in another order of rotated components, where it belongs to query or key.
  private func reordered(
    _ values: [Float], _ entry: AdapterLayout.Entry,
    from source: ModelConfiguration.RotaryPairing, to target: ModelConfiguration.RotaryPairing
  ) -> [Float] {
    guard entry.part == .query || entry.part == .key else { return values }
    return RotaryRows.reordered(
      values, headWidth: parameters.configuration.headWidth, columns: entry.place.rank,
      from: source, to: target)
  }

  private var settingsDocument: JSONValue {
    let modules = layout.settings.projections.compactMap { part in
      naming.parts[part]?.split(separator: ".").dropLast().last.map(String.init)
    }
    return [
      "peft_type": "LORA", "task_type": "CAUSAL_LM", "r": .int(layout.settings.rank),
      "lora_alpha": .number(layout.settings.alpha), "lora_dropout": 0, "bias": "none",
      "target_modules": .array(modules.map { .string($0) }),
      "fan_in_fan_out": .bool(parameters.configuration.architecture == .gpt2),
      "base_model_name_or_path": nil, "inference_mode": true,
    ]
  }
}
