// SPDX-License-Identifier: Apache-2.0

import Compute
import Corpora
import Evidence
import Learners

/// Whether members and non-members come from one distribution.
///
/// A classifier that sees no model tries to tell them apart by words and lengths.
struct SameDistributionGuard {
  /// The area that a classifier without a model reaches, `distribution-auc`.
  let measure: Measurement
  /// Why membership cannot be measured with these texts; nil where nothing speaks against it.
  let refusal: String?

  private static let name = "distribution-auc"

  /// Learns to tell both sides apart by words and lengths.
  ///
  /// The policy's bound of the area, or .5 where it sets none, is what the interval may not lie above.
  init(_ texts: AuditedTexts, _ policy: GatePolicy, seed: UInt64) {
    let (members, others) = SameDistributionGuard.sides(texts)
    var settings = TextContrast.Settings()
    let bound = policy.rules.first { $0.measure == SameDistributionGuard.name }?.atMost
    settings.limit = bound ?? settings.limit
    do throws(LearnersError) {
      let contrast = try TextContrast(
        members: members, nonMembers: others, settings: settings,
        seed: Seed(seed).derive("distribution"))
      measure = Measurement(
        SameDistributionGuard.name, contrast.area, group: [:], control: 0.5, seed: seed)
      refusal = contrast.refusal.map {
        "members and non-members are texts of different kinds: \($0.message)"
      }
    } catch {
      measure = Measurement(
        missing: SameDistributionGuard.name, reason: error.message, group: [:])
      refusal = "whether both sides are of one kind could not be tested: \(error.message)"
    }
  }

  /// The texts of both sides; a person's and their twin's belong together.
  private static func sides(_ texts: AuditedTexts) -> ([GroupedText], [GroupedText]) {
    guard texts.pairs.isEmpty else {
      var people: [String: Int] = [:]
      let groups = texts.pairs.map { pair in
        let group = people[pair.member.profile] ?? people.count
        people[pair.member.profile] = group
        return group
      }
      return (
        zip(texts.pairs, groups).map { GroupedText($0.member.text, group: $1) },
        zip(texts.pairs, groups).map { GroupedText($0.twin.text, group: $1) }
      )
    }
    let grouped = { (entries: [TextInput.Entry], start: Int) in
      entries.enumerated().map { GroupedText($0.element.text, group: start + $0.offset) }
    }
    return (grouped(texts.members, 0), grouped(texts.nonmembers, texts.members.count))
  }
}
