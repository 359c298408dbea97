// SPDX-License-Identifier: Apache-2.0

import Compute
import Foundation
import Glibc

/// Clocks and facts of this machine, which libraries take as arguments.
enum Machine {
  /// Seconds since 1970 UTC.
  static var now: Double { seconds(of: CLOCK_REALTIME) }

  /// Seconds since this machine was started.
  static var seconds: Double { seconds(of: CLOCK_MONOTONIC) }

  /// The processor seconds that the calling thread has spent.
  static var threadSeconds: Double { seconds(of: CLOCK_THREAD_CPUTIME_ID) }

  /// The number of cores that may be used.
  static var coreCount: Int { max(1, ProcessInfo.processInfo.activeProcessorCount) }

  /// The most memory that this process has had, in bytes.
  static var peakByteCount: Int {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return Int(usage.ru_maxrss) * 1024
  }

  /// What a run records about the machine outside of its evidence.
  static func facts(jobs: Int) -> [String: String] {
    [
      "cores": String(coreCount),
      "jobs": String(jobs),
      "kernel-set-best": KernelSet.best.rawValue,
      "memory-bytes": String(ProcessInfo.processInfo.physicalMemory),
      "peak-memory-bytes": String(peakByteCount),
    ]
  }

  private static func seconds(of clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
