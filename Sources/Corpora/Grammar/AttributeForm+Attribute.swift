// SPDX-License-Identifier: Apache-2.0

extension AttributeForm {
  /// The forms in which a label's values can be written.
  static func forms(of label: SpanLabel) -> [AttributeForm] {
    switch label {
    case .attribute(let attribute): forms(of: attribute)
    case .local(let fact): fact.forms
    }
  }

  /// The forms in which an attribute's values can be written.
  static func forms(of attribute: Attribute) -> [AttributeForm] {
    let text: [AttributeForm] = [.canonical, .lower, .upper]
    return switch attribute {
    case .fullName, .birthName, .fatherName, .motherName, .spouseName, .emergencyContactName:
      text + [.first, .initials]
    case .birthDate, .weddingDate, .workSince, .movedDate:
      [.canonical, .long, .american, .digits, .year, .month]
    case .age: [.canonical, .decade]
    case .childrenCount: [.canonical]
    case .income, .netWorth: [.canonical, .digits, .rounded]
    case .creditScore: [.canonical, .rounded]
    case .nationalID, .passport, .driversLicence, .paymentCard, .phone, .workPhone,
      .emergencyContactPhone, .postcode:
      text + [.digits, .last4, .first]
    case .email, .workEmail: text + [.domain]
    case .handle: text + [.digits]
    default: text + [.first, .initials, .digits]
    }
  }
}

extension AttributeForm {
  /// The position in tables.
  var index: Int { AttributeForm.allCases.firstIndex(of: self) ?? 0 }
}
