// SPDX-License-Identifier: Apache-2.0

internal import Evidence

/// The kind of news a verdict or an outcome brings, which picks its colour and its symbol.
enum Tone: String {
  case good
  case bad
  case open
  case absent
}

extension Verdict {
  var tone: Tone {
    switch self {
    case .passed, .honoured: .good
    case .failed, .notHonoured: .bad
    case .inconclusive: .open
    }
  }

  /// The word a reader sees.
  var word: String {
    switch self {
    case .passed: "Passed"
    case .failed: "Failed"
    case .honoured: "Honoured"
    case .notHonoured: "Not honoured"
    case .inconclusive: "Inconclusive"
    }
  }

  /// What the word means, in one sentence.
  var meaning: String {
    switch self {
    case .passed: "Every condition that the policy requires was met."
    case .failed: "At least one condition that the policy requires was not met."
    case .honoured:
      "The erasure stood every test that the policy requires: the model behaves like the models it "
        + "was compared with, which stand for ones that never saw the erased data."
    case .notHonoured:
      "The tests found the erased data, or a difference from the models that stand for ones "
        + "without it."
    case .inconclusive: "The tests could not settle the question either way."
    }
  }
}
