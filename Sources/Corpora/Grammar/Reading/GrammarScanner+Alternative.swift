// SPDX-License-Identifier: Apache-2.0

/// Weight, conditions, hardness and text of one alternative.
extension GrammarScanner {
  /// Reads the rest of the line as an alternative.
  mutating func alternative(line: Int, isHint: Bool) throws(Failure) -> GrammarAlternative {
    var alternative = GrammarAlternative(line: line)
    var hasWeight = false
    while !isAtEnd {
      if !hasWeight, let weight = try weight() {
        alternative.weight = weight
        hasWeight = true
      } else if isAt("["), !isAt("[[") {
        try readConditions(into: &alternative.conditions)
      } else if isHint, let hardness = try hintHardness() {
        alternative.hardness = hardness
        skipBlanks()
        break
      } else {
        break
      }
      skipBlanks()
    }
    if isHint, alternative.hardness == nil {
      throw failure(
        "A hint begins with its hardness.", "Write a digit from 1 to 5 and '|' before the text.")
    }
    alternative.pieces = try pieces(isInner: false)
    return alternative
  }

  /// Reads `3*` and the blank after it; nil where something else is there.
  private mutating func weight() throws(Failure) -> Int? {
    let start = place
    guard let weight = number(), take("*"), isAtEnd || GrammarScanner.isBlank(bytes[place]) else {
      place = start
      return nil
    }
    guard weight > 0 else {
      place = start
      throw failure(
        "A weight of 0 is never drawn.", "Take a whole number from 1, or drop the line.")
    }
    return weight
  }

  /// Reads `3|`; nil where something else is there.
  private mutating func hintHardness() throws(Failure) -> Int? {
    let start = place
    guard let hardness = number(), take("|") else {
      place = start
      return nil
    }
    return try checked(hardness, at: start)
  }

  private mutating func checked(_ hardness: Int, at start: Int) throws(Failure) -> Int {
    guard (1...5).contains(hardness) else {
      place = start
      throw failure("A hardness lies in 1 to 5.", "1 is stated, 5 is hard to find out.")
    }
    return hardness
  }

  /// Reads `[facet=category,category;role:facet!=category]`.
  private mutating func readConditions(into conditions: inout [GrammarCondition])
    throws(Failure)
  {
    try expect("[", in: "a condition")
    repeat {
      skipBlanks()
      conditions.append(try condition())
      skipBlanks()
    } while take(";")
    try expect("]", in: "a condition")
  }

  private mutating func condition() throws(Failure) -> GrammarCondition {
    let role = try role()
    let facet = try name("facet", among: Facet.allCases.map(\.name)) { Facet(name: $0) }
    skipBlanks()
    let isExclusion = take("!=")
    if !isExclusion { try expect("=", in: "a condition") }
    let categories = facet.categories
    var isNamed = [Bool](repeating: false, count: categories.count)
    repeat {
      skipBlanks()
      isNamed[try name("category of \(facet.name)", among: categories, categories.firstIndex)] =
        true
      skipBlanks()
    } while take(",")
    return GrammarCondition(
      role: role, facet: facet, isAllowed: isNamed.map { $0 != isExclusion })
  }

  /// Reads `friend:`; the author where no role is there.
  private mutating func role() throws(Failure) -> GrammarRole {
    let start = place
    let text = name()
    guard take(":") else {
      place = start
      return .author
    }
    guard let role = GrammarRole.allCases.first(where: { "\($0)" == text }) else {
      place = start
      throw failure(
        "'\(text)' is no role.",
        GrammarScanner.remedy(among: GrammarRole.allCases.map { "\($0)" }))
    }
    return role
  }

  /// Reads pieces up to the end of the line, or up to `]]` inside an implied span.
  private mutating func pieces(isInner: Bool) throws(Failure) -> [GrammarPiece] {
    var pieces: [GrammarPiece] = []
    var literal: [UInt8] = []
    var literalColumn = column
    while !isAtEnd, !(isInner && isAt("]]")) {
      if literal.isEmpty { literalColumn = column }
      if try readLiteral(into: &literal) { continue }
      if !literal.isEmpty {
        pieces.append(GrammarPiece(column: literalColumn, content: .literal(literal)))
        literal = []
      }
      let start = column
      pieces.append(GrammarPiece(column: start, content: try bracket(isInner: isInner)))
    }
    if !literal.isEmpty {
      pieces.append(GrammarPiece(column: literalColumn, content: .literal(literal)))
    }
    return pieces
  }

  /// Takes over one byte or escape; false where a bracket opens.
  private mutating func readLiteral(into literal: inout [UInt8]) throws(Failure) -> Bool {
    let byte = bytes[place]
    switch byte {
    case UInt8(ascii: "{"), UInt8(ascii: "<"), UInt8(ascii: "["):
      return false
    case UInt8(ascii: "}"), UInt8(ascii: ">"), UInt8(ascii: "]"), UInt8(ascii: "|"):
      let sign = Character(Unicode.Scalar(byte))
      throw failure("'\(sign)' closes nothing here.", "Escape it: '\\\(sign)'.")
    case UInt8(ascii: "\\"):
      literal.append(try escape())
    case 0..<0x20, 0x7f:
      throw failure("A control character stands in the text.", "Write '\\n' for a new line.")
    default:
      literal.append(byte)
      place += 1
    }
    return true
  }

  private mutating func escape() throws(Failure) -> UInt8 {
    guard place + 1 < end else {
      throw failure("Nothing follows the backslash.", "Write '\\\\' for a backslash.")
    }
    let sign = bytes[place + 1]
    let meaning: UInt8? =
      switch sign {
      case UInt8(ascii: "n"): 0x0a
      case UInt8(ascii: "s"): 0x20
      case UInt8(ascii: "\\"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "<"),
        UInt8(ascii: ">"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "|"):
        sign
      default: nil
      }
    guard let meaning else {
      throw failure(
        "This escape means nothing.", "There are \\n, \\s, \\\\ and \\ before a bracket or '|'.")
    }
    place += 2
    return meaning
  }

  private mutating func bracket(isInner: Bool) throws(Failure) -> GrammarPiece.Content {
    if take("{") { return try reference() }
    if isAt("[") { return try implied(isInner: isInner) }
    try expect("<", in: "a slot")
    let isDecoy = take("~")
    let role = try isDecoy ? GrammarRole.author : role()
    let names = SpanLabel.all.map(\.name)
    let label = try name("attribute", among: names) { SpanLabel(name: $0) }
    var form = AttributeForm.canonical
    if take("/") {
      let forms = AttributeForm.forms(of: label)
      form = try name("form of \(label.name)", among: forms.map(\.rawValue)) { text in
        forms.first { $0.rawValue == text }
      }
    }
    try expect(">", in: "a slot")
    if case .local = label, role != .author || isDecoy {
      throw failure(
        "'\(label.name)' is made up anew and belongs to the author.", "Drop the role or the '~'.")
    }
    return isDecoy ? .decoy(label, form) : .slot(role, label, form)
  }

  private mutating func reference() throws(Failure) -> GrammarPiece.Content {
    let name = name()
    guard !name.isEmpty else {
      throw failure("The name of a rule is missing.", "Write '{name}', or escape the bracket.")
    }
    let isOptional = take("?")
    try expect("}", in: "a reference")
    return .reference(name, isOptional: isOptional)
  }

  private mutating func implied(isInner: Bool) throws(Failure) -> GrammarPiece.Content {
    guard take("[["), !isInner else {
      throw failure(
        isInner ? "An implied span lies within another." : "Conditions stand before the text.",
        "Escape the bracket: '\\['.")
    }
    let attribute = try name("attribute", among: Attribute.allCases.map(\.name)) {
      Attribute(name: $0)
    }
    skipBlanks()
    guard take("implied"), skipBlanks() > 0, let hardness = number() else {
      throw failure("This is no implied span.", "Write '[[ATTRIBUTE implied 3|text]]'.")
    }
    _ = try checked(hardness, at: place - 1)
    try expect("|", in: "an implied span")
    let inner = try pieces(isInner: true)
    try expect("]]", in: "an implied span")
    return .implied(attribute, hardness: hardness, inner)
  }
}
