// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Compute

/// Where the numbers come from: seed, threads and instruction set.
struct ComputeOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: "The seed of every draw; same input, seed and version give the same bytes.")
  var seed: UInt64 = 1

  @OptionGroup var threads: ThreadOptions

  /// The number of threads to use.
  var jobCount: Int { threads.jobCount }

  /// The kernel set to use.
  var kernelSet: KernelSet { threads.kernelSet }
}
