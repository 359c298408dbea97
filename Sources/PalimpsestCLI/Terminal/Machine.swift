// SPDX-License-Identifier: Apache-2.0

import Compute
import Foundation
import Glibc

/// Clocks and facts of this machine, which libraries take as arguments.
enum Machine {
  /// Seconds since 1970 UTC.
  static var now: Double { seconds(of: CLOCK_REALTIME) }

  /// The processor seconds that the calling thread has spent.
  static var threadSeconds: Double { seconds(of: CLOCK_THREAD_CPUTIME_ID) }

  /// The number of cores that may be used.
  static var coreCount: Int { max(1, ProcessInfo.processInfo.activeProcessorCount) }

  /// What a run records about the machine outside of its evidence.
  static func facts(jobs: Int) -> [String: String] {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return [
      "cores": String(coreCount),
      "jobs": String(jobs),
      "kernel-set-best": KernelSet.best.rawValue,
      "memory-bytes": String(ProcessInfo.processInfo.physicalMemory),
      "peak-memory-bytes": String(usage.ru_maxrss * 1024),
    ]
  }

  private static func seconds(of clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
