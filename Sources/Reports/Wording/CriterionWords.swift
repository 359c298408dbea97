// SPDX-License-Identifier: Apache-2.0

internal import Evidence

extension Criterion.Outcome {
  var tone: Tone {
    switch self {
    case .met: .good
    case .violated: .bad
    case .inconclusive: .open
    case .missing: .absent
    }
  }

  /// The word a reader sees.
  var word: String {
    switch self {
    case .met: "Met"
    case .violated: "Not met"
    case .inconclusive: "Inconclusive"
    case .missing: "Missing"
    }
  }
}

extension Criterion {
  /// The range that the policy accepts, in words.
  var threshold: String {
    switch (atLeast, atMost) {
    case (let low?, let high?):
      "\(NumberText.decimal(low)) to \(NumberText.decimal(high))"
    case (let low?, nil): "at least \(NumberText.decimal(low))"
    case (nil, let high?): "at most \(NumberText.decimal(high))"
    case (nil, nil): ""
    }
  }
}
