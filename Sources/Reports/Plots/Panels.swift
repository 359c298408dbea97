// SPDX-License-Identifier: Apache-2.0

internal import Evidence

/// Series sorted into panels: what differs in one key shares a panel, the rest names it.
struct Panels {
  /// Series that share axes and every group key but the one that names the lines.
  struct Panel {
    let xName: String
    let yName: String
    /// The group that all lines share.
    let group: [String: String]
    let lines: [LineChart.Line]
    let marks: [LineChart.Mark]
  }

  let panels: [Panel]

  /// Sorts series into panels by axes and by every group key but `lineKey`.
  init(_ series: [Series], lineKey: String) {
    var buckets: [(group: [String], axes: [String], members: [Series])] = []
    for one in series {
      let rest = one.group.filter { $0.key != lineKey }
      let group = GroupWords.sortKey(rest)
      let axes = [one.xName, one.yName]
      if let index = buckets.firstIndex(where: { $0.group == group && $0.axes == axes }) {
        buckets[index].members.append(one)
      } else {
        buckets.append((group, axes, [one]))
      }
    }
    let sorted = buckets.enumerated().sorted { one, other in
      one.element.group != other.element.group
        ? one.element.group.lexicographicallyPrecedes(other.element.group)
        : one.offset < other.offset
    }
    panels = sorted.map { Self.panel($0.element.members, lineKey: lineKey) }
  }

  private static func panel(_ members: [Series], lineKey: String) -> Panel {
    let sorted = members.enumerated().sorted { one, other in
      let ranks = [one, other].map { GroupWords.valueRank($0.element.group[lineKey] ?? "") }
      return ranks[0] != ranks[1] ? ranks[0] < ranks[1] : one.offset < other.offset
    }.map(\.element)
    let labels = sorted.map { $0.group[lineKey] ?? $0.yName }
    let styles = LineStyle.assigned(to: labels)
    let lines = sorted.indices.map { index in
      let points = finitePoints(of: sorted[index])
      let intervals = sorted[index].intervals ?? []
      return LineChart.Line(
        label: labels[index], style: styles[index], points: points,
        intervals: intervals.count == points.count ? intervals : [])
    }
    return Panel(
      xName: sorted.first?.xName ?? "", yName: sorted.first?.yName ?? "",
      group: sorted.first?.group.filter { $0.key != lineKey } ?? [:], lines: lines,
      marks: marks(of: sorted))
  }

  static func finitePoints(of series: Series) -> [(x: Double, y: Double)] {
    zip(series.x, series.y).filter { $0.0.isFinite && $0.1.isFinite }.map { (x: $0.0, y: $0.1) }
  }

  private static func marks(of series: [Series]) -> [LineChart.Mark] {
    var marks: [LineChart.Mark] = []
    for one in series {
      for (label, x) in one.marks.sorted(by: { $0.key < $1.key }) where x.isFinite {
        let mark = LineChart.Mark(label: label, x: x)
        if !marks.contains(mark) { marks.append(mark) }
      }
    }
    return marks.enumerated().sorted {
      $0.element.x != $1.element.x ? $0.element.x < $1.element.x : $0.offset < $1.offset
    }.map(\.element)
  }
}
