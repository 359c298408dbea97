// SPDX-License-Identifier: Apache-2.0

import Compute
import Evidence

extension Trainer {
  /// Refuses an order or tokens that the documents or the model do not have.
  static func check(
    _ documents: [[TokenID]], _ order: [Int], _ configuration: ModelConfiguration
  ) throws(LanguageModelError) {
    precondition(order.allSatisfy(documents.indices.contains), "an order of the documents")
    for (place, tokens) in documents.enumerated() {
      guard tokens.allSatisfy({ $0 >= 0 && Int($0) < configuration.vocabularyCount }) else {
        throw LanguageModelError(
          "LMD142", .badData,
          "Document \(place) has a token beyond the model's \(configuration.vocabularyCount).",
          remedy: "Use the model's own tokenizer.")
      }
    }
  }

  /// Cuts segments into batches of as many as do not exceed a number of targets.
  static func batches(_ segments: [TrainingSegment], tokenCount: Int) -> [Range<Int>] {
    var batches: [Range<Int>] = []
    var (start, tokens) = (0, 0)
    for (index, segment) in segments.enumerated() {
      if tokens > 0, tokens + segment.count > tokenCount {
        batches.append(start..<index)
        (start, tokens) = (index, 0)
      }
      tokens += segment.count
    }
    batches.append(start..<segments.count)
    return batches
  }

  static func stepCount(
    _ settings: TrainingSettings, _ batchCount: Int, _ samplingRate: Double?
  ) -> Int {
    switch settings.length {
    case .steps(let count): count
    case .epochs(let count):
      samplingRate.map { max(1, Int((Double(count) / $0).rounded())) } ?? count * batchCount
    }
  }

  /// The digest of all that the result depends on, with the weights that training begins with.
  static func digest(
    _ parameters: TransformerParameters, _ adapters: LowRankAdapters?, _ documents: [[TokenID]],
    _ order: [Int], _ settings: TrainingSettings, _ seed: Seed
  ) throws(LanguageModelError) -> String {
    do throws(EvidenceError) {
      var document: [String: JSONValue] = [
        "model": parameters.configuration.huggingFaceSettings(
          element: .f32, special: SpecialTokens()),
        "training": settings.document, "seed": .int(seed.value),
        "documents": .string(try digest(of: documents, order)),
        "weights": .string(try digest(of: parameters.floats)),
      ]
      if let own = adapters?.layout.settings {
        document["adapters"] = [
          "rank": .int(own.rank), "alpha": .number(own.alpha),
          "projections": .array(own.projections.map { .string($0.rawValue) }),
        ]
      }
      return "sha256:\(try Digest.sha256(canonical: .object(document)).hex)"
    } catch {
      throw .wrapping(
        error, code: "LMD150", "The digest of the training cannot be computed.",
        remedy: "Check the installed OpenSSL with 'palimpsest doctor'.")
    }
  }

  private static func digest(
    of documents: [[TokenID]], _ order: [Int]
  ) throws(EvidenceError) -> String {
    var stream = try DigestStream()
    for tokens in documents {
      try stream.update([UInt8](littleEndian: [tokens.count]))
      try stream.update([UInt8](littleEndian: tokens))
    }
    try stream.update([UInt8](littleEndian: order))
    return try stream.finish().hex
  }

  private static func digest(of floats: AlignedFloats) throws(EvidenceError) -> String {
    try Digest.sha256([UInt8](littleEndian: floats.values().map(\.bitPattern))).hex
  }
}

extension [UInt8] {
  /// The bytes of whole numbers, the lowest first.
  init(littleEndian numbers: [some FixedWidthInteger]) {
    self = numbers.map(\.littleEndian).withUnsafeBytes { Array($0) }
  }
}

extension AlignedFloats {
  /// All floats.
  func values() -> [Float] { withFloats { Array($0) } }

  /// Makes all floats zero.
  func clear() { withFloats { $0.update(repeating: 0) } }
}

/// A run of trained floats that one thread updates at a time.
struct UpdateUnit: Sendable {
  let range: Range<Int>
  let decays: Bool

  /// Cuts what is trained into units; they do not depend on the number of threads.
  static func units(_ layout: ParameterLayout, _ adapters: AdapterLayout?) -> [UpdateUnit] {
    guard let adapters else {
      return layout.roles.flatMap { units(layout.range(of: $0), decays: !layout.isVector($0)) }
    }
    return adapters.entries.flatMap { entry in
      units(entry.place.downRange, decays: true) + units(entry.place.upRange, decays: true)
    }
  }

  private static func units(_ range: Range<Int>, decays: Bool) -> [UpdateUnit] {
    stride(from: range.lowerBound, to: range.upperBound, by: floatsPerUnit).map { start in
      UpdateUnit(range: start..<min(start + floatsPerUnit, range.upperBound), decays: decays)
    }
  }
}
