// SPDX-License-Identifier: Apache-2.0

import Evidence

extension Profile {
  /// Reads a line of profiles.jsonl.
  ///
  /// - Parameters:
  ///   - bytes: The line without its newline.
  ///   - line: Its number, for messages.
  /// - Throws: `CorpusError` where it is no JSON, lacks a part, or names an unknown attribute, facet,
  ///   locale or kind of event; the message holds no value.
  public init(line bytes: [UInt8], number line: Int) throws(CorpusError) {
    let path = "profiles.jsonl:\(line)"
    do throws(EvidenceError) {
      try self.init(json: try JSONValue(parsing: bytes, name: path), path: path)
    } catch {
      throw CorpusError(
        .unreadableProfile, "\(path) is no profile.",
        remedy: "Generate the corpus anew, or give profiles of this schema version.",
        cause: error.message)
    }
  }

  /// Reads a profile's object; `path` says in messages where it stands.
  init(json: JSONValue, path: String) throws(EvidenceError) {
    let fields = try JSONFields(json, path: path)
    self.init(
      id: try fields.string("id"), index: try Profile.integer(fields, "index"),
      community: try Profile.integer(fields, "community"), locale: try fields.word("locale"))
    for (name, text) in try fields.stringTable("values") {
      guard let attribute = Profile.attributes[name] else {
        throw Profile.unknown("attribute", path)
      }
      self[attribute] = text
    }
    for (name, category) in try fields.stringTable("facets") {
      guard let facet = Facet(name: name), facet.categories.contains(category) else {
        throw Profile.unknown("facet", path)
      }
      facets[facet] = category
    }
    if fields.optional("household") != nil {
      household = try Household(fields: try fields.object("household"))
    }
    if fields.optional("friends") != nil { friends = try fields.strings("friends") }
    if fields.optional("life") != nil {
      life = try fields.list("life", LifeEvent.init(json:path:))
    }
    if fields.optional("interests") != nil { interests = try fields.strings("interests") }
    style = fields.optional("style") ?? .null
  }

  private static let attributes = Dictionary(
    uniqueKeysWithValues: Attribute.allCases.map { ($0.name, $0) })

  private static func integer(_ fields: JSONFields, _ key: String) throws(EvidenceError) -> Int {
    guard let number = try fields.optionalInteger(key, as: Int.self) else {
      return try fields.value(key).wholeNumber ?? 0
    }
    return number
  }

  fileprivate static func unknown(_ what: String, _ path: String) -> EvidenceError {
    EvidenceError(
      .unexpectedShape, "\(path) names an unknown \(what).",
      remedy: "Give profiles of this schema version.")
  }
}

extension Profile.Household {
  init(fields: JSONFields) throws(EvidenceError) {
    var children: [Profile.Child] = []
    for value in try fields.array("children") {
      let child = try JSONFields(value, path: "\(fields.path).children")
      children.append(
        Profile.Child(
          name: try child.string("name"), birthDate: try child.date("birth-date")))
    }
    self.init(
      kind: try fields.string("kind"), partner: try fields.optionalString("partner"),
      children: children, members: try fields.strings("members"))
  }
}

extension LifeEvent {
  init(json: JSONValue, path: String) throws(EvidenceError) {
    let fields = try JSONFields(json, path: path)
    let end: CivilDate? = fields.optional("end") == nil ? nil : try fields.date("end")
    self.init(
      try fields.word("kind"), try fields.date("date"), end: end,
      what: try fields.string("what"), place: try fields.optionalString("place"))
  }
}

extension JSONFields {
  /// The member as a day written `YYYY-MM-DD`.
  fileprivate func date(_ key: String) throws(EvidenceError) -> CivilDate {
    guard let date = CivilDate(try string(key)) else { throw Profile.unknown("date", path) }
    return date
  }
}
