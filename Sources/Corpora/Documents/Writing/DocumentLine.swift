// SPDX-License-Identifier: Apache-2.0

/// Writes documents as lines of JSON, straight into the bytes of the file.
final class DocumentLine: Sendable {
  /// What a line says beside the text and its spans.
  struct Heading {
    var address: DocumentAddress
    var author: Int
    var kind: DocumentKind
    var set: CorpusSet
    var twinOf: DocumentAddress?
    var copies: Int
    var focus: Attribute
    var thread: DocumentAddress?
    var parent: DocumentAddress?
    /// The counterpart's index in the corpus; -1 where only the author takes part.
    var counterpart = -1
    var hasParticipants = false
  }

  /// `","attribute":"NAME","surface":"` by label.
  private let labels = BytePieces(
    SpanLabel.all.map { "\",\"attribute\":\"\($0.name)\",\"surface\":\"" })
  /// `","disclosure":"NAME","hardness":H}` by disclosure, hardness and certainty.
  private let endings = BytePieces(
    Disclosure.allCases.flatMap { disclosure in
      (0...5).flatMap { hardness in
        (0...5).map { certainty in
          "\",\"disclosure\":\"\(disclosure.rawValue)\",\"hardness\":\(hardness)"
            + (certainty > 0 ? ",\"certainty\":\(certainty)}" : "}")
        }
      }
    })
  private let kinds = BytePieces(
    DocumentKind.allCases.map { "\",\"kind\":\"\($0.name)\",\"set\":\"" })
  private let sets = BytePieces(CorpusSet.allCases.map { "\($0.rawValue)\"" })
  private let focuses = BytePieces(
    Attribute.allCases.map { ",\"focus\":\"\($0.name)\"" })

  /// Appends the line of a document.
  func append(
    _ heading: borrowing Heading, _ expander: borrowing Expander,
    _ community: borrowing WritingCommunity, to lines: inout ByteBuffer
  ) {
    append(heading, to: &lines)
    lines.append(",\"text\":\"")
    let isASCII = JSONBytes.append(0..<expander.text.count, of: expander.text, to: &lines)
    lines.append("\",\"spans\":[")
    var units = UTF16Counter()
    for place in expander.spans.indices {
      let span = expander.spans[place]
      if place > 0 { lines.append(",") }
      var (start, end) = (Int(span.start), Int(span.end))
      lines.append("{\"start\":")
      lines.append(small: start)
      lines.append(",\"end\":")
      lines.append(small: end)
      if !isASCII {
        start = units.advance(to: start, in: expander.text)
        end = units.advance(to: end, in: expander.text)
      }
      lines.append(",\"utf16Start\":")
      lines.append(small: start)
      lines.append(",\"utf16End\":")
      lines.append(small: end)
      append(contentOf: span, expander, community, to: &lines)
    }
    lines.append("]}\n")
  }

  private func append(
    contentOf span: TextSpan, _ expander: borrowing Expander,
    _ community: borrowing WritingCommunity, to lines: inout ByteBuffer
  ) {
    if span.seat >= 0 {
      lines.append(",\"profile\":\"")
      DocumentAddress.write(person: community.firstPerson &+ Int(span.seat), into: &lines)
      labels.append(Int(span.label), to: &lines)
    } else {
      lines.append(",\"profile\":null")
      labels.append(Int(span.label), droppingFirst: 1, to: &lines)
    }
    let surface = Int(span.start)..<Int(span.end)
    if span.disclosureCode == Disclosure.implied.code {
      JSONBytes.append(surface, of: expander.text, to: &lines)
    } else {
      lines.append(expander.text, surface)
    }
    lines.append("\",\"value\":\"")
    let value = Int(span.valueStart)..<Int(span.valueEnd)
    switch span.source {
    case .community: lines.append(community.values.bytes, value)
    case .decoys: lines.append(expander.fresh.decoys.bytes, value)
    case .made: lines.append(expander.made, value)
    }
    endings.append(
      (Int(span.disclosureCode) &* 6 &+ Int(span.hardness)) &* 6 &+ Int(span.certainty), to: &lines)
  }

  private func append(_ heading: borrowing Heading, to lines: inout ByteBuffer) {
    lines.append("{\"id\":\"")
    heading.address.write(into: &lines)
    lines.append("\",\"profile\":\"")
    DocumentAddress.write(person: heading.author, into: &lines)
    kinds.append(heading.kind.index, to: &lines)
    sets.append(heading.set.index, to: &lines)
    append(",\"twinOf\":\"", heading.twinOf, to: &lines)
    lines.append(",\"copies\":")
    lines.append(small: heading.copies)
    focuses.append(heading.focus.index, to: &lines)
    append(",\"thread\":\"", heading.thread, to: &lines)
    append(",\"parent\":\"", heading.parent, to: &lines)
    guard heading.hasParticipants else { return }
    lines.append(",\"participants\":[\"")
    DocumentAddress.write(person: heading.author, into: &lines)
    if heading.counterpart >= 0 {
      lines.append("\",\"")
      DocumentAddress.write(person: heading.counterpart, into: &lines)
    }
    lines.append("\"]")
  }

  private func append(
    _ key: StaticString, _ address: DocumentAddress?, to lines: inout ByteBuffer
  ) {
    guard let address else { return }
    lines.append(key)
    address.write(into: &lines)
    lines.append("\"")
  }
}

/// Fixed texts in one run of bytes.
struct BytePieces: Sendable {
  private var bytes: [UInt8] = []
  private var ends: [Int] = [0]

  init(_ texts: [String]) {
    for text in texts {
      bytes += Array(text.utf8)
      ends.append(bytes.count)
    }
    // So that every text can be copied by thirty-two bytes at a time.
    bytes += [UInt8](repeating: 0, count: 32)
  }

  @inline(__always)
  func append(_ index: Int, droppingFirst count: Int = 0, to lines: inout ByteBuffer) {
    lines.append(bytes, ends[index] &+ count..<ends[index &+ 1])
  }
}

/// Counts UTF-16 code units up to ascending positions of a text.
struct UTF16Counter {
  private var place = 0
  private var units = 0

  /// Goes on to a position, not before the last one, and returns the units before it.
  mutating func advance(to position: Int, in text: borrowing ByteBuffer) -> Int {
    while place < position {
      let byte = text[place]
      // Every scalar has one byte that continues none; those of four bytes are two units.
      if byte & 0xc0 != 0x80 { units &+= byte >= 0xf0 ? 2 : 1 }
      place &+= 1
    }
    return units
  }
}

extension CorpusSet {
  /// The position in tables.
  var index: Int {
    switch self {
    case .retain: 0
    case .forget: 1
    case .neighbour: 2
    case .twin: 3
    case .unseen: 4
    }
  }
}
