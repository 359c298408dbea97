// SPDX-License-Identifier: Apache-2.0

/// Outputs of a model in memory, past which a corpus of any size is streamed.
///
/// The reverse of `CorpusIndex`, and as exact: the outputs hold the anchors, one at every fifth byte, and
/// the gram at every fourth place of the corpus is looked up. Outputs and index take at most 3.4 bytes a
/// byte of the outputs and 8 an output; a scan adds at most 16 a byte (in pages of 1,024 bytes, for those
/// in which something was found to begin) and 4 MiB. Only while many matches run on past a buffer's end
/// does a scan take more, 32 bytes for each.
public struct OutputIndex: Sendable {
  /// The shortest match that is reported, in bytes.
  public let minimumLength: Int
  let anchors: AnchorIndex

  /// Indexes outputs, within one of which each match lies, in O(bytes).
  ///
  /// - Parameters:
  ///   - outputs: What a model wrote, each on its own.
  ///   - minimumLength: The shortest match to report, at least `CorpusIndex.shortestLength` bytes.
  /// - Throws: ATK002 for a shorter minimum, ATK003 for outputs of 4 GiB or more.
  public init(_ outputs: [[UInt8]], minimumLength: Int = 50) throws(AttacksError) {
    try CorpusIndex.check(minimumLength)
    self.minimumLength = minimumLength
    anchors = try AnchorIndex(outputs, strides: .dense)
    guard anchors.text.count <= Int(UInt32.max) else {
      throw AttacksError(
        .tooLarge, "The outputs hold \(anchors.text.count) bytes.",
        remedy: "Look them up in parts below 4 GiB.")
    }
  }

  /// The number of outputs.
  public var count: Int { anchors.borders.count - 1 }

  /// The bytes that outputs and index take.
  public var byteCount: Int { anchors.byteCount + anchors.text.count }

  /// Streams a corpus past the outputs and returns each output's spans.
  ///
  /// - Parameters:
  ///   - corpus: The corpus in pieces of any size; where they are cut does not matter. Put a byte that
  ///     no output holds between documents for matches to lie within one.
  ///   - jobs: The most pieces of work under way at once; changes nothing but the time.
  /// - Returns: The spans of each output, as of `CorpusScan.finish`.
  public func spans(inCorpus corpus: some Sequence<[UInt8]>, jobs: Int = 1) -> [[VerbatimSpan]] {
    var scan = CorpusScan(past: self, jobs: jobs)
    for piece in corpus { scan.feed(piece) }
    return scan.finish()
  }
}
