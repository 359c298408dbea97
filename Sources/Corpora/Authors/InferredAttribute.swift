// SPDX-License-Identifier: Apache-2.0

/// What adversaries infer about the author of texts: the eight attributes of SynthPAI.
///
/// The raw value is the name in SynthPAI's files, in evidence and on the command line. Yukhymenko et
/// al., "A Synthetic Dataset for Personal Attribute Inference", 2024, arXiv 2406.07217, section 3;
/// after Staab et al., "Beyond Memorization", 2023, arXiv 2310.07298.
public enum InferredAttribute: String, CaseIterable, Comparable, Sendable {
  case age
  case sex
  case city = "city_country"
  case birthCity = "birth_city_country"
  case education
  case occupation
  case incomeLevel = "income_level"
  case relationshipStatus = "relationship_status"

  /// The attribute of our own people that it is.
  public var attribute: Attribute {
    switch self {
    case .age: .age
    case .sex: .sex
    case .city: .city
    case .birthCity: .birthCity
    case .education: .education
    case .occupation: .jobTitle
    case .incomeLevel: .incomeLevel
    case .relationshipStatus: .relationshipStatus
    }
  }

  /// Whether it names a place: a city, and its country after a comma.
  public var isPlace: Bool { self == .city || self == .birthCity }

  /// Whether it comes earlier in the order of the cases, which is that of reports.
  public static func < (left: InferredAttribute, right: InferredAttribute) -> Bool {
    let order = allCases
    return (order.firstIndex(of: left) ?? 0) < (order.firstIndex(of: right) ?? 0)
  }
}
