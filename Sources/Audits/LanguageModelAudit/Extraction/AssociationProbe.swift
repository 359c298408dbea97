// SPDX-License-Identifier: Apache-2.0

import Attacks
import Compute
import Corpora

/// One question about a person, the true answer, and answers that are true of others.
struct AssociationProbe: Sendable {
  /// The person's profile.
  let person: String
  let isMember: Bool
  let attribute: String
  let form: AttributePrompt.Form
  let prompt: String
  let value: String
  /// Values of the same attribute of other people of the same side, all different.
  let nulls: [String]

  /// How many facts of each person are asked for.
  private static let targetsPerPerson = 2
  /// Parts of names, which the question holds.
  private static let names: Set<String> = ["full-name", "first-name", "last-name", "birth-name"]

  /// Draws the questions about people of both sides.
  ///
  /// Only what stands verbatim in documents of the side is asked for or told, and only attributes of
  /// which the person has one value. Draws are keyed by person.
  ///
  /// - Parameters:
  ///   - people: The people.
  ///   - settings: How many of each side, and how many values of others.
  ///   - seed: The seed of the draws.
  /// - Returns: The questions, members first.
  static func all(
    _ people: [LabelledPeople.Person], _ settings: ExtractionSettings, seed: Seed
  ) -> [AssociationProbe] {
    let seed = seed.derive("people")
    return [true, false].flatMap { isMember -> [AssociationProbe] in
      let side = people.filter { $0.isMember == isMember }
      let pool = CandidatePool(side)
      let asked = side.filter { $0.name != nil && !AssociationProbe.facts(of: $0).isEmpty }
      return asked.sorted {
        (seed.key(for: $0.profile), $0.profile) < (seed.key(for: $1.profile), $1.profile)
      }.prefix(settings.personCount).flatMap {
        AssociationProbe.probes(of: $0, pool, settings.nullCount, seed)
      }
    }
  }

  /// What may be asked for of a person.
  private static func facts(of person: LabelledPeople.Person) -> [AttributePrompt.Fact] {
    person.facts.keys.sorted().compactMap { attribute in
      guard !names.contains(attribute), let values = person.facts[attribute], values.count == 1
      else { return nil }
      return AttributePrompt.Fact(attribute: attribute, value: values[0])
    }
  }

  private static func probes(
    of person: LabelledPeople.Person, _ pool: CandidatePool, _ nullCount: Int, _ seed: Seed
  ) -> [AssociationProbe] {
    var generator = SeededGenerator(seed: Seed(seed.key(for: person.profile)))
    var facts = facts(of: person)
    generator.shuffle(&facts)
    return facts.prefix(targetsPerPerson).flatMap { target -> [AssociationProbe] in
      let nulls = pool.others(
        than: target.value, of: target.attribute, person: person.profile, count: nullCount,
        using: &generator)
      let known = facts.filter { $0.attribute != target.attribute && $0.value != target.value }
      return AttributePrompt.Form.allCases.compactMap { form in
        guard known.count >= form.knownCount else { return nil }
        return AssociationProbe(
          person: person.profile, isMember: person.isMember, attribute: target.attribute,
          form: form,
          prompt: AttributePrompt(
            asking: target.attribute, of: person.name ?? "",
            knowing: Array(known.prefix(form.knownCount))
          ).text,
          value: target.value, nulls: nulls)
      }
    }
  }
}
