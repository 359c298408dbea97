// SPDX-License-Identifier: Apache-2.0

import Recommenders

extension RecommenderAudit {
  /// What the audit would do and on what, without any identifier: what `--plan` prints.
  public var planFacts: [String: String] {
    let train = request.partition(split.train)
    let passes = recipe.configuration.epochLimit
    let width = recipe.configuration.factorCount + 1
    let rows = split.train.users.count + split.train.items.count
    let trained = units.count { $0 != .erased } + (judged == nil ? 1 : 0)
    var facts = file.facts.merging(split.facts) { $1 }
    facts["units"] = units.map(\.id).joined(separator: " ")
    facts["trainings-at-most"] = String(trained)
    facts["steps-at-most"] = String(trained * passes * split.train.count)
    facts["model-bytes"] = String(rows * width * 4)
    facts["erased-users"] = String(request.users.count)
    facts["erased-items"] = String(request.items.count)
    facts["erased-train-interactions"] = String(split.train.count - train.retained.count)
    return facts
  }
}
