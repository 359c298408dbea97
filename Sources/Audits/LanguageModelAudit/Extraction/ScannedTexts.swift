// SPDX-License-Identifier: Apache-2.0

import Attacks
import Corpora

/// Everything that a model was trained on and everything that it never saw, to be streamed past
/// what it wrote.
struct ScannedTexts: Sendable {
  /// Where the texts are.
  enum Source: Sendable {
    /// A corpus, whose documents are read from disk at each pass.
    case corpus(CorpusFolder)
    /// Nothing but the texts that are held here.
    case none
  }

  let source: Source
  /// Trained-on texts besides those of the source.
  let members: [String]
  /// Never-seen texts besides those of the source.
  let others: [String]

  /// Stretches of outputs that stand in the texts of one side, by output.
  struct Spans {
    let members: [[VerbatimSpan]]
    let others: [[VerbatimSpan]]
    /// The bytes of the texts of each side.
    let memberBytes: Int
    let otherBytes: Int
  }

  /// Between texts stands a byte that no text holds, so that no stretch runs from one into the next.
  private static let border: [UInt8] = [0xFF]

  /// Streams both sides past outputs.
  ///
  /// - Parameters:
  ///   - outputs: What the model wrote.
  ///   - least: The fewest bytes of a stretch.
  /// - Returns: The stretches.
  /// - Throws: `ATK002` for stretches that could be missed, and what reading the corpus throws.
  func spans(of outputs: [String], least: Int) throws(AuditError) -> Spans {
    do {
      let index = try OutputIndex(outputs.map { Array($0.utf8) }, minimumLength: least)
      var own = CorpusScan(past: index)
      var other = CorpusScan(past: index)
      for text in members { ScannedTexts.feed(text, to: &own) }
      for text in others { ScannedTexts.feed(text, to: &other) }
      if case .corpus(let corpus) = source {
        try LabelledDocument.forEachText(of: corpus) { text, isMember in
          if isMember {
            ScannedTexts.feed(text, to: &own)
          } else {
            ScannedTexts.feed(text, to: &other)
          }
        }
      }
      let (memberBytes, otherBytes) = (own.byteCount, other.byteCount)
      return Spans(
        members: own.finish(), others: other.finish(), memberBytes: memberBytes,
        otherBytes: otherBytes)
    } catch {
      throw AuditError(any: error)
    }
  }

  private static func feed(_ text: String, to scan: inout CorpusScan) {
    var text = text
    text.withUTF8 { scan.feed(UnsafeRawBufferPointer($0)) }
    scan.feed(border)
  }
}
