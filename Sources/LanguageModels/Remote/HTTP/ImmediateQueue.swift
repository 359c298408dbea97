// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Does what it is given at once, on the thread of whoever gives it.
///
/// The network library of this platform reads on while what it reports waits in a queue, and every
/// report holds a part of the body. On its own thread, a report is done before the next part is read,
/// so that a server gets no further ahead than one part.
///
/// Unchecked, since `OperationQueue` is: nothing is stored here.
final class ImmediateQueue: OperationQueue, @unchecked Sendable {
  override func addOperation(_ block: @escaping @Sendable () -> Void) {
    block()
  }
}
