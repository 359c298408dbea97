// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Numbers as people read them.
enum NumberText {
  /// A number with four decimals, or with three digits where that would say too little.
  static func of(_ value: Double?) -> String {
    guard let value else { return "" }
    let isPlain = value == 0 || (abs(value) >= 0.001 && abs(value) < 1e9)
    return String(format: isPlain ? "%.4f" : "%.3g", value)
  }
}
