// SPDX-License-Identifier: Apache-2.0

/// The weights by which people are planned: whole numbers, each row by itself.
///
/// They begin from PANORAMA's published generator (arXiv 2505.12238) and are changed where it makes
/// what cannot be: everybody employed up to 90, education and family without regard to age.
enum PeopleWeights {
  /// Kinds of households, as `HouseholdPattern` lists them.
  ///
  /// About one person of five shares a household with others of the corpus. Half of the adults do in
  /// truth, but what housemates have in common (a name, a street, a city) tells to anybody who has
  /// read one of them that the other was trained on, without a model.
  static let patterns: InlineArray<8, UInt8> = [32, 4, 42, 3, 29, 9, 2, 2]

  /// Age bands of the head of each pattern.
  static let bands: InlineArray<8, InlineArray<6, UInt8>> = [
    [11, 20, 14, 16, 17, 32],
    [7, 20, 11, 15, 22, 32],
    [7, 20, 11, 15, 22, 32],
    [2, 30, 45, 23, 0, 0],
    [2, 30, 45, 23, 0, 0],
    [4, 30, 42, 24, 0, 0],
    [0, 0, 0, 45, 55, 0],
    [60, 30, 6, 2, 2, 0],
  ]

  /// Female, male, non-binary, other.
  static let sexes: InlineArray<4, UInt8> = [48, 48, 3, 1]

  /// In a relationship, engaged, married: of couples, by the younger one's age band.
  static let couples: InlineArray<6, InlineArray<3, UInt8>> = [
    [55, 25, 20], [30, 18, 52], [12, 6, 82], [7, 3, 90], [6, 2, 92], [4, 1, 95],
  ]

  /// Single, in a relationship, engaged, married, divorced, widowed: of people who live alone.
  static let alone: InlineArray<6, InlineArray<6, UInt8>> = [
    [76, 22, 2, 0, 0, 0], [64, 24, 4, 0, 7, 1], [46, 15, 2, 0, 34, 3], [34, 9, 1, 0, 48, 8],
    [28, 5, 1, 0, 46, 20], [14, 2, 0, 0, 26, 58],
  ]

  /// The same of parents without a partner.
  static let loneParents: InlineArray<6, InlineArray<6, UInt8>> = [
    [100, 0, 0, 0, 0, 0], [45, 0, 0, 0, 52, 3], [25, 0, 0, 0, 68, 7], [15, 0, 0, 0, 70, 15],
    [8, 0, 0, 0, 67, 25], [5, 0, 0, 0, 45, 50],
  ]

  /// The same of people who share a flat.
  static let flatmates: InlineArray<6, InlineArray<6, UInt8>> = [
    [74, 25, 1, 0, 0, 0], [70, 24, 3, 0, 3, 0], [55, 15, 0, 0, 30, 0], [40, 10, 0, 0, 45, 5],
    [35, 5, 0, 0, 45, 15], [30, 0, 0, 0, 30, 40],
  ]

  /// 0 to 4 children: at home with two parents, at home with one, grown up and gone.
  static let childrenOfTwo: InlineArray<5, UInt8> = [0, 35, 42, 17, 6]
  static let childrenOfOne: InlineArray<5, UInt8> = [0, 50, 35, 12, 3]
  static let childrenGone: InlineArray<6, InlineArray<5, UInt8>> = [
    [1, 0, 0, 0, 0], [1, 0, 0, 0, 0], [1, 0, 0, 0, 0], [45, 20, 25, 8, 2], [20, 20, 40, 15, 5],
    [12, 15, 40, 23, 10],
  ]
  /// 0 to 4 children: of divorced people who live without them, and of widowed ones.
  static let childrenOfDivorced: InlineArray<6, InlineArray<5, UInt8>> = [
    [1, 0, 0, 0, 0], [55, 32, 13, 0, 0], [35, 30, 25, 8, 2], [30, 30, 25, 10, 5],
    [30, 30, 25, 10, 5], [25, 25, 30, 13, 7],
  ]

  /// Education by age band, in the order of `EducationLevel`.
  static let education: InlineArray<6, InlineArray<10, UInt8>> = [
    [10, 36, 20, 7, 6, 4, 3, 14, 0, 0], [5, 22, 14, 10, 5, 5, 5, 25, 11, 2],
    [5, 23, 14, 10, 5, 5, 5, 25, 11, 3], [5, 25, 14, 10, 5, 5, 5, 24, 10, 3],
    [6, 28, 14, 9, 6, 5, 5, 20, 8, 3], [12, 32, 13, 7, 7, 4, 3, 16, 6, 2],
  ]

  /// Student, employed, unemployed, homemaker, retired.
  static let work: InlineArray<6, InlineArray<5, UInt8>> = [
    [42, 48, 7, 3, 0], [5, 82, 6, 7, 0], [1, 86, 5, 8, 0], [0, 87, 5, 8, 0], [0, 73, 4, 7, 16],
    [0, 13, 0, 2, 85],
  ]

  /// 0 to 3 jobs before the present one, by age band.
  static let pastJobs: InlineArray<6, InlineArray<4, UInt8>> = [
    [75, 25, 0, 0], [35, 40, 25, 0], [15, 35, 35, 15], [8, 27, 40, 25], [8, 25, 40, 27],
    [8, 25, 40, 27],
  ]

  /// Casual, plain, formal: by age band; studies shift it.
  static let registers: InlineArray<6, InlineArray<3, UInt8>> = [
    [66, 28, 6], [52, 36, 12], [38, 44, 18], [28, 48, 24], [22, 48, 30], [16, 46, 38],
  ]

  /// None, dog, cat, other.
  static let pets: InlineArray<4, UInt8> = [52, 24, 17, 7]

  /// None, one or two moves between cities.
  static let moves: InlineArray<3, UInt8> = [30, 45, 25]
}
