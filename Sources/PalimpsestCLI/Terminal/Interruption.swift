// SPDX-License-Identifier: Apache-2.0

import Glibc
import Synchronization

/// Ctrl-C, or a request to end, once finishes what is under way and keeps it; twice ends at once.
enum Interruption {
  private static let flag = Atomic<Bool>(false)

  /// Whether Ctrl-C was pressed, or the process was asked to end.
  static var isRequested: Bool { flag.load(ordering: .relaxed) }

  /// Begins to catch Ctrl-C and the signal that service managers and `kill` send.
  static func watch() {
    // Touched here, so that the handler never initializes it.
    flag.store(false, ordering: .relaxed)
    // Whoever started this process may have blocked the signals, as thread pools do.
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGINT, SIGTERM] {
      signal(number) { _ in
        Interruption.flag.store(true, ordering: .relaxed)
        signal(SIGINT, SIG_DFL)
        signal(SIGTERM, SIG_DFL)
      }
      sigaddset(&signals, number)
    }
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }
}
