// SPDX-License-Identifier: Apache-2.0

/// What the writers of documents know of a community.
package struct WritingCommunity {
  /// Whom somebody is tied to, by seats; -1 where there is nobody.
  package struct Ties: Sendable {
    package var partner = -1
    package var parent = -1
    package var child = -1
    package var friends: [Int] = []

    package init(partner: Int = -1, parent: Int = -1, child: Int = -1, friends: [Int] = []) {
      (self.partner, self.parent, self.child, self.friends) = (partner, parent, child, friends)
    }
  }

  let index: Int
  /// The index in the corpus of its first person.
  let firstPerson: Int
  /// The code of its locale.
  let locale: Int
  let values: CommunityValues
  /// The facets and attributes of each seat, as bits.
  let people: [PersonBits]
  let ties: [Ties]
  let styles: [AuthorStyle]
  /// The fields of each one's interests.
  let interestFields: [[UInt8]]
  /// The set of each one.
  let sets: [CorpusSet]
  /// Whether its documents are trained on, or whose twins they are.
  let role: CommunityRole
  /// The index of the first person of the member community, of twins.
  let firstMember: Int

  var size: Int { people.count }

  /// Gathers what is known; lists are by seat.
  package init(
    index: Int, firstPerson: Int, locale: Int, values: CommunityValues, facets: [UInt8],
    ties: [Ties], styles: [AuthorStyle], interestFields: [[UInt8]], sets: [CorpusSet],
    role: CommunityRole, firstMember: Int = -1
  ) {
    self.index = index
    self.firstPerson = firstPerson
    self.locale = locale
    self.values = values
    people = (0..<values.seatCount).map { seat in
      PersonBits(seat: seat, values: values, facets: facets)
    }
    self.ties = ties
    self.styles = styles
    self.interestFields = interestFields
    self.sets = sets
    self.role = role
    self.firstMember = firstMember
  }
}

extension WritingCommunity {
  /// The attributes whose value is somebody else's name or number.
  private static let valuesOfKin: UInt64 = [
    Attribute.fatherName, .motherName, .spouseName, .childName, .emergencyContactName,
    .emergencyContactPhone,
  ].reduce(0) { $0 | 1 << UInt64($1.index) }

  /// Whether a span's label is an attribute whose value is somebody else's name or number.
  static func isValueOfKin(label: Int) -> Bool {
    label < Attribute.count && valuesOfKin >> UInt64(label) & 1 == 1
  }

  /// Whether a value is the name or phone of somebody who will have to be forgotten.
  ///
  /// - Parameter value: Where it lies among the values of the community.
  /// - Returns: Whether a forgotten person's full, first or birth name or phone is the same.
  package func isForgotten(_ value: Range<Int>) -> Bool {
    for seat in sets.indices where sets[seat] == .forget {
      for attribute in [Attribute.fullName, .firstName, .birthName, .phone]
      where values.bytes[values[seat, attribute]] == values.bytes[value] { return true }
    }
    return false
  }
}
