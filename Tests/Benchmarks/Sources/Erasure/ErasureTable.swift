// SPDX-License-Identifier: Apache-2.0

import Foundation
import Statistics

/// Lines of cells, printed as a table that Markdown understands.
struct ErasureTable {
  private var rows: [[String]]

  init(_ header: String...) { rows = [header] }

  init(_ header: [String]) { rows = [header] }

  mutating func add(_ cells: String...) { rows.append(cells) }

  mutating func add(_ cells: [String]) { rows.append(cells) }

  /// Prints the table, columns aligned.
  func show() {
    let widths = (0..<(rows.first?.count ?? 0)).map { column in
      rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
    }
    func line(_ cells: [String]) -> String {
      "| " + zip(cells, widths).map { pad($0, $1) }.joined(separator: " | ") + " |"
    }
    for (index, row) in rows.enumerated() {
      print(line(row))
      if index == 0 {
        print(
          "|" + widths.map { String(repeating: "-", count: $0 + 2) }.joined(separator: "|") + "|")
      }
    }
    print("")
    fflush(nil)
  }
}

/// Figures of several independent seeds.
struct Sample {
  let values: [Double]

  init(_ values: [Double]) { self.values = values }

  var mean: Double { values.isEmpty ? .nan : values.reduce(0, +) / Double(values.count) }

  /// The mean with its 95 % interval by Student's t and the standard deviation over seeds.
  func text(signed: Bool = false) -> String {
    let form = signed ? "%+.4f" : "%.4f"
    guard let estimate = try? meanEstimate(values), let spread = try? standardDeviation(values)
    else { return String(format: form, mean) }
    return String(
      format: "\(form) [\(form), \(form)] sd %.4f", estimate.value, estimate.interval.lowerBound,
      estimate.interval.upperBound, spread)
  }

  var medianValue: Double { (try? median(values)) ?? .nan }

  /// Which quantiles `quantileTexts` gives.
  static let quantileNames = ["min", "1 %", "2 %", "5 %", "median", "95 %", "99 %", "max"]

  /// Quantiles from the smallest to the largest value; those that are not numbers are left out.
  var quantileTexts: [String] {
    let known = values.filter { !$0.isNaN }
    return [0, 0.01, 0.02, 0.05, 0.5, 0.95, 0.99, 1].map {
      decimals((try? quantile(known, $0)) ?? .nan, 3)
    }
  }
}

/// `pass` or `FAIL`.
func outcome(_ holds: Bool) -> String { holds ? "pass" : "FAIL" }

/// The number with a fixed count of decimals.
func decimals(_ value: Double, _ count: Int) -> String { String(format: "%.\(count)f", value) }
