// SPDX-License-Identifier: Apache-2.0

import Attacks
import Audits
import Compute
import Evidence
import Foundation
import Recommenders
import Statistics

/// Verdicts on dishonest and honest erasures: 150 requests of 5 % a kind of answer, three Golds each.
///
/// Twenty-five models, each asked to forget interactions twice and users and items three times: 50 of
/// every kind of request, and 75 of users and items where an answer makes sense for these alone. One
/// judge holds the weights of a model from elsewhere, before and after, another its top-20 lists alone.
/// Standard error gets every verdict with the conditions that it rests on, one a line.
enum ErasureVerdictBench {
  private static let goldCount = 3

  static func run(_ surroundings: Surroundings) throws {
    let data = try ErasureData.load()
    let seeds = surroundings.seeds ?? 1...25
    let policy = try ErasurePolicy(contentsOf: policyPath)
    print(
      "Verdicts: \(data.name), 5 % each, seeds \(seeds.lowerBound)-\(seeds.upperBound),"
        + " \(goldCount) Golds each; Clopper-Pearson 95 % intervals\n")
    let found = try parallelMap(count: seeds.count, jobs: surroundings.jobs) { index in
      let bed = try ErasureBed(data.interactions, seed: seeds.lowerBound + UInt64(index))
      return try plan.flatMap { kind, turn in try self.verdicts(bed, kind, turn, policy) }
    }.flatMap { $0 }
    for door in Door.allCases {
      print("judged by \(door.rawValue)\n")
      report(found.filter { $0.door == door })
    }
  }

  /// Which requests a model gets: a kind, and a running number within it.
  private static var plan: [(ErasureRequest.Kind, Int)] {
    [(.interactions, 2), (.users, 3), (.items, 3)].flatMap { kind, count in
      (0..<count).map { (kind, $0) }
    }
  }

  static var policyPath: String {
    (0..<5).reduce(URL(fileURLWithPath: #filePath)) { url, _ in url.deletingLastPathComponent() }
      .appendingPathComponent("Policies/gates/erasure-recommender.yaml").path
  }

  private static func verdicts(
    _ bed: ErasureBed, _ kind: ErasureRequest.Kind, _ turn: Int, _ policy: ErasurePolicy
  ) throws -> [Verdicted] {
    let request = try bed.request(kind, index: turn)
    let golds = try (1...goldCount).map { try bed.gold(request, $0).model }
    var judge = Judge(bed: bed, request: request, golds: golds, policy: policy)
    return try Answer.allCases.filter { $0.isGiven(to: kind, turn: turn) }.flatMap { answer in
      let model = try answer.model(bed, request)
      let lists = answer.lists(of: model, bed, request)
      return [
        (Door.weights, judge.judge(model: model)),
        (.lists, judge.judge(lists: lists, isFiltered: answer == .filter)),
      ].map { door, judgement in
        let line = [
          "\(bed.seed)", kind.rawValue, "\(turn)", answer.rawValue, door.rawValue, judgement.line,
        ]
        FileHandle.standardError.write(Data((line.joined(separator: "\t") + "\n").utf8))
        return Verdicted(
          answer: answer, door: door, kind: kind, verdict: judgement.verdict,
          open: judgement.criteria.filter { $0.required && $0.outcome != .met }.map(\.name))
      }
    }
  }

  private static func report(_ found: [Verdicted]) {
    var table = ErasureTable(
      "answer", "requests", "n", "honoured", "not-honoured", "inconclusive",
      "share honoured", "share not-honoured", "conditions not met")
    for answer in Answer.allCases {
      let own = found.filter { $0.answer == answer }
      for kind in [nil] + ErasureRequest.Kind.allCases.map(Optional.some) {
        let some = own.filter { kind == nil || $0.kind == kind }
        guard !some.isEmpty else { continue }
        table.add(row(answer, kind, some))
      }
    }
    table.show()
  }

  private static func row(
    _ answer: Answer, _ kind: ErasureRequest.Kind?, _ some: [Verdicted]
  ) -> [String] {
    func count(_ verdict: Verdict) -> Int { some.count { $0.verdict == verdict } }
    func share(_ verdict: Verdict) -> String {
      guard let share = try? Proportion(successes: count(verdict), trials: some.count) else {
        return "-"
      }
      let interval = share.clopperPearsonInterval()
      return String(
        format: "%.1f %% [%.1f, %.1f]", share.value * 100, interval.lowerBound * 100,
        interval.upperBound * 100)
    }
    var reasons: [String: Int] = [:]
    for name in some.flatMap(\.open) { reasons[name, default: 0] += 1 }
    let reasonText = reasons.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    return [
      kind == nil ? answer.rawValue : "", kind?.rawValue ?? "all", "\(some.count)",
      "\(count(.honoured))", "\(count(.notHonoured))", "\(count(.inconclusive))",
      share(.honoured), share(.notHonoured), reasonText,
    ]
  }
}

extension ErasureJudgement {
  /// The verdict and every condition that it needs, with value and interval, in one line.
  var line: String {
    let conditions = criteria.filter(\.required).map { criterion in
      let interval = criterion.interval.map { " [\($0.lowerBound), \($0.upperBound)]" } ?? ""
      let value = criterion.value.map { " \($0)" } ?? ""
      return "\(criterion.name) \(criterion.outcome.rawValue)\(value)\(interval)"
    }
    return ([verdict.rawValue] + conditions).joined(separator: "\t")
  }
}

/// What a judge has at hand.
private enum Door: String, CaseIterable {
  case weights
  case lists = "served top-20 lists"
}

/// One verdict, and what it was on.
private struct Verdicted {
  let answer: Answer
  let door: Door
  let kind: ErasureRequest.Kind
  let verdict: Verdict
  let open: [String]
}

/// Compares answers to one request with the same Golds.
private struct Judge {
  private let bed: ErasureBed
  private let request: ErasureRequest
  private let policy: ErasurePolicy
  private let golds: [MatrixFactorization]
  private let probe: ErasureProbe
  private let readings: [ModelReading]
  private let original: ModelReading
  /// Golds read through lists, by who has a list and whether a filter hides what was erased.
  private var listed: [[String]: [ModelReading]] = [:]

  init(
    bed: ErasureBed, request: ErasureRequest, golds: [MatrixFactorization], policy: ErasurePolicy
  ) {
    let probe = bed.probe(request)
    (self.bed, self.request, self.golds, self.policy) = (bed, request, golds, policy)
    self.probe = probe
    readings = golds.map { probe.read($0, before: bed.original, kernels: .best) }
    original = probe.read(bed.original, kernels: .best)
  }

  /// Judges a model from elsewhere, with the model before at hand.
  func judge(model: MatrixFactorization) -> ErasureJudgement {
    judge(
      ErasureReadings(
        original: original,
        unlearned: probe.read(model, before: bed.original, kernels: .best), golds: readings),
      .foreign(request))
  }

  /// Judges served lists alone.
  mutating func judge(lists: [ServedList], isFiltered: Bool) -> ErasureJudgement {
    let probe = bed.probe(request, served: lists)
    let key = ["\(isFiltered)"] + lists.map(\.user)
    let readings = listed[key] ?? golds.map { probe.read($0, kernels: .best) }
    listed[key] = readings
    return judge(
      ErasureReadings(original: nil, unlearned: probe.read(lists: lists), golds: readings),
      .foreign(request, isListsOnly: true))
  }

  private func judge(
    _ readings: ErasureReadings, _ circumstances: ErasureJudgement.Circumstances
  ) -> ErasureJudgement {
    ErasureJudgement(
      readings, under: policy, circumstances, seed: Seed(bed.seed).derive("bootstrap"))
  }
}
