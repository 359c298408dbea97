// SPDX-License-Identifier: Apache-2.0

import Foundation
import FoundationXML
import Testing

/// Checks of markup by an XML parser that is not ours.
enum WellFormedness {
  /// Records an issue unless a page is well-formed XML with unique identifiers.
  static func check(_ page: String) throws {
    let reader = Reader()
    let parser = XMLParser(data: Data(page.utf8))
    parser.delegate = reader
    #expect(parser.parse(), "line \(parser.lineNumber): \(String(describing: parser.parserError))")
    #expect(reader.identifiers.count == Set(reader.identifiers).count)
    for target in reader.targets {
      #expect(reader.identifiers.contains(target), "nothing is called \(target)")
    }
  }

  /// The names of all elements and their attributes in order, without any text.
  static func tags(in page: String) -> [String] {
    let reader = Reader()
    let parser = XMLParser(data: Data(page.utf8))
    parser.delegate = reader
    _ = parser.parse()
    return reader.tags
  }

  private final class Reader: NSObject, XMLParserDelegate {
    var tags: [String] = []
    var identifiers: [String] = []
    var targets: [String] = []

    func parser(
      _ parser: XMLParser, didStartElement elementName: String, namespaceURI: String?,
      qualifiedName: String?, attributes: [String: String]
    ) {
      tags.append(([elementName] + attributes.keys.sorted()).joined(separator: " "))
      if let id = attributes["id"] { identifiers.append(id) }
      targets += attributes["aria-labelledby"]?.split(separator: " ").map(String.init) ?? []
      if let link = attributes["href"] { targets.append(String(link.dropFirst())) }
    }
  }
}

extension String {
  /// The text between the first occurrence of one mark and the next occurrence of another.
  func components(between start: String, and end: String) -> String {
    guard let opening = range(of: start),
      let closing = range(of: end, range: opening.upperBound..<endIndex)
    else { return "" }
    return String(self[opening.upperBound..<closing.lowerBound])
  }
}
