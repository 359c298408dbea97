// SPDX-License-Identifier: Apache-2.0

/// The names of lines or bars with a sample of each, in as many rows as they need.
struct ChartKey {
  private struct Entry {
    let label: String
    let style: String
    let x: Double
    let row: Int
  }

  private let entries: [Entry]
  /// The height that the rows take.
  let height: Double

  init(entries: [(label: String, style: String)], width: Double) {
    var placed: [Entry] = []
    var x = 0.0
    var row = 0
    for entry in entries {
      let label = Drawing.fitted(entry.label, within: width - 40)
      let need = 34 + Drawing.width(of: label) + 10
      if x > 0, x + need > width {
        x = 0
        row += 1
      }
      placed.append(Entry(label: label, style: entry.style, x: x, row: row))
      x += need
    }
    self.entries = placed
    height = placed.isEmpty ? 0 : 18 * Double(row + 1) + 4
  }

  /// The key's shapes, its first row starting at `top`.
  func shapes(top: Double) -> [Node] {
    entries.flatMap { entry -> [Node] in
      let middle = top + 9 + 18 * Double(entry.row)
      let style = entry.style == "chance" ? "chance" : "line \(entry.style)"
      return [
        Drawing.line(style, from: (entry.x + 2, middle), to: (entry.x + 28, middle)),
        Drawing.label(entry.label, "name", x: entry.x + 34, y: middle + 4),
      ]
    }
  }
}
