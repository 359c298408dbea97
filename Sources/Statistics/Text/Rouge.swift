// SPDX-License-Identifier: Apache-2.0

/// How much of a reference text an output repeats, by the four usual measures of ROUGE.
///
/// Lin, "ROUGE: A Package for Automatic Evaluation of Summaries", 2004, ACL W04-1013, as
/// rouge-score 0.1.2 computes it: with a `latin` rule all values equal its.
public struct Rouge: Equatable, Sendable {
  /// What is compared.
  public enum Kind: String, CaseIterable, Sendable {
    /// Words.
    case unigrams = "rouge-1"
    /// Pairs of neighbouring words.
    case bigrams = "rouge-2"
    /// The longest common subsequence of all words, whatever the lines.
    case longestSubsequence = "rouge-l"
    /// The union, for each line of the reference, of its longest common subsequences with all lines
    /// of the output; no word counts more often than it stands in either text.
    case longestSubsequenceByLine = "rouge-lsum"
  }

  /// What a score says.
  public enum Part: String, CaseIterable, Sendable {
    /// The share of the output that is in the reference.
    case precision
    /// The share of the reference that is in the output.
    case recall
    /// The harmonic mean of both.
    case fMeasure = "f"
  }

  /// Matches over the counts on either side.
  public struct Score: Equatable, Sendable {
    /// The units that both texts share.
    public let hitCount: Int
    /// The units of the reference.
    public let referenceCount: Int
    /// The units of the output.
    public let outputCount: Int

    /// The share of the output that is in the reference, in 0...1; 0 for an empty output.
    public var precision: Double { Double(hitCount) / Double(max(outputCount, 1)) }
    /// The share of the reference that is in the output, in 0...1; 0 for an empty reference.
    public var recall: Double { Double(hitCount) / Double(max(referenceCount, 1)) }
    /// The harmonic mean of precision and recall, in 0...1: `2 P R / (P + R)`.
    public var fMeasure: Double {
      let (precision, recall) = (precision, recall)
      return hitCount == 0 ? 0 : 2 * precision * recall / (precision + recall)
    }

    /// Precision, recall or F.
    public subscript(part: Part) -> Double {
      switch part {
      case .precision: precision
      case .recall: recall
      case .fMeasure: fMeasure
      }
    }
  }

  private let scores: [Kind: Score]

  /// Compares an output with a reference.
  ///
  /// O(n + m) for words and pairs, O(n m / 64) for subsequences, with as many bits of memory.
  ///
  /// - Parameters:
  ///   - reference: The text that the output is held to; lines end with a line feed.
  ///   - output: The text to judge.
  ///   - rule: What counts as a word.
  public init(reference: String, output: String, rule: WordRule) {
    var numbering = WordNumbering(rule: rule)
    let references = numbering.lines(of: reference)
    let outputs = numbering.lines(of: output)
    let (all, theirs) = (references.flatMap { $0 }, outputs.flatMap { $0 })
    func score(_ hits: Int, shortening: Int = 0) -> Score {
      Score(
        hitCount: hits, referenceCount: max(all.count - shortening, 0),
        outputCount: max(theirs.count - shortening, 0))
    }
    let pairs = (Rouge.pairs(of: all), Rouge.pairs(of: theirs))
    scores = [
      .unigrams: score(Rouge.sharedCount(all, theirs)),
      .bigrams: score(Rouge.sharedCount(pairs.0, pairs.1), shortening: 1),
      .longestSubsequence: score(MatchTable(theirs).commonLength(with: all)),
      .longestSubsequenceByLine: score(Rouge.unionCount(references, outputs)),
    ]
  }

  /// The score of one kind.
  public subscript(kind: Kind) -> Score {
    scores[kind] ?? Score(hitCount: 0, referenceCount: 0, outputCount: 0)
  }

  private static func pairs(of words: [Int]) -> [UInt64] {
    zip(words, words.dropFirst()).map { UInt64($0) << 32 | UInt64($1) }
  }

  /// The size of the common multiset.
  private static func sharedCount<Unit: Hashable>(_ first: [Unit], _ second: [Unit]) -> Int {
    var left = counts(first)
    return second.count { take($0, from: &left) }
  }

  private static func counts<Unit: Hashable>(_ units: [Unit]) -> [Unit: Int] {
    var counts: [Unit: Int] = [:]
    for unit in units { counts[unit, default: 0] += 1 }
    return counts
  }

  /// Takes one unit where one is left, and says whether it did.
  private static func take<Unit: Hashable>(_ unit: Unit, from counts: inout [Unit: Int]) -> Bool {
    guard let count = counts[unit], count > 0 else { return false }
    counts[unit] = count - 1
    return true
  }

  /// The hits of the unions over lines, section 3.2 of the paper.
  private static func unionCount(_ references: [[Int]], _ outputs: [[Int]]) -> Int {
    let tables = outputs.map { MatchTable($0) }
    var left = counts(outputs.flatMap { $0 })
    var hits = 0
    for line in references {
      var places = Set<Int>()
      for table in tables { places.formUnion(table.commonPlaces(in: line)) }
      // A word of the union stands in the reference, so only the output's supply can run out.
      hits += places.sorted().count { take(line[$0], from: &left) }
    }
    return hits
  }
}

/// Gives equal words equal numbers.
private struct WordNumbering {
  let rule: WordRule
  private var numbers: [String: Int] = [:]

  init(rule: WordRule) { self.rule = rule }

  /// The words of each line that holds one.
  mutating func lines(of text: String) -> [[Int]] {
    text.unicodeScalars.split(separator: "\n").map { line in
      rule.words(of: String(line)).map { word in
        let number = numbers[word] ?? numbers.count
        numbers[word] = number
        return number
      }
    }
  }
}
