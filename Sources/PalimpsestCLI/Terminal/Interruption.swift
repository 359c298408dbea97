// SPDX-License-Identifier: Apache-2.0

import Glibc
import Synchronization

/// Ctrl-C once finishes what is under way and keeps it; twice ends the process at once.
enum Interruption {
  private static let flag = Atomic<Bool>(false)

  /// Whether Ctrl-C was pressed.
  static var isRequested: Bool { flag.load(ordering: .relaxed) }

  /// Begins to catch Ctrl-C.
  static func watch() {
    // Touched here, so that the handler never initializes it.
    flag.store(false, ordering: .relaxed)
    signal(SIGINT) { _ in
      Interruption.flag.store(true, ordering: .relaxed)
      signal(SIGINT, SIG_DFL)
    }
    // Whoever started this process may have blocked the signal, as thread pools do.
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGINT)
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }
}
