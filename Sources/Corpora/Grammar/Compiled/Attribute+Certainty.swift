// SPDX-License-Identifier: Apache-2.0

/// How surely what is implied tells an attribute.
extension Attribute {
  /// The facet whose categories tell this attribute's values apart; nil where there is none.
  var facet: Facet? {
    switch self {
    case .sex: .sex
    case .age, .birthDate: .ageBand
    case .relationshipStatus: .relationship
    case .education: .education
    case .incomeLevel, .income: .incomeLevel
    case .jobTitle: .occupation
    case .childrenCount: .parenthood
    case .country: .locale
    default: nil
    }
  }

  /// The certainty of an implied span: 6 less the hardness, and one less for each further category
  /// that fits the conditions; at least 1.
  func certainty(hardness: Int, under conditions: [GrammarCondition]) -> Int {
    var fitting = 1
    if let facet {
      var isAllowed = facet.categories.map { _ in true }
      for condition in conditions where condition.role == .author && condition.facet == facet {
        isAllowed = zip(isAllowed, condition.isAllowed).map { $0 && $1 }
      }
      fitting = isAllowed.count { $0 }
    }
    return max(1, 6 - hardness - max(0, fitting - 1))
  }
}
