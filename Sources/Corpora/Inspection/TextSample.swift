// SPDX-License-Identifier: Apache-2.0

internal import Compute
internal import Evidence

/// A sample of texts of one kind, drawn by their identifiers, and figures of all of them.
struct TextSample {
  /// How many texts the sample holds at most.
  static let limit = 1000
  /// How many words distinct n-grams are counted over, so that samples of one size are compared.
  static let wordLimit = 20_000

  private let seed: Seed
  private var kept: [(key: UInt64, text: String)] = []
  private var hashes: [UInt64] = []
  private(set) var lengths: [Int] = []

  init(seed: UInt64) {
    self.seed = Seed(seed).derive("inspection")
  }

  /// Takes a text; those with the lowest keys stay, in whatever order they come.
  mutating func add(_ id: String, _ text: String) {
    lengths.append(text.unicodeScalars.count)
    hashes.append(Seed.fingerprint(text))
    kept.append((seed.key(for: id), text))
    if kept.count >= 2 * TextSample.limit { cut() }
  }

  private mutating func cut() {
    kept.sort { $0.key < $1.key }
    kept.removeLast(max(0, kept.count - TextSample.limit))
  }

  /// Lengths, distinct n-grams, self-BLEU and duplicates as measurements.
  mutating func measures(_ group: [String: String]) -> [Measurement] {
    cut()
    var table = WordTable()
    let texts = kept.map { table.words(of: $0.text) }
    return lengthMeasures(group) + distinctMeasures(texts, group) + [
      TextSample.measure(
        "self-bleu-4", Diversity.selfBLEU(of: texts), n: texts.count, group,
        "mean over a sample, each text against the others"),
      TextSample.measure(
        "duplicate-rate", Diversity.duplicateRate(of: hashes), n: hashes.count, group,
        "texts equal to an earlier one"),
    ]
  }

  private func lengthMeasures(_ group: [String: String]) -> [Measurement] {
    let sorted = lengths.sorted()
    guard let longest = sorted.last else { return [] }
    let sum = sorted.reduce(0, +)
    func quantile(_ part: Int) -> Double { Double(sorted[(sorted.count - 1) * part / 100]) }
    return [
      ("characters-mean", Double(sum) / Double(sorted.count)), ("characters-median", quantile(50)),
      ("characters-p05", quantile(5)), ("characters-p95", quantile(95)),
      ("characters-most", Double(longest)),
    ].map { Measurement($0.0, $0.1, n: sorted.count, group: group) }
  }

  private func distinctMeasures(_ texts: [[Int32]], _ group: [String: String]) -> [Measurement] {
    var (some, left) = ([[Int32]](), TextSample.wordLimit)
    for text in texts where left > 0 {
      some.append(Array(text.prefix(left)))
      left -= text.count
    }
    return (1...3).map { order in
      let distinct = Diversity.distinct(order, of: some)
      return TextSample.measure(
        "distinct-\(order)", distinct?.share, n: distinct?.count ?? 0, group,
        "over the first \(TextSample.wordLimit) words of a sample")
    }
  }

  private static func measure(
    _ name: String, _ value: Double?, n: Int, _ group: [String: String], _ method: String
  ) -> Measurement {
    guard let value else {
      return Measurement(missing: name, reason: "there are too few texts", group: group)
    }
    return Measurement(name, value, n: n, group: group, method: method)
  }

  /// How many classes of length there are; the last one is open.
  private static let classCount = 48

  /// The share of texts by length: a point in the middle of each class.
  ///
  /// Classes grow by the fourth root of two, from one character on.
  func lengthSeries(_ group: [String: String]) -> Series {
    var counts = [Int](repeating: 0, count: TextSample.classCount)
    for length in lengths { counts[TextSample.lengthClass(length)] += 1 }
    let last = (counts.lastIndex { $0 > 0 } ?? 0) + 1
    let first = counts.firstIndex { $0 > 0 } ?? 0
    let places = max(0, first - 1)..<min(TextSample.classCount, last + 1)
    return Series(
      "text-length", group: group, xName: "characters", yName: "share of texts",
      x: places.map { TextSample.middle(of: $0) },
      y: places.map { Double(counts[$0]) / Double(max(1, lengths.count)) })
  }

  /// The largest class whose lower end, 2^(place / 4), is no more than the length.
  private static func lengthClass(_ length: Int) -> Int {
    let capped = UInt64(min(max(length, 1), 1 << 12))
    let fourth = capped * capped * capped * capped
    return min(classCount - 1, UInt64.bitWidth - 1 - fourth.leadingZeroBitCount)
  }

  private static func middle(of place: Int) -> Double {
    let roots = [1, 1.189_207_115_002_721, 1.414_213_562_373_095_1, 1.681_792_830_507_429]
    return Double(1 << (place / 4)) * roots[place % 4] * 1.090_507_732_665_257_7
  }
}
