// SPDX-License-Identifier: Apache-2.0

/// Reads a mapping key by key and, at the end, refuses the keys that nobody asked for.
public struct ConfigurationReader: Sendable {
  /// The mapping.
  public let node: ConfigurationNode
  private let entries: [ConfigurationNode.Entry]
  private var known: [String] = []

  /// Opens a mapping.
  public init(_ node: ConfigurationNode) throws(ConfigurationError) {
    guard case .mapping(let entries) = node.content else { throw node.mismatch("a mapping") }
    self.node = node
    self.entries = entries
  }

  /// The keys that are there, in the file's order.
  public var keys: [String] { entries.map(\.key) }

  /// The value of a key that must be there.
  ///
  /// - Parameter key: The key.
  /// - Returns: Its value.
  /// - Throws: `missingKey`, pointing to a key that may be a misspelling of this one.
  public mutating func require(_ key: String) throws(ConfigurationError) -> ConfigurationNode {
    if let value = optional(key) { return value }
    let strangers = entries.filter { !known.contains($0.key) }
    if let near = Suggestion.nearest(to: key, among: strangers.map(\.key)),
      let stranger = strangers.first(where: { $0.key == near })
    {
      throw unknown(stranger, suggestion: key)
    }
    throw node.error(
      "the key '\(key)' is missing.", remedy: "Add '\(key)'.", code: .missingKey)
  }

  /// The value of a key that may be there.
  public mutating func optional(_ key: String) -> ConfigurationNode? {
    if !known.contains(key) { known.append(key) }
    return entries.first { $0.key == key }?.value
  }

  /// Refuses the first key that was neither required nor optional.
  public func finish() throws(ConfigurationError) {
    guard let stranger = entries.first(where: { !known.contains($0.key) }) else { return }
    throw unknown(stranger, suggestion: Suggestion.nearest(to: stranger.key, among: known))
  }

  private func unknown(_ entry: ConfigurationNode.Entry, suggestion: String?)
    -> ConfigurationError
  {
    let place = node.path.isEmpty ? "" : " in '\(node.path)'"
    let choices = known.isEmpty ? "Remove it." : "Known are \(known.joined(separator: ", "))."
    return ConfigurationError(
      .unknownKey, "\(entry.position): unknown key '\(entry.key)'\(place).",
      remedy: suggestion.map { "Did you mean '\($0)'?" } ?? choices)
  }
}
