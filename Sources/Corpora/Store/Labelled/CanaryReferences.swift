// SPDX-License-Identifier: Apache-2.0

public import Compute

extension LabelledCanary {
  /// Secrets that this canary could have held as well, none of them planted.
  ///
  /// Drawn uniformly from the format's space; for words, of which the corpus keeps no list, each of
  /// the four is drawn from the words at its place in controls' secrets. Exposure ranks the canary's
  /// own secret among them (Carlini, Liu, Erlingsson, Kos and Song, "The Secret Sharer", 2019,
  /// arXiv:1802.08232, section 4).
  ///
  /// - Parameters:
  ///   - count: How many.
  ///   - canaries: All canaries of the corpus; secrets of members are left out.
  ///   - seed: The seed of the draws, which are keyed by the canary's identifier.
  /// - Returns: `[count]` secrets, distinct from every planted one; fewer where too few words are
  ///   known.
  public func references(
    _ count: Int, among canaries: [LabelledCanary], seed: Seed
  ) -> [String] {
    let planted = Set(canaries.filter { $0.copies > 0 }.map(\.secret))
    let controls = canaries.filter { $0.copies == 0 && $0.format == format }.map(\.secret)
    var generator = SeededGenerator(seed: Seed(seed.derive("references").key(for: identifier)))
    guard format == .words else {
      return (0..<count).map { _ in
        var secret = drawn(using: &generator)
        while planted.contains(secret) { secret = drawn(using: &generator) }
        return secret
      }
    }
    let words = controls.map { $0.split(separator: " ") }.filter { $0.count == 4 }
    guard words.count > 1 else { return [] }
    return (0..<count).map { _ in
      var secret = recombined(words, using: &generator)
      while planted.contains(secret) { secret = recombined(words, using: &generator) }
      return secret
    }
  }

  private func drawn(using generator: inout SeededGenerator) -> String {
    var bytes = ByteBuffer()
    CanaryWriter.write(
      secret: generator.index(below: format.secretCount), of: format, words: [], into: &bytes)
    return bytes.string(0..<bytes.count)
  }

  private func recombined(
    _ words: [[Substring]], using generator: inout SeededGenerator
  ) -> String {
    (0..<4).map { String(words[generator.index(below: words.count)][$0]) }.joined(separator: " ")
  }
}
