// SPDX-License-Identifier: Apache-2.0

/// One value of a configuration file, with its type and its place.
public struct ConfigurationNode: Sendable {
  /// What a node holds; the type is read off the file, never guessed from what is wanted.
  public enum Content: Sendable {
    case text(String)
    case integer(Int)
    case number(Double)
    case boolean(Bool)
    case list([ConfigurationNode])
    case mapping([Entry])
  }

  /// One key of a mapping with its value.
  public struct Entry: Sendable {
    /// The key.
    public let key: String
    /// Where the key stands.
    public let position: Position
    /// The value.
    public let value: ConfigurationNode
  }

  /// A place in a file.
  public struct Position: Hashable, Sendable, CustomStringConvertible {
    /// The file as the reader knows it.
    public let file: String
    /// The line, from 1.
    public let line: Int
    /// The column in Unicode scalars, from 1.
    public let column: Int

    /// The place as `file:line:column`.
    public var description: String { "\(file):\(line):\(column)" }
  }

  /// What the node holds.
  public let content: Content
  /// Where the node begins.
  public let position: Position
  /// The keys that lead to the node, such as `rules[2].at-most`; empty at the top.
  public let path: String

  /// Returns an error at this node, for rules that only its reader knows.
  ///
  /// - Parameters:
  ///   - message: What is wrong, as a sentence; place and path are put before it.
  ///   - remedy: What to do, as a sentence.
  ///   - code: The kind of mistake.
  /// - Returns: The error, to be thrown.
  public func error(
    _ message: String, remedy: String, code: ConfigurationError.Code = .invalid
  ) -> ConfigurationError {
    let subject = path.isEmpty ? "" : "'\(path)': "
    return ConfigurationError(code, "\(position): \(subject)\(message)", remedy: remedy)
  }

  /// What the content is called in messages.
  var kind: String {
    switch content {
    case .text: "text"
    case .integer: "a whole number"
    case .number: "a number"
    case .boolean: "a truth value"
    case .list: "a list"
    case .mapping: "a mapping"
    }
  }

  /// The error for content of another type.
  func mismatch(_ wanted: String) -> ConfigurationError {
    error("\(wanted) should stand here, not \(kind).", remedy: hint(wanted), code: .wrongType)
  }

  private func hint(_ wanted: String) -> String {
    switch content {
    case .integer, .number, .boolean:
      wanted == "text" ? "Put it in quotes." : "Write \(wanted)."
    case .text, .list, .mapping: "Write \(wanted)."
    }
  }
}
