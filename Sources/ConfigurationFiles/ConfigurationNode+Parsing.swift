// SPDX-License-Identifier: Apache-2.0

internal import Foundation
internal import Yams

extension ConfigurationNode {
  /// The largest file that is read, in bytes.
  static let sizeLimit = 1 << 20

  /// Reads a configuration file.
  ///
  /// - Parameter path: The file.
  /// - Throws: `missingFile` for a folder too, `unreadableFile`, or what is wrong with the content.
  public init(contentsOf path: String) throws(ConfigurationError) {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw ConfigurationError(
        .missingFile, "'\(path)' is not there.", remedy: "Check the path.")
    }
    guard !isFolder.boolValue else {
      throw ConfigurationError(
        .missingFile, "'\(path)' is a folder, not a file.", remedy: "Name a file.")
    }
    let data: Data
    do {
      data = try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
      throw ConfigurationError(
        .unreadableFile, "'\(path)' cannot be read.",
        remedy: "Check its permissions.", cause: error)
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw ConfigurationError(
        .malformed, "'\(path)' is not UTF-8.", remedy: "Save it as UTF-8.")
    }
    try self.init(parsing: text, file: path)
  }

  /// Reads one strict YAML document.
  ///
  /// Refused are repeated keys, anchors, aliases, merge keys, tags, and unquoted scalars that
  /// readers of YAML disagree about.
  ///
  /// - Parameters:
  ///   - text: The document.
  ///   - file: What the document is called in messages.
  /// - Throws: What is wrong, with file, line and column.
  public init(parsing text: String, file: String) throws(ConfigurationError) {
    guard text.utf8.count <= ConfigurationNode.sizeLimit else {
      throw ConfigurationError(
        .malformed, "'\(file)' is larger than \(ConfigurationNode.sizeLimit) bytes.",
        remedy: "Name a configuration file.")
    }
    let parser: Parser
    let root: Node?
    do {
      parser = try Parser(yaml: text, resolver: Resolver.basic, encoding: .utf8)
      root = try parser.singleRoot()
    } catch {
      throw ConfigurationError(yaml: error, in: text, file: file)
    }
    // Nodes refer to their anchors weakly: the parser, which owns them, must outlive the check.
    defer { withExtendedLifetime(parser) {} }
    guard let root else {
      throw ConfigurationError(
        .malformed, "'\(file)' is empty.", remedy: "Write a mapping of keys to values.")
    }
    try self.init(root, file: file, path: "")
  }

  private init(_ node: Node, file: String, path: String, isKey: Bool = false)
    throws(ConfigurationError)
  {
    position = Position(
      file: file, line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
    self.path = path
    guard node.anchor == nil else {
      throw ConfigurationError(
        .anchor, "\(position): an anchor or alias stands at '\(path)'.",
        remedy: "Write the value out where it is needed.")
    }
    switch node {
    case .scalar(let scalar):
      content = try ConfigurationNode.content(of: scalar, position, path, isKey: isKey)
    case .sequence(let sequence):
      try ConfigurationNode.requireUntagged(sequence.tag, position, path)
      var items: [ConfigurationNode] = []
      for (index, item) in sequence.enumerated() {
        items.append(try ConfigurationNode(item, file: file, path: "\(path)[\(index)]"))
      }
      content = .list(items)
    case .mapping(let mapping):
      try ConfigurationNode.requireUntagged(mapping.tag, position, path)
      content = .mapping(try ConfigurationNode.entries(of: mapping, file, path))
    case .alias:
      throw ConfigurationError(
        .anchor, "\(position): an alias stands at '\(path)'.",
        remedy: "Write the value out where it is needed.")
    }
  }

  private static func entries(of mapping: Node.Mapping, _ file: String, _ path: String)
    throws(ConfigurationError) -> [Entry]
  {
    var entries: [Entry] = []
    var seen: Set<String> = []
    for (key, value) in mapping {
      guard case .scalar = key else {
        throw ConfigurationError(
          .wrongType, "\(file):\(key.mark?.description ?? "1:1"): a key is a list or a mapping.",
          remedy: "Write a word as the key.")
      }
      let node = try ConfigurationNode(key, file: file, path: path, isKey: true)
      guard case .text(let name) = node.content else {
        throw ConfigurationError(
          .wrongType, "\(node.position): a key is text, not \(node.kind).",
          remedy: "Put the key in quotes.")
      }
      guard seen.insert(name).inserted else {
        throw ConfigurationError(
          .duplicateKey, "\(node.position): the key '\(name)' stands twice.",
          remedy: "Keep one of them.")
      }
      let place = path.isEmpty ? name : "\(path).\(name)"
      let child = try ConfigurationNode(value, file: file, path: place)
      entries.append(Entry(key: name, position: node.position, value: child))
    }
    return entries
  }

  private static func content(
    of scalar: Node.Scalar, _ position: Position, _ path: String, isKey: Bool
  ) throws(ConfigurationError) -> Content {
    guard scalar.style == .plain else { return .text(scalar.string) }
    try requireUntagged(scalar.tag, position, path, isKey: isKey)
    switch PlainScalar(scalar.string) {
    case .text(let text): return .text(text)
    case .integer(let value): return .integer(value)
    case .number(let value): return .number(value)
    case .boolean(let flag): return .boolean(flag)
    case .ambiguous(let reason):
      throw ConfigurationError(
        .ambiguous,
        "\(position): '\(scalar.string)' at '\(path)' may be read as \(reason) or as text.",
        remedy: "Put text in quotes, write true or false, or numbers as JSON does.")
    }
  }

  /// Refuses a tag; the parser itself gives one to each key when it compares keys.
  private static func requireUntagged(
    _ tag: Tag, _ position: Position, _ path: String, isKey: Bool = false
  ) throws(ConfigurationError) {
    let given = isKey ? [Tag.Name.implicit, .str] : [.implicit]
    guard given.map(\.rawValue).contains(tag.rawValue) else {
      throw ConfigurationError(
        .tag, "\(position): a tag stands at '\(path)'.", remedy: "Remove the tag.")
    }
  }
}

extension ConfigurationError {
  /// Words what the YAML parser found, without quoting the file.
  fileprivate init(yaml error: any Error, in text: String, file: String) {
    func place(_ mark: Mark) -> String { "\(file):\(mark.line):\(mark.column)" }
    let remedy = "Correct the YAML."
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _):
      self.init(.malformed, "\(place(mark)): \(problem).", remedy: remedy, cause: error)
    case .composer(_, let problem, let mark, _) where problem.contains("alias"):
      self.init(
        .anchor, "\(place(mark)): an alias stands here.",
        remedy: "Write the value out where it is needed.")
    case .composer(_, let problem, let mark, _):
      self.init(.malformed, "\(place(mark)): \(problem).", remedy: remedy, cause: error)
    case .duplicatedKeysInMapping(let keys, let context):
      let key = keys.first ?? ""
      let second = RepeatedKey.second(key, in: text, first: context.mark)
      self.init(
        .duplicateKey,
        "\(second.map { "\(file):\($0.line):\($0.column)" } ?? place(context.mark)): the key "
          + "'\(key)' stands twice.",
        remedy: "Keep one of them.")
    case .reader(let problem, _, _, _):
      self.init(.malformed, "'\(file)': \(problem).", remedy: remedy)
    default:
      self.init(.malformed, "'\(file)' is not YAML.", remedy: remedy)
    }
  }
}
