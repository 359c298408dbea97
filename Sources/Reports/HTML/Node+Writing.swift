// SPDX-License-Identifier: Apache-2.0

extension Node {
  /// The page's bytes as text.
  package var written: String {
    var output = ""
    write(to: &output)
    return output
  }

  private func write(to output: inout String) {
    switch self {
    case .text(let text): output += Escaping.escaped(text)
    case .styleSheet(let rules): output += rules
    case .fragment(let nodes):
      for node in nodes { node.write(to: &output) }
    case .element(let name, let attributes, let children):
      if !Self.inlineNames.contains(name) { output += "\n" }
      output += "<\(name)"
      for attribute in attributes {
        output += " \(attribute.name)=\"\(Escaping.escaped(attribute.value))\""
      }
      guard !Self.voidNames.contains(name) else {
        output += " />"
        return
      }
      output += ">"
      for child in children { child.write(to: &output) }
      output += "</\(name)>"
    }
  }

  /// Elements that a line break before them would push away from their neighbours.
  private static let inlineNames: Set<String> = [
    "a", "abbr", "b", "code", "em", "span", "strong", "tspan",
  ]

  /// Elements that HTML forbids to close by a tag of their own.
  private static let voidNames: Set<String> = ["br", "col", "hr", "meta"]
}
