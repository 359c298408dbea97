// SPDX-License-Identifier: Apache-2.0

public import Compute
public import Corpora

/// How each author's texts are divided into two accounts.
public enum LinkageDivision: String, CaseIterable, Sendable {
  /// Each thread lies on one side for everybody: no account shares a thread with any candidate, so the
  /// thread's topic points neither to the right account nor away from it. Authors whose threads all
  /// fall on one side are left out.
  case threadsOfAll = "threads-of-all"
  /// Each author's threads are dealt out apart: none lies on both of the author's sides, but a decoy may
  /// share a thread with the account that is asked about, which makes it likelier than it should be.
  case threadsOfAuthor = "threads-of-author"
  /// Texts are dealt out whatever their thread. Topics leak, so it is a control and no result.
  case texts

  /// Divides authors into accounts.
  ///
  /// A text without a thread is a thread by itself. Of an author's texts with the same words only the
  /// first is kept, since a copy on the other side would give the answer away. Sides are balanced by
  /// number of texts: threads come in an order drawn by key (for one author's, longer ones first), and
  /// each goes where it balances most. O(texts x log texts).
  ///
  /// - Parameters:
  ///   - authors: The authors, with unique identifiers.
  ///   - seed: The seed of the draws.
  /// - Returns: The pairs of accounts in the order of the authors, and what was left out.
  public func accounts(of authors: [TextAuthor], seed: Seed) -> DividedAuthors {
    let key = seed.derive("division")
    var repeatCount = 0
    let histories = authors.map { author -> ThreadHistory in
      let history = ThreadHistory(author, byText: self == .texts)
      repeatCount += author.texts.count - history.texts.count
      return history
    }
    let common = self == .threadsOfAll ? LinkageDivision.commonSides(histories, key) : [:]
    var pairs: [LinkedAccounts] = []
    for (author, history) in zip(authors, histories) {
      let sides = self == .threadsOfAll ? common : history.ownSides(key.derive(author.identifier))
      let sided = zip(history.texts, history.threads).map { ($0, sides[$1] ?? false) }
      let asked = sided.filter { !$0.1 }.map(\.0)
      let sought = sided.filter { $0.1 }.map(\.0)
      guard !asked.isEmpty, !sought.isEmpty else { continue }
      pairs.append(
        LinkedAccounts(
          author: author.identifier, asked: LinkageAccount(texts: asked),
          sought: LinkageAccount(texts: sought)))
    }
    return DividedAuthors(
      pairs: pairs, leftOutCount: authors.count - pairs.count, repeatCount: repeatCount)
  }

  /// The side of each thread that is the same for everybody: where it balances the authors most, each
  /// author's threads weighed by their share in what the author wrote.
  private static func commonSides(_ histories: [ThreadHistory], _ key: Seed)
    -> [ThreadHistory.Thread: Bool]
  {
    var writers: [ThreadHistory.Thread: [(author: Int, count: Int)]] = [:]
    for (author, history) in histories.enumerated() {
      for (thread, count) in history.counts { writers[thread, default: []].append((author, count)) }
    }
    var balances = [Int](repeating: 0, count: histories.count)
    var sides: [ThreadHistory.Thread: Bool] = [:]
    for thread in writers.keys.sorted(by: { $0.precedes($1, key) }) {
      // A dictionary gave the writers, one entry an author, in the authors' order.
      let present = writers[thread] ?? []
      var pull = 0.0
      for (author, count) in present {
        pull += Double(balances[author] * count) / Double(histories[author].texts.count)
      }
      let side = pull == 0 ? thread.key(key) & 1 == 1 : pull < 0
      sides[thread] = side
      for (author, count) in present { balances[author] += side ? count : -count }
    }
    return sides
  }
}

/// Authors as pairs of accounts, and how much was left out.
public struct DividedAuthors: Equatable, Sendable {
  /// The pairs, in the order of the authors.
  public let pairs: [LinkedAccounts]
  /// The number of authors who have too few threads for two sides.
  public let leftOutCount: Int
  /// The number of texts left out because the same author wrote the same words before.
  public let repeatCount: Int
}

/// One author's texts with the thread of each.
private struct ThreadHistory {
  /// A thread, or a text that is none's.
  struct Thread: Hashable {
    var name: String
    var isText: Bool

    /// Bits that the seed and the thread decide.
    func key(_ seed: Seed) -> UInt64 {
      (isText ? seed.derive("text") : seed).key(for: name)
    }

    /// Whether it comes earlier in the drawn order.
    func precedes(_ other: Thread, _ seed: Seed) -> Bool {
      (key(seed), name, isText ? 1 : 0) < (other.key(seed), other.name, other.isText ? 1 : 0)
    }
  }

  /// The texts without repeats.
  var texts: [AuthoredText] = []
  /// The thread of each.
  var threads: [Thread] = []
  /// The number of texts in each thread.
  var counts: [Thread: Int] = [:]

  init(_ author: TextAuthor, byText: Bool) {
    var seen: Set<String> = []
    for text in author.texts where seen.insert(text.text).inserted {
      let thread =
        byText || text.thread == nil
        ? Thread(name: text.identifier, isText: true)
        : Thread(name: text.thread ?? "", isText: false)
      texts.append(text)
      threads.append(thread)
      counts[thread, default: 0] += 1
    }
  }

  /// The side of each thread: longer ones first, each where fewer texts are.
  func ownSides(_ seed: Seed) -> [Thread: Bool] {
    let ordered = counts.keys.sorted { left, right in
      let (a, b) = (counts[left] ?? 0, counts[right] ?? 0)
      return a == b ? left.precedes(right, seed) : a > b
    }
    var balance = 0
    var sides: [Thread: Bool] = [:]
    for thread in ordered {
      let side = balance == 0 ? thread.key(seed) & 1 == 1 : balance < 0
      sides[thread] = side
      balance += (side ? 1 : -1) * (counts[thread] ?? 0)
    }
    return sides
  }
}
