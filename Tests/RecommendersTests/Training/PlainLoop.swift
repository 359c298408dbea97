// SPDX-License-Identifier: Apache-2.0

import Compute
import Recommenders

/// Users who take items of their own half of the catalogue, each `perUser` draws.
func tastes(userCount: Int, itemCount: Int, perUser: Int) -> Interactions {
  var generator = SeededGenerator(seed: Seed(11))
  let half = itemCount / 2
  var pairs: [Interaction] = []
  for user in 0..<userCount {
    for _ in 0..<perUser {
      let item = generator.index(below: half) + (user % 2) * half
      pairs.append(Interaction(user: Int32(user), item: Int32(item)))
    }
  }
  return Interactions(
    users: identifiers("u", userCount), items: identifiers("i", itemCount), pairs: pairs)
}

/// The share of (observed, other) pairs of items that the model orders rightly, over all users.
func pairwiseAccuracy(_ model: MatrixFactorization, _ data: Interactions) -> Double {
  var right = 0
  var total = 0
  for user in 0..<data.users.count {
    let scores = (0..<data.items.count).map {
      TopItems.exactScore(model.userTable.row(user), model.itemTable.row($0))
    }
    for observed in data.items(of: user) {
      for other in 0..<data.items.count where !data.contains(user: user, item: Int32(other)) {
        total += 1
        if scores[Int(observed)] > scores[other] { right += 1 }
      }
    }
  }
  return Double(right) / Double(total)
}

/// The trainer's draws and steps one after another, in double precision.
struct PlainLoop {
  private let data: Interactions
  private let configuration: BPRConfiguration
  private var users: [[Double]]
  private var items: [[Double]]
  private(set) var rejectedCount = 0

  init(_ data: Interactions, _ configuration: BPRConfiguration, seed: Seed) {
    self.data = data
    self.configuration = configuration
    let initial = MatrixFactorization(
      users: data.users, items: data.items, factorCount: configuration.factorCount,
      scale: configuration.initialScale, seed: seed)
    users = (0..<data.users.count).map { initial.userTable.row($0).map(Double.init) }
    items = (0..<data.items.count).map { initial.itemTable.row($0).map(Double.init) }
  }

  /// Makes draws as the first unit of the trainer's first call does.
  mutating func run(draws: Int, seed: Seed) {
    let pairs = data.pairs
    var state = seed.derive("fast epochs from", 0).derive("unit", 0).value
    for _ in 0..<draws {
      state &+= Seed.golden
      let bits = Seed.mix(state)
      let pair = pairs[Int(((bits >> 32) &* UInt64(pairs.count)) >> 32)]
      let low = bits & 0xffff_ffff
      let other =
        configuration.negatives == .uniform
        ? Int((low &* UInt64(data.items.count)) >> 32)
        : Int(pairs[Int((low &* UInt64(pairs.count)) >> 32)].item)
      if data.contains(user: Int(pair.user), item: Int32(other)) {
        rejectedCount += 1
      } else {
        step(Int(pair.user), Int(pair.item), other)
      }
    }
  }

  private mutating func step(_ user: Int, _ liked: Int, _ other: Int) {
    let (u, p, n) = (users[user], items[liked], items[other])
    let difference = zip(u, zip(p, n)).reduce(0) { $0 + $1.0 * ($1.1.0 - $1.1.1) }
    let rate = configuration.learningRate
    let gain = rate / (1 + exponential(difference))
    let keep = 1 - rate * configuration.regularization
    let bias = configuration.factorCount
    for column in 0...bias {
      if column < bias { users[user][column] = keep * u[column] + gain * (p[column] - n[column]) }
      items[liked][column] = keep * p[column] + gain * u[column]
      items[other][column] = keep * n[column] - gain * u[column]
    }
  }

  /// e^x without a C library: a Taylor step of x / 2^20, squared 20 times.
  private func exponential(_ x: Double) -> Double {
    var power = 1 + x / 0x1p20 + x * x / 0x1p41
    for _ in 0..<20 { power *= power }
    return power
  }

  /// The largest absolute difference of any parameter.
  func largestDifference(from model: MatrixFactorization) -> Double {
    var largest = 0.0
    for (rows, table) in [(users, model.userTable), (items, model.itemTable)] {
      for (row, values) in rows.enumerated() {
        for (a, b) in zip(values, table.row(row)) { largest = max(largest, abs(a - Double(b))) }
      }
    }
    return largest
  }
}
