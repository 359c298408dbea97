// SPDX-License-Identifier: Apache-2.0

extension CommunityPlan {
  /// Draws who is whose friend: 2 to 4 for each where there are enough, and all connected.
  ///
  /// A ring that passes through every seat makes it connected; chords are added to it. The ring steps
  /// over three seats or more, so that no friend is the own partner, parent or child, who sit next to
  /// each other. Below seven seats there is no such ring, and family may be friends.
  mutating func befriend(_ draws: inout DrawStream) {
    let count = seats.count
    friends.removeAll(keepingCapacity: true)
    friendCounts.removeAll(keepingCapacity: true)
    for _ in 0..<count {
      friendCounts.append(0)
      for _ in 0..<CommunityPlan.friendLimit { friends.append(0) }
    }
    if count < 2 { return }
    let step = CommunityPlan.ringStep(count, &draws)
    for seat in 0..<count { tie(seat, (seat + step) % count) }
    for _ in 0..<count / 2 {
      let (left, right) = (draws.below(count), draws.below(count))
      if left != right, !areFamily(left, right) { tie(left, right) }
    }
  }

  /// A step that reaches every seat, of three or more both ways round where there is one.
  private static func ringStep(_ count: Int, _ draws: inout DrawStream) -> Int {
    if count < 7 { return 1 }
    var step = 3 + draws.below(count - 5)
    while step > count - 3 || !areCoprime(step, count) { step = step >= count - 3 ? 3 : step + 1 }
    return step
  }

  private static func areCoprime(_ left: Int, _ right: Int) -> Bool {
    var (a, b) = (left, right)
    while b > 0 { (a, b) = (b, a % b) }
    return a == 1
  }

  /// Whether two are partners, or parent and child.
  private func areFamily(_ left: Int, _ right: Int) -> Bool {
    let (a, b) = (seats[left], seats[right])
    return a.household == b.household && a.householdKind != .shared
  }

  /// Makes two seats friends unless they are or one has enough.
  private mutating func tie(_ left: Int, _ right: Int) {
    let limit = CommunityPlan.friendLimit
    let (leftCount, rightCount) = (Int(friendCounts[left]), Int(friendCounts[right]))
    guard left != right, leftCount < limit, rightCount < limit else { return }
    for place in 0..<leftCount where Int(friends[left * limit + place]) == right { return }
    friends[left * limit + leftCount] = UInt8(right)
    friends[right * limit + rightCount] = UInt8(left)
    friendCounts[left] += 1
    friendCounts[right] += 1
  }
}
