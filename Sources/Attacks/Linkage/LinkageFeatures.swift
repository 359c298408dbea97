// SPDX-License-Identifier: Apache-2.0

import Compute

/// What is known of every candidate of every question, on one version of the texts.
///
/// Frequencies of pieces and the deviations of habits are taken over all accounts, as an adversary
/// holds them; who belongs to whom plays no part.
public struct LinkageFeatures: Sendable {
  /// One row a candidate, `[questions][candidates x features]`.
  let rows: [[Double]]
  /// Whether texts of any account have times.
  let hasTimes: Bool
  /// Whether every account has a name of its own.
  let hasNames: Bool
  /// Questions and candidates, for checking that two versions belong together.
  let candidates: [[Int]]

  /// Reads the accounts of all questions; O(text + questions x candidates x pieces).
  ///
  /// - Parameters:
  ///   - questions: The questions.
  ///   - jobs: The largest number of accounts and questions under way at once.
  public init(_ questions: LinkageQuestions, jobs: Int = 1) {
    let pairs = questions.pairs
    let accounts = pairs.map(\.asked) + pairs.map(\.sought)
    let profiles = parallelMap(count: accounts.count, jobs: jobs) { AccountProfile(accounts[$0]) }
    let spaces = parallelMap(count: AccountProfile.spaceCount, jobs: jobs) { space in
      GramSpace(profiles.map { $0.hashes[space] })
    }
    let table = AccountTable(profiles, spaces: spaces)
    rows = parallelMap(count: pairs.count, jobs: jobs) { question in
      table.row(question, questions.candidates[question].map { $0 + pairs.count })
    }
    hasTimes = profiles.contains { $0.times.isKnown }
    hasNames = accounts.allSatisfy { !($0.name ?? "").isEmpty }
    candidates = questions.candidates
  }

  /// Whether a score has anything to go by.
  public func supports(_ score: LinkageScore) -> Bool {
    switch score {
    case .timing: hasTimes
    case .names: hasNames
    case .style, .topic, .learned, .size: true
    }
  }
}

/// What is counted of one account.
private struct AccountProfile: Sendable {
  /// Runs of characters of each order, and words.
  static let spaceCount = AccountText.characterOrders.count + 1

  let hashes: [[UInt32]]
  let shape: WritingShape
  let times: WritingTimes
  let length: Double
  let size: Double
  let name: String?

  init(_ account: LinkageAccount) {
    let text = AccountText(account)
    let words = text.words()
    hashes =
      AccountText.characterOrders.map { text.characterHashes(order: $0) }
      + [AccountText.hashes(of: words)]
    shape = WritingShape(text, words: words)
    times = WritingTimes(account)
    length = SpecialFunctions.log(Double(1 + text.length))
    size = SpecialFunctions.log(Double(account.texts.count))
    name = account.name
  }
}

/// All accounts, side by side.
private struct AccountTable: Sendable {
  let profiles: [AccountProfile]
  let spaces: [GramSpace]
  let words: StandardizedColumns
  let marks: StandardizedColumns
  let habits: StandardizedColumns

  init(_ profiles: [AccountProfile], spaces: [GramSpace]) {
    self.profiles = profiles
    self.spaces = spaces
    words = StandardizedColumns(profiles.map(\.shape.wordShares))
    marks = StandardizedColumns(profiles.map(\.shape.markShares))
    habits = StandardizedColumns(profiles.map(\.shape.habits), limit: 3)
  }

  /// The features of some candidates, `[candidates x features]`.
  func row(_ asked: Int, _ candidates: [Int]) -> [Double] {
    let cosines = spaces.map { $0.cosines(asked, candidates) }
    var row: [Double] = []
    row.reserveCapacity(candidates.count * PairFeature.all.count)
    for (place, other) in candidates.enumerated() {
      let names = NameLikeness(profiles[asked].name, profiles[other].name)
      for feature in PairFeature.all {
        row.append(value(feature, asked, other, cosines.map { $0[place] }, names))
      }
    }
    return row
  }

  private func value(
    _ feature: PairFeature, _ asked: Int, _ other: Int, _ cosines: [Double], _ names: NameLikeness
  ) -> Double {
    switch feature {
    case .characters(let order): cosines[order - 1]
    case .words: cosines[AccountText.characterOrders.count]
    case .functionWords: words.cosine(asked, other)
    case .marks: marks.cosine(asked, other)
    case .shape: habits.cosine(asked, other)
    case .habit(let place): -abs(habits.rows[asked][place] - habits.rows[other][place])
    case .length: profiles[other].length
    case .hours: profiles[asked].times.hourLikeness(to: profiles[other].times)
    case .gaps: profiles[asked].times.gapLikeness(to: profiles[other].times)
    case .namePieces: names.pieces
    case .nameBeginning: names.beginning
    case .size: -abs(profiles[asked].size - profiles[other].size)
    }
  }
}
