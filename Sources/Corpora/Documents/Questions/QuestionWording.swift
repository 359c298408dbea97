// SPDX-License-Identifier: Apache-2.0

/// How one asks for an attribute of somebody.
struct QuestionWording: Sendable {
  /// PersonaBench's groups.
  enum Group: Sendable {
    case basic
    case preference
    case social

    /// The hardness where a document of the person's own has the answer; it is 3 where only somebody
    /// else's has.
    var hardness: Int { self == .social ? 2 : 1 }
  }

  let group: Group
  /// What stands before and after the person's name.
  let before: String
  let after: String

  private init(_ group: Group, _ before: String, _ after: String = "?") {
    self.group = group
    self.before = before
    self.after = after
  }

  /// The wording by attribute; nil for names, which questions give away.
  static let all: [QuestionWording?] = Attribute.allCases.map(wording)

  private static func wording(_ attribute: Attribute) -> QuestionWording? {
    personal(attribute) ?? social(attribute) ?? record(attribute)
  }

  private static func personal(_ attribute: Attribute) -> QuestionWording? {
    switch attribute {
    case .interest: .init(.preference, "What does ", " like to do most?")
    case .secondInterest: .init(.preference, "What does ", " also like to do?")
    case .allergy: .init(.preference, "What is ", " allergic to?")
    case .age: .init(.basic, "How old is ")
    case .birthDate: .init(.basic, "When was ", " born?")
    case .birthCity: .init(.basic, "In which town was ", " born?")
    case .birthCountry: .init(.basic, "In which country was ", " born?")
    case .city: .init(.basic, "In which town does ", " live?")
    case .region: .init(.basic, "In which region does ", " live?")
    case .country: .init(.basic, "In which country does ", " live?")
    case .streetAddress: .init(.basic, "What is the address of ")
    case .postcode: .init(.basic, "What is the postcode of ")
    case .sex: .init(.basic, "What is the sex of ")
    case .nationality: .init(.basic, "What is the nationality of ")
    case .education: .init(.basic, "What education does ", " have?")
    case .school: .init(.basic, "Where did ", " go to school?")
    case .jobTitle: .init(.basic, "What is the job of ")
    case .employer: .init(.basic, "Who does ", " work for?")
    case .previousEmployer: .init(.basic, "Who did ", " work for before?")
    case .workSince: .init(.basic, "Since when has ", " had the present job?")
    case .movedFrom: .init(.basic, "Where did ", " live before?")
    case .movedDate: .init(.basic, "When did ", " move?")
    default: nil
    }
  }

  private static func social(_ attribute: Attribute) -> QuestionWording? {
    switch attribute {
    case .fatherName: .init(.social, "What is the name of the father of ")
    case .motherName: .init(.social, "What is the name of the mother of ")
    case .spouseName: .init(.social, "Who is or was married to ")
    case .childName: .init(.social, "What is the name of a child of ")
    case .petName: .init(.social, "What is the name of the pet of ")
    case .relationshipStatus: .init(.social, "What is the relationship status of ")
    case .weddingDate: .init(.social, "On which day did ", " marry?")
    case .childrenCount: .init(.social, "How many children does ", " have?")
    case .emergencyContactName: .init(.social, "Who is to be called in an emergency of ")
    case .emergencyContactPhone:
      .init(.social, "Which number is to be called in an emergency of ")
    default: nil
    }
  }

  private static func record(_ attribute: Attribute) -> QuestionWording? {
    switch attribute {
    case .income: .init(.basic, "How much does ", " earn a year?")
    case .incomeLevel: .init(.basic, "How high is the income of ")
    case .financeStatus: .init(.basic, "How well off is ")
    case .netWorth: .init(.basic, "What is the net worth of ")
    case .creditScore: .init(.basic, "What is the credit score of ")
    case .nationalID: .init(.basic, "What is the national identity number of ")
    case .passport: .init(.basic, "What is the passport number of ")
    case .driversLicence: .init(.basic, "What is the number of the driving licence of ")
    case .paymentCard: .init(.basic, "What is the number of the payment card of ")
    case .phone: .init(.basic, "What is the phone number of ")
    case .workPhone: .init(.basic, "What is the phone number at work of ")
    case .email: .init(.basic, "What is the e-mail address of ")
    case .workEmail: .init(.basic, "What is the e-mail address at work of ")
    case .handle: .init(.basic, "What is the user name of ")
    case .bloodType: .init(.basic, "What is the blood type of ")
    case .disability: .init(.basic, "Which disability does ", " have?")
    case .birthName: .init(.basic, "What is the name at birth of ")
    default: nil
    }
  }
}
