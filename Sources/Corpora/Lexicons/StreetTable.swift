// SPDX-License-Identifier: Apache-2.0

import Compute

/// Names of streets: a stem such as `Maple` and a type such as `Avenue`.
public struct StreetTable: Sendable {
  /// What stands first.
  public let stems: TextPool
  /// What stands last.
  public let types: TextPool
  /// Words before the number of a flat, such as `Apt`.
  public let units: TextPool

  init(_ parts: CategorizedPool) {
    stems = parts.pool(of: 0)
    types = parts.pool(of: 1)
    units = parts.pool(of: 2)
  }

  /// The categories of `streets.tsv`, in this order.
  static let parts = ["stem", "type", "unit"]

  /// How many different names there are.
  public var nameCount: Int { stems.count * types.count }

  /// Appends the street's name that a uniform word stands for, such as `Maple Avenue`.
  @inline(__always)
  public func write(_ word: UInt64, into buffer: inout ByteBuffer) {
    var stream = KeyedStream(key: word)
    stems.copy(stems.index(for: stream.next()), into: &buffer)
    buffer.append(UInt8(ascii: " "))
    types.copy(types.index(for: stream.next()), into: &buffer)
  }
}
