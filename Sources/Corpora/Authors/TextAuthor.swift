// SPDX-License-Identifier: Apache-2.0

/// What somebody wrote in one piece: a comment, a post, a document.
public struct AuthoredText: Equatable, Sendable {
  /// The identifier, unique among the texts of a collection.
  public let identifier: String
  /// The text.
  public let text: String
  /// The conversation that it is part of; nil where there is none.
  public let thread: String?
  /// When it was written, in seconds since 1970; nil where that is unknown.
  public let time: Double?
  /// The values of people that are known to stand in it, in the order of the text.
  public let values: [PlacedValue]

  /// A value of somebody at its place.
  public struct PlacedValue: Equatable, Sendable {
    /// The bytes of the text, in UTF-8, that it takes.
    public let range: Range<Int>
    /// Which fact it is, such as `birth-city`.
    public let attribute: String
  }

  /// Creates a text.
  public init(
    identifier: String, text: String, thread: String? = nil, time: Double? = nil,
    values: [PlacedValue] = []
  ) {
    self.identifier = identifier
    self.text = text
    self.thread = thread
    self.time = time
    self.values = values
  }
}

/// What a reader of somebody's texts noted down about one attribute.
public struct AttributeLabel: Equatable, Sendable {
  /// What the reader took the attribute for.
  public let estimate: String
  /// How hard it was to tell, from 1 (stated) to 5 (hard even with a search).
  public let hardness: Int
  /// How sure the reader was, from 1 to 5.
  public let certainty: Int

  /// Creates a label.
  public init(estimate: String, hardness: Int, certainty: Int) {
    self.estimate = estimate
    self.hardness = hardness
    self.certainty = certainty
  }
}

/// A person with what they wrote and what is known of them.
public struct TextAuthor: Equatable, Sendable {
  /// The identifier, unique among the authors of a collection.
  public let identifier: String
  /// The name that they wrote under; nil where there is none.
  public let name: String?
  /// What is true of them, as the source writes it; no entry where that is unknown.
  public let truth: [InferredAttribute: String]
  /// What readers of the texts noted down; no entry where they noted nothing.
  public let labels: [InferredAttribute: AttributeLabel]
  /// Their texts, in the order of the source.
  public let texts: [AuthoredText]

  /// Creates an author.
  public init(
    identifier: String, name: String? = nil, truth: [InferredAttribute: String] = [:],
    labels: [InferredAttribute: AttributeLabel] = [:], texts: [AuthoredText]
  ) {
    self.identifier = identifier
    self.name = name
    self.truth = truth
    self.labels = labels
    self.texts = texts
  }
}
