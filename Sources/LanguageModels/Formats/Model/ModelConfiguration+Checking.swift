// SPDX-License-Identifier: Apache-2.0

extension ModelConfiguration {
  /// The most blocks of a model that is read; the largest known has a tenth of it.
  package static let layerLimit = 2_048
  /// The largest of the other counts; products of two of them do not overflow.
  package static let countLimit = Int(Int32.max)

  /// Refuses numbers that no model can have, so that whoever uses them need not check again.
  ///
  /// - Parameter source: What messages call the file.
  /// - Throws: `LMD015` naming the number.
  package func check(source: String) throws(LanguageModelError) {
    let counts: [(String, Int, Int)] = [
      ("size of the vocabulary", vocabularyCount, ModelConfiguration.countLimit),
      ("width", width, 1 << 20), ("number of blocks", layerCount, ModelConfiguration.layerLimit),
      ("number of heads", headCount, 1 << 16),
      ("number of heads of keys", keyValueHeadCount, 1 << 16),
      ("width of a head", headWidth, 1 << 14),
      ("width of the feed-forward layer", feedForwardWidth, 1 << 24),
      ("length of the context", contextLength, ModelConfiguration.countLimit),
      ("sliding window", slidingWindow ?? 1, ModelConfiguration.countLimit),
    ]
    for (name, count, limit) in counts where !(1...limit).contains(count) {
      throw Self.contradiction(source, "the \(name) is \(count), not 1 to \(limit)")
    }
    guard headCount.isMultiple(of: keyValueHeadCount) else {
      throw Self.contradiction(
        source, "\(headCount) heads are no multiple of \(keyValueHeadCount) heads of keys")
    }
    guard normEpsilon.isFinite, normEpsilon >= 0, normEpsilon < 1 else {
      throw Self.contradiction(source, "the norms' epsilon is \(normEpsilon)")
    }
    try checkPositions(source)
  }

  private func checkPositions(_ source: String) throws(LanguageModelError) {
    if architecture == .gpt2 {
      guard headCount * headWidth == width, keyValueHeadCount == headCount else {
        throw Self.contradiction(source, "\(headCount) heads do not fill a width of \(width)")
      }
      return
    }
    guard headWidth.isMultiple(of: 2) else {
      throw Self.contradiction(source, "heads of \(headWidth) components cannot rotate in pairs")
    }
    guard rotaryBase.isFinite, rotaryBase >= 1 else {
      throw Self.contradiction(source, "the base of rotary frequencies is \(rotaryBase)")
    }
  }

  static func contradiction(_ source: String, _ problem: String) -> LanguageModelError {
    LanguageModelError(
      "LMD015", .badData, "\(source): \(problem).", remedy: "Convert or download the model again.")
  }
}
