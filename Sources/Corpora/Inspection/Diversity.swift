// SPDX-License-Identifier: Apache-2.0

/// How varied texts are: distinct n-grams, self-BLEU and duplicates.
public enum Diversity {
  /// The share of distinct n-grams among all n-grams of some texts.
  ///
  /// Li et al., "A Diversity-Promoting Objective Function for Neural Conversation Models", 2016,
  /// arXiv:1510.03055. n-grams do not cross texts. The share falls as texts are added, so that only
  /// samples of about the same number of tokens can be compared. Time and memory are linear.
  ///
  /// - Parameters:
  ///   - order: n, from 1 to 4.
  ///   - texts: Texts as numbers of words.
  /// - Returns: The share, and the number of n-grams; nil where there is none.
  public static func distinct(_ order: Int, of texts: [[Int32]]) -> (share: Double, count: Int)? {
    var seen: Set<WordGram> = []
    var count = 0
    for text in texts {
      WordGram.forEach(order, in: text) { gram in
        seen.insert(gram)
        count += 1
      }
    }
    return count == 0 ? nil : (Double(seen.count) / Double(count), count)
  }

  /// Added to a precision's numerator where no n-gram of that order occurs elsewhere.
  static let smoothing = 0.1

  /// The mean BLEU-4 of each text against all others as its references.
  ///
  /// Zhu et al., "Texygen", 2018, arXiv:1802.01886, with BLEU after Papineni et al., 2002,
  /// doi:10.3115/1073083.1073135: clipped precisions of orders 1 to 4 with weights 1/4 and the brevity
  /// penalty by the reference closest in length, the shorter of two. A precision whose numerator is
  /// zero has 0.1 instead (Chen and Cherry, 2014, method 1, doi:10.3115/v1/W14-3346); a text without
  /// any word of the others counts zero, and an order with no n-gram has the denominator one.
  /// Time and memory are linear in the number of tokens, but for sorting the lengths.
  ///
  /// - Parameter texts: Texts as numbers of words.
  /// - Returns: The mean, in 0...1; nil for fewer than two texts.
  public static func selfBLEU(of texts: [[Int32]]) -> Double? {
    guard texts.count > 1 else { return nil }
    let tables = (1...4).map { GramTable($0, of: texts) }
    let lengths = texts.map(\.count).sorted()
    var sum = 0.0
    for (number, text) in texts.enumerated() {
      sum += bleu(text, number, tables, lengths)
    }
    return sum / Double(texts.count)
  }

  private static func bleu(_ text: [Int32], _ number: Int, _ tables: [GramTable], _ lengths: [Int])
    -> Double
  {
    var logarithms = 0.0
    for (place, table) in tables.enumerated() {
      let (matches, all) = table.clipped(text, number)
      if place == 0 && matches == 0 { return 0 }
      let numerator = matches == 0 ? smoothing : Double(matches)
      logarithms += ReproducibleMath.logarithm(numerator / Double(max(1, all))) / 4
    }
    let reference = closestLength(to: text.count, in: lengths)
    let penalty = text.count > reference ? 0 : 1 - Double(reference) / Double(max(1, text.count))
    return ReproducibleMath.exponential(logarithms + max(penalty, -500))
  }

  /// The length closest to one of the lengths among the others; of two the shorter.
  private static func closestLength(to length: Int, in sorted: [Int]) -> Int {
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] < length { low = middle + 1 } else { high = middle }
    }
    // `sorted[low]` is the text's own length; another of the same length is closest of all.
    if low + 1 < sorted.count && sorted[low + 1] == length { return length }
    let above = low + 1 < sorted.count ? sorted[low + 1] : nil
    let below = low > 0 ? sorted[low - 1] : nil
    guard let below else { return above ?? length }
    guard let above else { return below }
    return length - below <= above - length ? below : above
  }

  /// The share of texts that equal one that came before.
  ///
  /// - Parameter texts: Texts, or hashes of them.
  /// - Returns: The share, in 0...1; nil where there is no text.
  public static func duplicateRate(of texts: [some Hashable]) -> Double? {
    texts.isEmpty ? nil : Double(texts.count - Set(texts).count) / Double(texts.count)
  }
}

/// Up to four words in a row, as numbers.
struct WordGram: Hashable {
  private let first: UInt64
  private let second: UInt64

  private init(_ words: ArraySlice<Int32>) {
    var (high, low): (UInt64, UInt64) = (0, 0)
    for word in words {
      high = high << 32 | low >> 32
      low = low << 32 | UInt64(UInt32(bitPattern: word)) + 1
    }
    first = high
    second = low
  }

  /// Calls `body` with every n-gram of a text.
  static func forEach(_ order: Int, in text: [Int32], _ body: (WordGram) -> Void) {
    precondition((1...4).contains(order), "an order from 1 to 4")
    guard text.count >= order else { return }
    for start in 0...text.count - order { body(WordGram(text[start..<start + order])) }
  }
}

/// For each n-gram the largest two counts in one text, and whose the largest is.
private struct GramTable {
  private struct Entry {
    var most = 0
    var owner = -1
    var next = 0
  }

  private let order: Int
  private var entries: [WordGram: Entry] = [:]

  init(_ order: Int, of texts: [[Int32]]) {
    self.order = order
    for (number, text) in texts.enumerated() {
      for (gram, count) in GramTable.counts(order, text) {
        var entry = entries[gram] ?? Entry()
        if count > entry.most {
          entry = Entry(most: count, owner: number, next: entry.most)
        } else {
          entry.next = max(entry.next, count)
        }
        entries[gram] = entry
      }
    }
  }

  private static func counts(_ order: Int, _ text: [Int32]) -> [WordGram: Int] {
    var counts: [WordGram: Int] = [:]
    WordGram.forEach(order, in: text) { counts[$0, default: 0] += 1 }
    return counts
  }

  /// How many n-grams of a text occur in another one, each at most as often as in any of them.
  func clipped(_ text: [Int32], _ number: Int) -> (matches: Int, all: Int) {
    var matches = 0
    for (gram, count) in GramTable.counts(order, text) {
      guard let entry = entries[gram] else { continue }
      matches += min(count, entry.owner == number ? entry.next : entry.most)
    }
    return (matches, max(0, text.count - order + 1))
  }
}
