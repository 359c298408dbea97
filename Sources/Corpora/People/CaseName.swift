// SPDX-License-Identifier: Apache-2.0

/// Turns the names of enumeration cases into names for files.
enum CaseName {
  /// Returns `jobTitle` as `job-title` and `nationalID` as `national-id`.
  static func hyphenated(_ name: String) -> String {
    var text = ""
    var wasCapital = false
    for letter in name {
      if letter.isUppercase && !wasCapital && !text.isEmpty { text += "-" }
      text += letter.lowercased()
      wasCapital = letter.isUppercase
    }
    return text
  }
}
