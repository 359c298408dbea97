// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// How many threads a command may use.
struct JobsOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: "The largest number of threads; changes no result. (default: all cores)")
  var jobs: Int?

  func validate() throws {
    if let jobs, !(1...1024).contains(jobs) {
      throw ValidationError("--jobs is a number from 1 to 1024.")
    }
  }

  /// The number of threads to use.
  var count: Int { jobs ?? Machine.coreCount }
}
