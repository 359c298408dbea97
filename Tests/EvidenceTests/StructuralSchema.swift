// SPDX-License-Identifier: Apache-2.0

import Evidence
import Foundation
import TestSupport

/// Checks documents against the part of JSON Schema that docs/schemas uses.
struct StructuralSchema {
  private var documents: [String: JSONValue] = [:]

  /// Loads every schema of the package.
  init() throws {
    let folder = SuiteFolder.packageRoot(of: #filePath).appendingPathComponent("docs/schemas").path
    for name in try FileManager.default.contentsOfDirectory(atPath: folder)
    where name.hasSuffix(".schema.json") {
      let schema = try StoredFile.readJSON("\(folder)/\(name)")
      documents[schema["$id"]?.text ?? ""] = schema
    }
  }

  /// The names of all schemas.
  var names: [String] { documents.keys.sorted() }

  /// What is wrong with a document, by path; empty where it fits.
  func problems(of value: JSONValue, with name: String) -> [String] {
    problems(value, ["$ref": .string("urn:palimpsest:\(name):1")], "$")
  }

  private func problems(_ value: JSONValue, _ schema: JSONValue, _ path: String) -> [String] {
    if let reference = schema["$ref"]?.text {
      guard let target = resolve(reference) else { return ["\(path): no schema \(reference)"] }
      return problems(value, target, path)
    }
    var found: [String] = []
    if let constant = schema["const"], constant != value { found.append("\(path): const") }
    if let words = schema["enum"]?.elements, !words.contains(value) {
      found.append("\(path): enum")
    }
    if !hasType(value, schema["type"]) { found.append("\(path): type") }
    found += members(value, schema, path) + elements(value, schema, path)
    if let number = value.double {
      if let low = schema["minimum"]?.double, number < low { found.append("\(path): minimum") }
      if let high = schema["maximum"]?.double, number > high { found.append("\(path): maximum") }
    }
    if let pattern = schema["pattern"]?.text, let text = value.text,
      text.range(of: pattern, options: .regularExpression) == nil
    {
      found.append("\(path): pattern")
    }
    if let choices = schema["oneOf"]?.elements,
      choices.count(where: { problems(value, $0, path).isEmpty }) != 1
    {
      found.append("\(path): oneOf")
    }
    if let other = schema["not"], problems(value, other, path).isEmpty {
      found.append("\(path): not")
    }
    return found
  }

  private func members(_ value: JSONValue, _ schema: JSONValue, _ path: String) -> [String] {
    guard let members = value.members else { return [] }
    let required = schema["required"]?.elements?.compactMap(\.text) ?? []
    var found = required.filter { members[$0] == nil }.map { "\(path).\($0): missing" }
    for (key, member) in members.sorted(by: { $0.key < $1.key }) {
      if let known = schema["properties"]?[key] {
        found += problems(member, known, "\(path).\(key)")
      } else if let others = schema["additionalProperties"] {
        found +=
          others == false
          ? ["\(path).\(key): unknown"] : problems(member, others, "\(path).\(key)")
      }
    }
    return found
  }

  private func elements(_ value: JSONValue, _ schema: JSONValue, _ path: String) -> [String] {
    guard let elements = value.elements else { return [] }
    var found: [String] = []
    if let least = schema["minItems"]?.wholeNumber, elements.count < least {
      found.append("\(path): minItems")
    }
    if let most = schema["maxItems"]?.wholeNumber, elements.count > most {
      found.append("\(path): maxItems")
    }
    guard let items = schema["items"] else { return found }
    for (index, element) in elements.enumerated() {
      found += problems(element, items, "\(path)[\(index)]")
    }
    return found
  }

  private func resolve(_ reference: String) -> JSONValue? {
    let parts = reference.split(separator: "#")
    var target = parts.first.flatMap { documents[String($0)] }
    if parts.count == 2 {
      for key in parts[1].split(separator: "/") { target = target?[String(key)] }
    }
    return target
  }

  private func hasType(_ value: JSONValue, _ types: JSONValue?) -> Bool {
    guard let types else { return true }
    let name =
      switch value {
      case .null: ["null"]
      case .bool: ["boolean"]
      case .integer: ["integer", "number"]
      case .number: ["number"]
      case .string: ["string"]
      case .array: ["array"]
      case .object: ["object"]
      }
    return (types.elements ?? [types]).compactMap(\.text).contains(where: name.contains)
  }
}
