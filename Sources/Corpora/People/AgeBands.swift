// SPDX-License-Identifier: Apache-2.0

/// The bounds of `Facet.ageBand`.
enum AgeBands {
  /// The ages of all people: the youngest are in their first year of college or of work.
  static let everybody = 19...90
  /// The least age of each band, in years.
  static let low: InlineArray<6, UInt8> = [18, 25, 35, 45, 55, 65]
  /// The greatest age of each band.
  static let high: InlineArray<6, UInt8> = [24, 34, 44, 54, 64, 90]
  /// The greatest age of people at work.
  static let lastWorkingAge = 74
  /// The least age of people in retirement.
  static let firstRetirementAge = 60

  /// The band of an age from 18 up.
  static func band(of age: Int) -> Int {
    age < 25 ? 0 : min((age - 15) / 10, 5)
  }
}
