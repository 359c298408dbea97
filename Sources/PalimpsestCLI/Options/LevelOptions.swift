// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Evidence
import Statistics

/// The confidence level of an interval.
struct LevelOptions: ParsableArguments {
  @Option(parsing: .unconditional, help: "The confidence level of the interval.")
  var level = 0.95

  func validate() throws {
    if !(level > 0 && level < 1) {
      throw ValidationError("--level is a number above 0 and below 1.")
    }
  }
}
