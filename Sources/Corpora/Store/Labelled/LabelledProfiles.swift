// SPDX-License-Identifier: Apache-2.0

/// One fact about each of some people of a corpus.
public struct LabelledProfiles: Sendable {
  /// The value of the attribute by profile; people without one are left out.
  public let values: [String: String]

  /// Reads an attribute.
  ///
  /// - Parameters:
  ///   - attribute: The attribute, such as `income-level`; nil for the locale, such as `en_GB`.
  ///   - profiles: The people.
  ///   - corpus: The corpus; its profiles are read once.
  /// - Throws: `changedCorpus` where the profiles are not those that the manifest names, and what
  ///   reading throws.
  public init(
    of attribute: Attribute?, for profiles: Set<String>, in corpus: CorpusFolder
  ) throws(CorpusError) {
    try corpus.requireUnchanged([.profiles])
    var values: [String: String] = [:]
    var lines = try CorpusLines(.profiles, of: corpus)
    while try lines.advance() {
      try lines.scan()
      let id = try lines.text("id")
      guard profiles.contains(id) else { continue }
      if let attribute {
        guard let object = lines.raw("values") else { continue }
        values[id] = try StoredLine(Array(object), name: id).optionalText(name: attribute.name)
      } else {
        values[id] = try lines.text("locale")
      }
    }
    self.values = values
  }
}
