// SPDX-License-Identifier: Apache-2.0

import Attacks
import Evidence

/// What adversaries that were trained here told, by author; turns of one adversary share a cell.
struct TrainedCells {
  /// Which texts were read.
  enum Side: Hashable {
    /// The texts as they would be handed on.
    case released
    /// The texts before a defence.
    case before
    /// None: the baselines.
    case baselines
    /// So many of each author.
    case few(Int)
  }

  private struct Key: Hashable {
    let side: Side
    let author: Int
    let target: InferenceTarget
    let adversary: String
  }

  private var cells: [Side: [InferenceCell]] = [:]
  private var places: [Key: Int] = [:]

  /// The cells of one side; empty where nothing was read of it.
  subscript(side: Side) -> [InferenceCell] { cells[side] ?? [] }

  /// Adds a turn's readings, `[authors]`.
  mutating func add(
    _ readings: [ClassReading?], _ target: InferenceTarget, _ adversary: String, to side: Side
  ) {
    for (author, reading) in readings.enumerated() {
      guard let reading else { continue }
      let key = Key(side: side, author: author, target: target, adversary: adversary)
      if let place = places[key] {
        cells[side]?[place].add(reading)
      } else {
        places[key] = self[side].count
        cells[side, default: []].append(InferenceCell(author, target, adversary, reading))
      }
    }
  }

  /// Accuracy by number of texts read, all attributes together; the last point has all texts.
  func curves(whole: [InferenceCell]) -> [Series] {
    let counts = cells.keys.compactMap { side in
      if case .few(let count) = side { count } else { nil }
    }.sorted()
    guard !counts.isEmpty else { return [] }
    var names: [String] = []
    for cell in whole where !names.contains(cell.adversary) { names.append(cell.adversary) }
    return names.map { name in
      let share = { (cells: [InferenceCell]) in
        let told = cells.filter { $0.adversary == name && $0.target.isPooled }.flatMap(\.isFirst)
        return Double(told.count { $0 }) / Double(max(told.count, 1))
      }
      // All texts stand one step further than the most that were drawn.
      let points = counts.map { (Double($0), share(self[.few($0)])) }
      let last = (Double(2 * (counts.last ?? 1)), share(whole))
      return Series(
        "learning-curve", group: ["of": name], xName: "texts read of an author (last: all)",
        yName: "share told right", x: (points + [last]).map(\.0), y: (points + [last]).map(\.1))
    }
  }
}

extension InferenceCell {
  fileprivate init(
    _ author: Int, _ target: InferenceTarget, _ adversary: String, _ reading: ClassReading
  ) {
    self.init(
      author: author, target: target, adversary: adversary, isFirst: [], isAmongThree: [],
      confidences: [])
    add(reading)
  }

  fileprivate mutating func add(_ reading: ClassReading) {
    isFirst.append(reading.rank == 1)
    isAmongThree.append(reading.rank <= 3)
    confidences.append(reading.confidence)
  }
}
