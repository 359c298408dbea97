// SPDX-License-Identifier: Apache-2.0

import Attacks
import Evidence
import Recommenders

/// The account that the person concerned can read: what was asked, done, tested, and what it shows.
struct ErasureAccount {
  let audit: RecommenderAudit
  let probe: ErasureProbe
  let facts: [String: String]
  let judgement: ErasureJudgement

  var account: Account {
    Account(asked: asked, done: done, tested: tested, shows: shows, cannotShow: cannotShow)
  }

  private var request: ErasureRequest { audit.request }

  private var asked: String {
    var parts: [String] = []
    if !request.users.isEmpty {
      parts.append(
        request.users.count == 1
          ? "one person with everything they chose" : "\(request.users.count) people")
    }
    if !request.items.isEmpty {
      parts.append(request.items.count == 1 ? "one item" : "\(request.items.count) items")
    }
    if !request.interactions.isEmpty {
      parts.append(
        request.interactions.count == 1
          ? "one single choice" : "\(request.interactions.count) single choices")
    }
    // Through lists the attack may have no pair to compare, but the request has its pairs.
    let erased = facts["erased-train-interactions"] ?? String(probe.erasedCount)
    return "A recommender was asked to forget \(Self.list(parts)): \(erased) of the "
      + "\(audit.split.train.count) choices that it had learned from."
  }

  private var done: String {
    switch audit.job.door {
    case .judging:
      return "The model was changed by somebody else; this report judges what came out."
    case .erasing(.none):
      return "Nothing was done: the model was left as it was, to see what that looks like."
    case .erasing(.exact):
      return "The model was trained again from the beginning without them."
    case .erasing(.reverseBPR):
      return
        "What the model had learned from them was trained backwards, and the rest repaired, \(end). "
        + (request.users.isEmpty && request.items.isEmpty
          ? "" : "Then the rows that bore their names were removed.")
    }
  }

  /// How training backwards ended.
  private var end: String {
    switch facts["stop"] {
    case "parity":
      "until, on choices set aside for that purpose, they looked like choices it had never seen"
    case "limit": "until a limit was reached, with traces still to be seen"
    case "fixed": "as often as the operator asked"
    default: "as often as larger requests had shown to be enough"
    }
  }

  private var tested: String {
    let golds = facts["golds"] ?? "0"
    let lists = audit.judged?.served != nil
    let origin =
      isGoldGiven
      ? "that the auditor was given as trained without them; they were not trained for this report."
      : "that were trained without them from the start."
    return
      (lists
      ? "Only the lists that the service shows were looked at. They were compared with those of "
      : "The changed model was attacked as somebody would who wants to know whether these choices "
        + "were once in it. It was compared with ")
      + "\(golds) models \(origin)"
  }

  private var isGoldGiven: Bool { audit.judged?.golds.isEmpty == false }

  private var shows: String {
    let golds =
      isGoldGiven
      ? "the models that were given as never having seen the erased choices"
      : "models that never saw the erased choices"
    return switch judgement.verdict {
    case .honoured, .passed:
      "The changed model behaves like \(golds), as closely as the policy asks."
    case .notHonoured, .failed:
      "The changed model can be told from \(golds), or still holds what was to be erased."
    case .inconclusive:
      "The tests neither show that the choices were forgotten nor that they were not."
    }
  }

  private var cannotShow: String {
    var sentences = [
      "No test of one model can show that no copy, backup or log of the data exists elsewhere.",
      "Other attacks than those tried may see more.",
    ]
    if request.kinds.contains(where: audit.isSingle) {
      sentences.insert(
        "One person's history is too short for statistics alone to prove that it was forgotten; "
          + "what carries this report is that the rows are gone and that the rest of the model "
          + "lies where models lie that never knew them.", at: 0)
    }
    if isGoldGiven {
      sentences.insert(
        "Whether the models that it was compared with never saw the choices is the word of whoever "
          + "gave them.", at: 0)
    }
    if audit.judged?.served != nil {
      sentences.insert(
        "Lists hide what a model stores. Through them one can see single choices that are still "
          + "favoured, and erased items or people that are still served; whether the rest of the "
          + "model remembers them cannot be seen.", at: 0)
    }
    return sentences.joined(separator: " ")
  }

  private static func list(_ parts: [String]) -> String {
    guard let last = parts.last, parts.count > 1 else { return parts.first ?? "nothing" }
    return parts.dropLast().joined(separator: ", ") + " and " + last
  }
}
