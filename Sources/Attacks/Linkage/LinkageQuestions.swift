// SPDX-License-Identifier: Apache-2.0

public import Compute
public import Corpora

/// Questions which of several accounts belongs to the person behind another one.
///
/// The protocol of ban evasion: one true account among 49 decoys. Decoys are other people's sought
/// accounts. Niverthi, Verma and Kumar, "Characterizing, Detecting, and Predicting Online Ban Evasion",
/// 2022, arXiv 2202.05257, section 6.
public struct LinkageQuestions: Equatable, Sendable {
  /// How decoys are chosen.
  public enum Decoys: String, CaseIterable, Sendable {
    /// Those nearest in time to the true account, by the median time of an account's texts, where the
    /// texts have times; else drawn by key.
    case nearestInTime = "nearest-in-time"
    /// Those nearest to the true account in number of texts. Dividing a person's texts in two makes
    /// accounts of one size; these decoys have that size as well.
    case nearestInSize = "nearest-in-size"
  }

  /// The accounts, one pair a person.
  public let pairs: [LinkedAccounts]
  /// The candidates of each question as places in `pairs`, the true one first, `[pairs][candidates]`.
  public let candidates: [[Int]]
  /// The fold of each question; a score is learned from the other folds.
  public let folds: [Int]
  /// The number of folds.
  public let foldCount: Int

  /// Asks one question for each pair of accounts.
  ///
  /// - Parameters:
  ///   - pairs: At least three people's accounts.
  ///   - candidateCount: The candidates of a question, the true one included; fewer in small collections.
  ///   - decoys: How decoys are chosen.
  ///   - foldCount: The folds, at least 2; fewer where there are fewer people.
  ///   - seed: The seed of draws.
  /// - Throws: ATK001 for fewer than three people, ATK002 for a count below 2.
  public init(
    _ pairs: [LinkedAccounts], candidateCount: Int = 50, decoys: Decoys = .nearestInTime,
    foldCount: Int = 5, seed: Seed
  ) throws(AttacksError) {
    guard pairs.count >= 3 else {
      throw AttacksError(
        .emptyInput,
        "Only \(pairs.count) people have texts in two accounts; to link them takes at least 3.",
        remedy: "Give more people, or people who wrote in more threads.")
    }
    guard candidateCount >= 2, foldCount >= 2 else {
      throw AttacksError(
        .invalidParameter,
        "\(candidateCount) candidates and \(foldCount) folds ask nothing.",
        remedy: "Use at least 2 of each.")
    }
    self.pairs = pairs
    let places = pairs.map { decoys.place(of: $0.sought) }
    let count = min(candidateCount, pairs.count)
    candidates = pairs.indices.map { question in
      let key = seed.derive("decoys").derive(pairs[question].author)
      let order = pairs.indices.filter { $0 != question }
        .map { other -> (distance: Double, key: UInt64, other: Int) in
          var distance = Double.infinity
          if let mine = places[question], let its = places[other] { distance = abs(mine - its) }
          return (distance, key.key(for: pairs[other].author), other)
        }
        .sorted { $0 < $1 }
      return [question] + order.prefix(count - 1).map(\.other)
    }
    let folds = min(foldCount, pairs.count)
    self.foldCount = folds
    var order = Array(pairs.indices)
    let key = seed.derive("folds")
    order.sort {
      (key.key(for: pairs[$0].author), $0) < (key.key(for: pairs[$1].author), $1)
    }
    var assigned = [Int](repeating: 0, count: pairs.count)
    for (turn, pair) in order.enumerated() { assigned[pair] = turn % folds }
    self.folds = assigned
  }

  private init(_ questions: LinkageQuestions, pairs: [LinkedAccounts]) {
    self.pairs = pairs
    candidates = questions.candidates
    folds = questions.folds
    foldCount = questions.foldCount
  }

  /// The same questions about another version of the texts, such as anonymized ones.
  ///
  /// - Parameter authors: The authors of the other version; texts are told by their identifiers.
  /// - Returns: The questions, and the number of texts that the other version does not have; they count
  ///   as empty.
  public func asked(of authors: [TextAuthor]) -> (questions: LinkageQuestions, missingCount: Int) {
    var texts: [String: String] = [:]
    for author in authors {
      for text in author.texts { texts[text.identifier] = text.text }
    }
    var missingCount = 0
    func other(_ account: LinkageAccount) -> LinkageAccount {
      LinkageAccount(
        name: account.name,
        texts: account.texts.map { text in
          if texts[text.identifier] == nil { missingCount += 1 }
          return text.with(text: texts[text.identifier] ?? "")
        })
    }
    let changed = pairs.map {
      LinkedAccounts(author: $0.author, asked: other($0.asked), sought: other($0.sought))
    }
    return (LinkageQuestions(self, pairs: changed), missingCount)
  }
}

extension LinkageQuestions.Decoys {
  /// Where an account lies among others; nil where that is unknown.
  func place(of account: LinkageAccount) -> Double? {
    switch self {
    case .nearestInSize: return Double(account.texts.count)
    case .nearestInTime:
      let times = account.texts.compactMap(\.time).sorted()
      return times.isEmpty ? nil : times[times.count / 2]
    }
  }
}
