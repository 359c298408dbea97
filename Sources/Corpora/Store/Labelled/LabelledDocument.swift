// SPDX-License-Identifier: Apache-2.0

/// A document of a corpus with everything that is known about it.
public struct LabelledDocument: Equatable, Sendable {
  /// A value that stands in the text.
  public struct Value: Equatable, Sendable {
    /// Which fact about the person it is, such as `birth-city`.
    public let attribute: String
    /// The bytes of the text, in UTF-8, that the value's surface takes.
    public let range: Range<Int>
    /// The value in its canonical form.
    public let canonical: String
    /// The person whom the fact is about, who need not be the document's.
    public let subject: String
  }

  /// Its identifier.
  public let identifier: String
  /// The person whose document it is.
  public let profile: String
  /// What kind of document it is.
  public let kind: DocumentKind
  /// The set that it belongs to.
  public let set: CorpusSet
  /// How often it stands in the training order; 0 for what is never trained on.
  public let copies: Int
  /// The text.
  public let text: String
  /// The values that stand in it verbatim, in the order of the text.
  public let values: [Value]

  /// Reads a line of documents.jsonl.
  init(_ line: StoredLine) throws(CorpusError) {
    guard let kind = DocumentKind(name: try line.text("kind")),
      let set = CorpusSet(rawValue: try line.text("set")), let copies = line.integer("copies")
    else {
      throw line.malformed("has no known kind, set or number of copies")
    }
    identifier = try line.text("id")
    profile = try line.text("profile")
    text = try line.text("text")
    self.kind = kind
    self.set = set
    self.copies = copies
    let count = text.utf8.count
    var values: [Value] = []
    for span in try line.objects("spans") where span.optionalText("disclosure") == "verbatim" {
      guard let start = span.integer("start"), let end = span.integer("end"), start < end,
        (0...count).contains(start), end <= count
      else {
        throw span.malformed("has a span outside of its text")
      }
      values.append(
        Value(
          attribute: try span.text("attribute"), range: start..<end,
          canonical: try span.text("value"),
          subject: span.optionalText("profile") ?? profile))
    }
    self.values = values
  }
}

/// A document that was trained on, and the one like it that never was.
public struct LabelledPair: Equatable, Sendable {
  /// The document that was trained on.
  public let member: LabelledDocument
  /// Its twin: another person's, from the same distribution, never trained on.
  public let twin: LabelledDocument
}
