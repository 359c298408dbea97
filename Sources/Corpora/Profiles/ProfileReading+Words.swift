// SPDX-License-Identifier: Apache-2.0

extension ProfileReading {
  /// The category of a relationship that is written in words; nil for words that say none.
  static func relationship(in text: String) -> String? {
    let word = text.lowercased()
    if word == "in a relationship" || word == "in relationship" { return "in-relationship" }
    return Facet.relationship.categories.contains(word) ? word : nil
  }

  /// The code of an education that is written in words; nil for words that say none.
  static func education(in text: String) -> Int? {
    let words = text.lowercased().split(separator: " ").prefix { $0 != "in" }
    func has(_ beginnings: String...) -> Bool {
      words.contains { word in beginnings.contains { word.hasPrefix($0) } }
    }
    if words.first == "no" || words.first == "less" { return 0 }
    if has("high", "secondary") { return 1 }
    if has("some") { return 2 }
    if has("associate", "vocational", "diploma", "certificate") { return 3 }
    if has("bachelor") { return 4 }
    if has("master") { return 5 }
    return has("doctor", "phd") ? 6 : nil
  }

  /// The whole amount that a text holds, such as `-£1,200`; nil for one without digits.
  static func amount(in text: String) -> Int? {
    var amount: Int?
    var isNegative = false
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "-"): isNegative = true
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        let (tenfold, isLarge) = (amount ?? 0).multipliedReportingOverflow(by: 10)
        if isLarge { return nil }
        amount = tenfold + Int(byte - UInt8(ascii: "0"))
      case UInt8(ascii: "."): return amount.map { isNegative ? -$0 : $0 }
      default: break
      }
    }
    return amount.map { isNegative ? -$0 : $0 }
  }

  /// A category as files write it: in small letters, with hyphens for blanks.
  static func category(in text: String) -> String {
    String(text.lowercased().map { $0 == " " ? "-" : $0 })
  }
}
