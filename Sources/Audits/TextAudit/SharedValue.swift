// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// A value that costs much to make, made when it is first wanted and by whoever wants it first.
final class SharedValue<Value: Sendable>: Sendable {
  private let made = Mutex<Value?>(nil)
  private let make: @Sendable () -> Value

  /// Says how the value is made; it is not made yet.
  init(_ make: @escaping @Sendable () -> Value) {
    self.make = make
  }

  /// The value; others wait while it is made.
  var value: Value {
    made.withLock { made in
      if let made { return made }
      let value = make()
      made = value
      return value
    }
  }
}
