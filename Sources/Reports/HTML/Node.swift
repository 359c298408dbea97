// SPDX-License-Identifier: Apache-2.0

/// One piece of a page: an element, text, or several of them in a row.
///
/// Text and attribute values are escaped when the tree is written, so no caller can forget to.
/// What is written is well-formed as XML and valid as HTML alike.
package indirect enum Node: Sendable {
  case text(String)
  case element(name: String, attributes: [Attribute], children: [Node])
  case fragment([Node])
  /// The content of a `style` element, written as it stands: constants of this module only.
  case styleSheet(String)

  /// One attribute of an element.
  package struct Attribute: Sendable {
    let name: String
    let value: String
  }

  /// Nothing at all.
  static let nothing = Node.fragment([])

  /// Creates an element; attributes keep their order.
  package static func tag(
    _ name: String, _ attributes: KeyValuePairs<String, String> = [:], _ children: [Node] = []
  ) -> Node {
    .element(
      name: name,
      attributes: attributes.map { Attribute(name: $0.key, value: $0.value) },
      children: children)
  }

  /// Creates an element that holds one text.
  package static func tag(
    _ name: String, _ attributes: KeyValuePairs<String, String> = [:], text: String
  ) -> Node {
    tag(name, attributes, [.text(text)])
  }
}

extension Node: ExpressibleByStringInterpolation {
  /// Creates a text.
  package init(stringLiteral value: String) {
    self = .text(value)
  }
}
