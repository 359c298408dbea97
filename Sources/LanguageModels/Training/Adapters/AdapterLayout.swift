// SPDX-License-Identifier: Apache-2.0

/// Which layers get low-rank adapters, and how large they are.
package struct AdapterSettings: Equatable, Sendable {
  /// The rank of the change to each matrix, at least 1: r in the paper.
  package var rank: Int
  /// The change is multiplied by alpha / rank.
  package var alpha: Double
  /// The matrices of each block that get an adapter.
  package var projections: [BlockPart]

  /// Creates settings.
  package init(rank: Int, alpha: Double, projections: [BlockPart]) {
    self.rank = rank
    self.alpha = alpha
    self.projections = projections
  }
}

/// One adapter's matrices: the layer's outputs get scale * x A^T B^T added.
struct AdapterPlace: Sendable {
  /// A, `[rank, inputs]`.
  let downRange: Range<Int>
  /// B, `[outputs, rank]`.
  let upRange: Range<Int>
  /// The outputs of the layer that are added to.
  let outputs: Range<Int>
  let inputs: Int
  let rank: Int
  let scale: Float

  /// A in a block of adapters.
  func down(_ base: UnsafeMutablePointer<Float>) -> FloatRows {
    FloatRows(base + downRange.lowerBound, rows: rank, columns: inputs)
  }

  /// B in a block of adapters.
  func up(_ base: UnsafeMutablePointer<Float>) -> FloatRows {
    FloatRows(base + upRange.lowerBound, rows: outputs.count, columns: rank)
  }
}

/// Where the matrices of all adapters lie in one flat block of floats.
package struct AdapterLayout: Sendable {
  /// An adapter of one matrix.
  struct Entry: Sendable {
    let layer: Int
    let part: BlockPart
    let place: AdapterPlace
  }

  /// Which layers have adapters.
  package let settings: AdapterSettings
  /// The number of floats of the block.
  package let count: Int
  let entries: [Entry]

  /// Lays out adapters for a model.
  ///
  /// - Throws: `LMD147` for a rank or an alpha out of range, or a projection that the architecture
  ///   does not have.
  package init(
    _ settings: AdapterSettings, _ layout: ParameterLayout
  ) throws(LanguageModelError) {
    let configuration = layout.configuration
    try AdapterLayout.check(settings, configuration)
    self.settings = settings
    let scale = Float(settings.alpha / Double(settings.rank))
    var entries: [Entry] = []
    var end = 0
    func take(_ count: Int) -> Range<Int> {
      defer { end += (count + 15) / 16 * 16 }
      return end..<end + count
    }
    for layer in 0..<configuration.layerCount {
      for part in configuration.architecture.blockParts where settings.projections.contains(part) {
        let shape = configuration.shape(of: .block(layer, part))
        let place = AdapterPlace(
          downRange: take(settings.rank * shape[1]), upRange: take(shape[0] * settings.rank),
          outputs: AdapterLayout.outputs(part, layer, layout, columns: shape[1]), inputs: shape[1],
          rank: settings.rank, scale: scale)
        entries.append(Entry(layer: layer, part: part, place: place))
      }
    }
    self.entries = entries
    count = end
  }

  /// Where the two matrices of each adapter lie: A `[rank, inputs]`, then B `[outputs, rank]`.
  package var matrices: [(layer: Int, part: BlockPart, down: Range<Int>, up: Range<Int>)] {
    entries.map { ($0.layer, $0.part, $0.place.downRange, $0.place.upRange) }
  }

  /// The adapters of the parts of one fused layer.
  func places(of parts: [BlockPart], layer: Int) -> [AdapterPlace] {
    entries.filter { $0.layer == layer && parts.contains($0.part) }.map(\.place)
  }

  /// The outputs of a part within the fused matrix that it belongs to.
  private static func outputs(
    _ part: BlockPart, _ layer: Int, _ layout: ParameterLayout, columns: Int
  ) -> Range<Int> {
    let fused: [BlockPart] =
      switch part {
      case .query, .key, .value: [.query, .key, .value]
      case .gate, .up: [.gate, .up]
      default: [part]
      }
    let own = layout.range(of: .block(layer, part))
    let first = layout.range(fused, layer: layer)?.lowerBound ?? own.lowerBound
    return (own.lowerBound - first) / columns..<(own.upperBound - first) / columns
  }

  private static func check(
    _ settings: AdapterSettings, _ configuration: ModelConfiguration
  ) throws(LanguageModelError) {
    guard (1...1024).contains(settings.rank), settings.alpha > 0, settings.alpha.isFinite else {
      throw .adapters(
        "A rank of \(settings.rank) with an alpha of \(settings.alpha) makes no adapter.",
        remedy: "Give a rank of 1 to 1024 and an alpha above 0.")
    }
    let matrices = configuration.architecture.blockParts.filter {
      configuration.shape(of: .block(0, $0)).count == 2
    }
    guard !settings.projections.isEmpty else {
      throw .adapters(
        "No projection is to get an adapter.",
        remedy: "Name some of \(matrices.map(\.rawValue).joined(separator: ", ")).")
    }
    for part in settings.projections where !matrices.contains(part) {
      throw .adapters(
        "A \(configuration.architecture.rawValue) model has no matrix '\(part.rawValue)'.",
        remedy: "Name some of \(matrices.map(\.rawValue).joined(separator: ", ")).")
    }
  }
}
