// SPDX-License-Identifier: Apache-2.0

/// A planted secret and the sentence that carries it.
public struct LabelledCanary: Equatable, Sendable {
  /// Its identifier.
  public let identifier: String
  /// What the secret looks like.
  public let format: CanaryFormat
  /// The sentence before the secret.
  public let before: String
  /// The secret.
  public let secret: String
  /// The sentence after it.
  public let after: String
  /// How often it stands in the training order; 0 for a control, which is never trained on.
  public let copies: Int

  /// Reads all canaries of a corpus, in their order; empty where it has none.
  ///
  /// - Throws: `changedCorpus` where the file is not the one that the manifest names, and what
  ///   reading throws.
  public static func all(of corpus: CorpusFolder) throws(CorpusError) -> [LabelledCanary] {
    guard corpus.manifest.files[.canaries] != nil else { return [] }
    try corpus.requireUnchanged([.canaries])
    var canaries: [LabelledCanary] = []
    var lines = try CorpusLines(.canaries, of: corpus)
    while try lines.advance() {
      try lines.scan()
      let text = Array(try lines.text("text").utf8)
      let (start, end) = (try lines.integer("start"), try lines.integer("end"))
      guard start < end, start >= 0, end <= text.count else {
        throw lines.malformed("has a secret outside of its text")
      }
      canaries.append(
        LabelledCanary(
          identifier: try lines.text("id"), format: try lines.word("format"),
          before: String(decoding: text[..<start], as: UTF8.self),
          secret: String(decoding: text[start..<end], as: UTF8.self),
          after: String(decoding: text[end...], as: UTF8.self),
          copies: try lines.integer("copies")))
    }
    return canaries
  }
}
