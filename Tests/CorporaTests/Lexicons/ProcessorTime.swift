// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Processor time of the calling thread, which other programs on the machine do not lengthen.
enum ProcessorTime {
  /// Runs `body` and returns the seconds that its thread computed.
  static func seconds(_ body: () throws -> Void) rethrows -> Double {
    let start = now()
    try body()
    return now() - start
  }

  private static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
