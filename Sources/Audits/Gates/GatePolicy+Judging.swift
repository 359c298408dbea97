// SPDX-License-Identifier: Apache-2.0

public import Evidence

extension GatePolicy {
  /// Judges a run; a pure function of policy and document.
  ///
  /// A rule that selects no measure fails, and so does one whose measure is missing, has no control,
  /// or has no interval where its worst end is judged. A gate that needs none of its rules still
  /// needs one of them to be decided: else it would pass whatever there is to know.
  ///
  /// - Parameter document: The finished run.
  /// - Returns: One criterion for the verdict and one for each measure that a rule selects, and
  ///   another where none of them is needed and none was decided.
  public func judge(_ document: AuditDocument) -> GateOutcome {
    var criteria = verdicts.map { [criterion(allowing: $0, document.verdict)] } ?? []
    for rule in rules {
      let selected = document.measures.filter(rule.selects)
      criteria += selected.isEmpty ? [rule.unmeasured] : selected.map(rule.criterion)
    }
    if !criteria.contains(where: { $0.required || $0.outcome == .met || $0.outcome == .violated }) {
      criteria.append(GatePolicy.undecided)
    }
    return GateOutcome(criteria: criteria)
  }

  private static let undecided = Criterion(
    name: "decided", question: "Could any rule of the gate be judged?", outcome: .missing,
    finding: "None could, so that there is nothing to pass.",
    remedy: "A run that measures what the rules name, or rules that name what was measured.")

  private func criterion(allowing verdicts: [Verdict], _ found: Verdict) -> Criterion {
    let isAllowed = verdicts.contains(found)
    let words = verdicts.map(\.rawValue).joined(separator: " or ")
    return Criterion(
      name: "verdict", question: "Is the run's verdict \(words)?",
      outcome: isAllowed ? .met : found == .inconclusive ? .inconclusive : .violated,
      finding: "The run's verdict is \(found.rawValue).",
      remedy: isAllowed ? "" : "A run whose verdict is \(words).")
  }
}

extension GatePolicy.Rule {
  fileprivate func selects(_ measure: Measurement) -> Bool {
    // A pooled number leaves the key out, or says `all`.
    measure.name == self.measure
      && group.allSatisfy { (measure.group[$0.key] ?? "all") == $0.value }
      && (!isPooled || measure.group.allSatisfy { group[$0.key] != nil || $0.value == "all" })
  }

  private func name(_ group: [String: String]) -> String {
    let words = group.keys.sorted().map { "\($0)=\(group[$0] ?? "")" }
    return words.isEmpty ? measure : "\(measure) (\(words.joined(separator: ", ")))"
  }

  private var question: String {
    let subject = judge == .value ? "the value" : "the whole interval"
    let least = atLeast.map { "at least \($0)" }
    let most = atMost.map { "at most \($0)" }
    return "Is \(subject) \([least, most].compactMap(\.self).joined(separator: " and "))?"
  }

  fileprivate var unmeasured: Criterion {
    Criterion(
      name: name(group), question: question, outcome: .missing, atLeast: atLeast, atMost: atMost,
      required: isRequired, finding: "The run measured no such thing.",
      remedy: "A run that measures it, or a rule that names what was measured.")
  }

  fileprivate func criterion(_ measure: Measurement) -> Criterion {
    let (outcome, finding) = outcome(of: measure)
    return Criterion(
      name: name(measure.group), question: question, outcome: outcome, value: measure.value,
      interval: measure.interval, level: measure.level, control: measure.control,
      atLeast: atLeast, atMost: atMost, required: isRequired, finding: finding,
      remedy: outcome == .met ? "" : GatePolicy.Rule.remedies[outcome] ?? "")
  }

  private func outcome(of measure: Measurement) -> (Criterion.Outcome, String) {
    guard let value = measure.value else { return (.missing, measure.reason ?? "It is missing.") }
    guard measure.control != nil else {
      return (.missing, "It has no control, so it cannot be told from chance.")
    }
    guard judge == .worstEnd else {
      return holds(value) ? (.met, "The value is in bounds.") : (.violated, "It is out of bounds.")
    }
    guard let interval = measure.interval else {
      return (.missing, "It has no interval, so its worst end is unknown.")
    }
    if holds(interval.lowerBound) && holds(interval.upperBound) {
      return (.met, "The whole interval is in bounds.")
    }
    let isOutside =
      interval.lowerBound > atMost ?? .infinity || interval.upperBound < atLeast ?? -.infinity
    return isOutside
      ? (.violated, "The whole interval is out of bounds.")
      : (.inconclusive, "The interval reaches beyond a bound.")
  }

  private func holds(_ value: Double) -> Bool {
    value >= atLeast ?? -.infinity && value <= atMost ?? .infinity
  }

  private static let remedies: [Criterion.Outcome: String] = [
    .violated: "A model that meets the bound.",
    .inconclusive: "More data, so that the interval narrows, or a model further from the bound.",
    .missing: "A run that measures it with control and interval.",
  ]
}
