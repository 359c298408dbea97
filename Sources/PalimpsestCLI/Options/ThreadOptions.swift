// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Compute

/// Threads and instruction set of commands that draw nothing.
struct ThreadOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: "The largest number of threads; changes no result. (default: all cores)")
  var jobs: Int?

  @Option(help: "The kernel set; results are reproducible within one. (default: the widest here)")
  var kernels: KernelSet?

  func validate() throws {
    if let jobs, !(1...1024).contains(jobs) {
      throw ValidationError("--jobs is a number from 1 to 1024.")
    }
    if let kernels, !kernels.isSupported {
      throw ValidationError("This processor does not run the kernel set '\(kernels.rawValue)'.")
    }
  }

  /// The number of threads to use.
  var jobCount: Int { jobs ?? Machine.coreCount }

  /// The kernel set to use.
  var kernelSet: KernelSet { kernels ?? .best }
}
