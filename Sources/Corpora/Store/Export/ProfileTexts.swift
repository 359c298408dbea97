// SPDX-License-Identifier: Apache-2.0

/// The texts of one line of profiles.jsonl that other formats ask for.
struct ProfileTexts {
  /// The identifier.
  let id: String
  /// Where the person lives.
  let locale: String
  /// The object of the writing style, as it stands.
  let style: ArraySlice<UInt8>?
  private let values: StoredLine
  private let facets: StoredLine?

  init(_ bytes: [UInt8], number: Int) throws(CorpusError) {
    try self.init(StoredLine(bytes, name: "profiles.jsonl:\(number)"))
  }

  init(_ line: StoredLine) throws(CorpusError) {
    id = try line.text("id")
    locale = try line.text("locale")
    style = line.raw("style")
    guard let table = line.raw("values") else { throw line.malformed("has no 'values'") }
    values = try StoredLine(Array(table), name: line.name)
    facets = try line.raw("facets").map { raw throws(CorpusError) in
      try StoredLine(Array(raw), name: line.name)
    }
  }

  /// The text of an attribute; nil where the person has none.
  subscript(attribute: Attribute) -> String? {
    values.optionalText(name: attribute.name)
  }

  /// The category of a facet; nil where the line has none.
  subscript(facet: Facet) -> String? {
    facets?.optionalText(name: facet.name)
  }

  /// The address on one line.
  var address: String {
    [Attribute.streetAddress, .city, .region, .postcode, .country].compactMap { self[$0] }
      .joined(separator: ", ")
  }

  /// Two attributes with a comma between, as SynthPAI writes places.
  func pair(_ one: Attribute, _ other: Attribute) -> String {
    [one, other].compactMap { self[$0] }.joined(separator: ", ")
  }
}
