// SPDX-License-Identifier: Apache-2.0

import Evidence

/// The members of a request's object; a member that is null counts as left out.
struct RequestMembers {
  private let members: [String: JSONValue]

  /// Reads a body.
  ///
  /// - Throws: `SRV002` for anything but one JSON object.
  init(_ body: [UInt8]) throws(ServersError) {
    let value: JSONValue
    do {
      value = try JSONValue(parsing: body, name: "the body")
    } catch {
      throw .noObject(String(error.message.dropLast()))
    }
    guard let members = value.members else { throw .noObject("it is another kind of value") }
    self.members = members
  }

  /// The member; nil where it is left out.
  subscript(key: String) -> JSONValue? {
    guard let member = members[key], member != .null else { return nil }
    return member
  }

  func text(_ key: String) throws(ServersError) -> String? {
    guard let member = self[key] else { return nil }
    guard let text = member.text else {
      throw .malformed(key, "is no text", remedy: "Give a JSON string.")
    }
    return text
  }

  func flag(_ key: String) throws(ServersError) -> Bool? {
    guard let member = self[key] else { return nil }
    guard case .bool(let flag) = member else {
      throw .malformed(key, "is neither true nor false", remedy: "Give true or false.")
    }
    return flag
  }

  func whole(_ key: String, in range: ClosedRange<Int>) throws(ServersError) -> Int? {
    guard let member = self[key] else { return nil }
    guard let number = member.wholeNumber, range.contains(number) else {
      throw .malformed(
        key, "is no whole number in range",
        remedy: "Give one from \(range.lowerBound) to \(range.upperBound).")
    }
    return number
  }

  /// A whole number of 64 bits without a sign.
  func seed(_ key: String) throws(ServersError) -> UInt64? {
    guard let member = self[key] else { return nil }
    guard case .integer(let number) = member, let seed = UInt64(exactly: number) else {
      throw .malformed(
        key, "is no whole number from 0", remedy: "Give one from 0 to \(UInt64.max).")
    }
    return seed
  }

  func number(_ key: String, in range: ClosedRange<Double>) throws(ServersError) -> Double? {
    guard let member = self[key] else { return nil }
    guard let number = member.double, range.contains(number) else {
      throw .malformed(
        key, "is no number in range",
        remedy: "Give one from \(range.lowerBound) to \(range.upperBound).")
    }
    return number
  }

  /// Refuses a member that would change the answer and is not known here.
  func refuse(_ key: String, unless isHarmless: (JSONValue) -> Bool) throws(ServersError) {
    guard let member = self[key], !isHarmless(member) else { return }
    throw .unsupported(key)
  }
}
