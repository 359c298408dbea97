// SPDX-License-Identifier: Apache-2.0

import Evidence

/// Lets those who ask the same go one after the other, and those who ask other things at once.
actor QuestionTurns {
  private var waiting: [Digest: [CheckedContinuation<Void, Never>]] = [:]

  /// Waits until nobody else asks this; whoever begins must end.
  func begin(_ question: Digest) async {
    guard waiting[question] != nil else {
      waiting[question] = []
      return
    }
    await withCheckedContinuation { waiting[question]?.append($0) }
  }

  /// Lets the next one ask.
  func end(_ question: Digest) {
    guard waiting[question]?.isEmpty == false else {
      waiting[question] = nil
      return
    }
    waiting[question]?.removeFirst().resume()
  }
}
