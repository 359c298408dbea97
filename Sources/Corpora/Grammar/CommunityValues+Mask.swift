// SPDX-License-Identifier: Apache-2.0

extension CommunityValues {
  /// The attributes that a person has, one bit each.
  func attributeMask(seat: Int) -> UInt64 {
    var mask: UInt64 = 0
    for attribute in Attribute.allCases where !self[seat, attribute].isEmpty {
      mask |= 1 << UInt64(attribute.rawValue)
    }
    return mask
  }
}
