// SPDX-License-Identifier: Apache-2.0

import LanguageModels

extension LanguageModelAudit {
  /// How long the audit will take and how much memory, from two passes over one of its texts.
  ///
  /// Nothing is recorded, and an endpoint is not asked: its time is not known.
  ///
  /// - Parameters:
  ///   - jobs: The units under way at once.
  ///   - clock: Seconds since some moment.
  ///   - peakBytes: The most memory of this process so far, in bytes; nil where it is not known.
  /// - Returns: Facts for `--plan`.
  /// - Throws: What asking the model throws.
  package func estimate(
    jobs: Int, clock: () -> Double, peakBytes: () -> Int?
  ) async throws(AuditError) -> [String: String] {
    guard !job.isAddress else {
      return ["seconds-about": "not known: an endpoint is asked only by the run itself"]
    }
    let all = texts.bothSides.flatMap(\.self)
    guard let sample = all.max(by: { ($0.utf8.count, $0) < ($1.utf8.count, $1) }) else {
      return [:]
    }
    var seconds = Double.infinity
    do throws(LanguageModelError) {
      var tokens = try await subject.model.tokenize(sample)
      if let most = subject.model.contextLength { tokens = Array(tokens.prefix(most)) }
      guard tokens.count > 1 else { return [:] }
      // The first pass brings the weights into memory.
      for _ in 0..<2 {
        let start = clock()
        _ = try await subject.model.score(tokens, detail: .chosen)
        seconds = min(seconds, clock() - start)
      }
    } catch {
      throw AuditError(error)
    }
    // The longest text stands for all of its bytes; values and secrets come with shorter prompts.
    let mean = Double(all.reduce(0) { $0 + $1.utf8.count }) / Double(all.count)
    let share = mean / Double(max(sample.utf8.count, 1))
    let estimate = seconds * share * Double(passCount) / Double(max(jobs, 1))
    var facts = ["seconds-about": String(Int(estimate.rounded(.up)))]
    if let shadows { facts["trainings"] = "\(shadows.unitCount), not in the seconds" }
    facts["memory-about"] = peakBytes().map { "\(($0 + 999_999) / 1_000_000) MB" }
    return facts
  }
}
