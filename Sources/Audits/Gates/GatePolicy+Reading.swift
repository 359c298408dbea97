// SPDX-License-Identifier: Apache-2.0

public import ConfigurationFiles
import Evidence

extension GatePolicy {
  /// Reads a policy file.
  ///
  /// - Parameter path: The file.
  /// - Throws: What is wrong, with file, line and column.
  public init(contentsOf path: String) throws(ConfigurationError) {
    try self.init(ConfigurationNode(contentsOf: path))
  }

  /// Reads a policy from its text.
  ///
  /// - Parameters:
  ///   - text: The YAML document.
  ///   - file: What messages call it.
  /// - Throws: What is wrong, with line and column.
  public init(parsing text: String, file: String) throws(ConfigurationError) {
    try self.init(ConfigurationNode(parsing: text, file: file))
  }

  private init(_ node: ConfigurationNode) throws(ConfigurationError) {
    var reader = try node.mapping()
    let verdicts = try reader.optional("verdict").map {
      node throws(ConfigurationError) in
      try node.list().map { item throws(ConfigurationError) in try item.choice(Verdict.self) }
    }
    let rules = try reader.optional("rules").map { node throws(ConfigurationError) in
      try node.list().map { item throws(ConfigurationError) in try Rule(item) }
    }
    try reader.finish()
    guard verdicts?.isEmpty == false || rules?.isEmpty == false else {
      throw node.error(
        "a gate without any condition would let everything pass.",
        remedy: "Add 'verdict', or 'rules'.")
    }
    self.init(verdicts: verdicts, rules: rules ?? [])
  }
}

extension GatePolicy.Rule {
  fileprivate init(_ node: ConfigurationNode) throws(ConfigurationError) {
    var reader = try node.mapping()
    let measure = try reader.require("measure").string()
    var group: [String: String] = [:]
    if let node = reader.optional("group") {
      var reader = try node.mapping()
      for key in reader.keys { group[key] = try reader.require(key).string() }
      try reader.finish()
    }
    let isPooled = try reader.optional("pooled").map { node throws(ConfigurationError) in
      try node.bool()
    }
    let atLeast = try reader.optional("at-least").map(GatePolicy.Rule.bound)
    let atMost = try reader.optional("at-most").map(GatePolicy.Rule.bound)
    let judge = try reader.optional("judge").map { node throws(ConfigurationError) in
      try node.choice(GatePolicy.Judge.self)
    }
    let isRequired = try reader.optional("required").map { node throws(ConfigurationError) in
      try node.bool()
    }
    try reader.finish()
    guard atLeast != nil || atMost != nil else {
      throw node.error("the rule sets no bound.", remedy: "Add 'at-most' or 'at-least'.")
    }
    guard (atLeast ?? -.infinity) <= (atMost ?? .infinity) else {
      throw node.error("no number meets both bounds.", remedy: "Swap or correct them.")
    }
    self.init(
      measure: measure, group: group, isPooled: isPooled ?? false, atLeast: atLeast,
      atMost: atMost, judge: judge ?? .worstEnd, isRequired: isRequired ?? true)
  }

  /// A finite number: an infinite bound would let everything pass.
  private static func bound(_ node: ConfigurationNode) throws(ConfigurationError) -> Double {
    try node.double(in: -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude)
  }
}
