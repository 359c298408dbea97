// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Compute

/// Threads and instruction set of commands that draw nothing.
struct ThreadOptions: ParsableArguments {
  @OptionGroup var threads: JobsOptions

  @Option(help: "The kernel set; results are reproducible within one. (default: the widest here)")
  var kernels: KernelSet?

  func validate() throws {
    if let kernels, !kernels.isSupported {
      throw ValidationError("This processor does not run the kernel set '\(kernels.rawValue)'.")
    }
  }

  /// The number of threads to use.
  var jobCount: Int { threads.count }

  /// The kernel set to use.
  var kernelSet: KernelSet { kernels ?? .best }
}
