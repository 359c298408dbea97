// SPDX-License-Identifier: Apache-2.0

/// Times and sizes with the unit that the measure's name ends in.
enum Quantity {
  /// The value in words: `cpu-seconds` in seconds, `peak-bytes` in megabytes, others bare.
  static func text(_ value: Double, named name: String) -> String {
    if name.hasSuffix("seconds") { return NumberText.decimal(value) + NumberText.thinSpace + "s" }
    if name.hasSuffix("bytes") {
      return NumberText.fixed(value / 1e6, decimals: 1) + NumberText.thinSpace + "MB"
    }
    return NumberText.decimal(value)
  }
}
