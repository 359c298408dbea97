// SPDX-License-Identifier: Apache-2.0

/// One line of a corpus with its members found.
struct StoredLine {
  /// The line's bytes, without its end.
  let bytes: [UInt8]
  private var members = LineMembers()
  /// What the line is called in messages.
  let name: String

  init(_ bytes: [UInt8], name: String) throws(CorpusError) {
    self.bytes = bytes
    self.name = name
    guard members.scan(bytes, bytes.startIndex..<bytes.endIndex) else {
      throw malformed("is no JSON object")
    }
  }

  /// The bytes of a member as they stand; nil where there is none.
  func raw(_ key: StaticString) -> ArraySlice<UInt8>? {
    members.value(of: key, in: bytes).map { bytes[$0] }
  }

  /// A member's text; nil where there is none.
  func optionalText(_ key: StaticString) -> String? {
    raw(key).flatMap { JSONText.decoded($0) }
  }

  /// The text of a member that must be there.
  func text(_ key: StaticString) throws(CorpusError) -> String {
    guard let text = optionalText(key) else { throw malformed("has no text '\(key)'") }
    return text
  }

  /// A member's text by a name that is no literal; nil where there is none.
  func optionalText(name: String) -> String? {
    members.value(named: name, in: bytes).flatMap { JSONText.decoded(bytes[$0]) }
  }

  /// The whole number of a member; nil where there is none.
  func integer(_ key: StaticString) -> Int? {
    raw(key).flatMap { Int(String(decoding: $0, as: UTF8.self)) }
  }

  /// The objects of a member that is an array of them; empty where there is none.
  func objects(_ key: StaticString) throws(CorpusError) -> [StoredLine] {
    guard let range = members.value(of: key, in: bytes) else { return [] }
    guard let elements = LineMembers.elements(of: bytes, range) else {
      throw malformed("has no array '\(key)'")
    }
    var objects: [StoredLine] = []
    for element in elements { objects.append(try StoredLine(Array(bytes[element]), name: name)) }
    return objects
  }

  /// The error for a line that is not of its form.
  func malformed(_ problem: String) -> CorpusError {
    CorpusError(
      .malformedLine, "\(name) \(problem).",
      remedy: "Check the corpus with 'palimpsest corpus verify'.")
  }
}
