// SPDX-License-Identifier: Apache-2.0

/// Where the private documents of a community tell what, and the questions that they answer.
///
/// After PersonaBench (Tan et al., arXiv 2502.20616): a question is about one fact of one person, and
/// its gold evidence is every place in private documents that states the answer, as it stands or
/// written otherwise. Parts, hints and decoys are none, nor is the same text told as another attribute,
/// such as the city of birth where somebody still lives there.
struct EvidenceTable {
  private struct Entry {
    let kind: DocumentKind
    let author: Int16
    let number: Int32
    let start: Int32
    let end: Int32
    /// Whether the answer stands there as it stands in the question's line.
    let isVerbatim: Bool
  }

  /// By attribute its name, and the question up to the person's name; and the rest of the question.
  private static let openings = BytePieces(
    Attribute.allCases.map { attribute in
      "\(attribute.name)\",\"question\":\"\(QuestionWording.all[attribute.index]?.before ?? "")"
    })
  private static let middles = BytePieces(
    QuestionWording.all.map { "\($0?.after ?? "")\",\"answer\":\"" })

  private var entries: [Entry] = []
  /// Seat, attribute and position in `entries`, so that sorting brings together what belongs together.
  private var keys: [UInt64] = []

  /// Notes the spans of a document that state attributes, verbatim or normalized.
  mutating func add(_ spans: [TextSpan], of kind: DocumentKind, seat: Int, _ number: Int) {
    for span in spans where span.seat >= 0 && Int(span.label) < Attribute.count {
      let isVerbatim = span.disclosureCode == Disclosure.verbatim.code
      guard isVerbatim || span.disclosureCode == Disclosure.normalized.code else { continue }
      let group = UInt64(span.seat) << 8 | UInt64(span.label)
      keys.append(group << 32 | UInt64(entries.count))
      entries.append(
        Entry(
          kind: kind, author: Int16(seat), number: Int32(number), start: span.start,
          end: span.end, isVerbatim: isVerbatim))
    }
  }

  /// Appends one question for each person and attribute that some document states.
  ///
  /// - Returns: The number of questions.
  mutating func writeQuestions(
    _ community: borrowing WritingCommunity, into lines: inout ByteBuffer
  ) -> Int {
    keys.sort()
    var count = 0
    var numberOfSeat = 0
    var lastSeat = -1
    var start = 0
    while start < keys.count {
      var end = start + 1
      while end < keys.count, keys[end] >> 32 == keys[start] >> 32 { end += 1 }
      let seat = Int(keys[start] >> 40)
      let attribute = Attribute.allCases[Int(keys[start] >> 32 & 0xff)]
      if let wording = QuestionWording.all[attribute.index] {
        numberOfSeat = seat == lastSeat ? numberOfSeat + 1 : 0
        lastSeat = seat
        write(start..<end, seat, attribute, wording, numberOfSeat, community, into: &lines)
        count += 1
      }
      start = end
    }
    return count
  }

  private func write(
    _ group: Range<Int>, _ seat: Int, _ attribute: Attribute, _ wording: QuestionWording,
    _ number: Int, _ community: borrowing WritingCommunity, into lines: inout ByteBuffer
  ) {
    let person = community.firstPerson + seat
    lines.append("{\"id\":\"")
    DocumentAddress.write(person: person, into: &lines)
    lines.append("-question-")
    lines.append(decimal: number)
    lines.append("\",\"profile\":\"")
    DocumentAddress.write(person: person, into: &lines)
    lines.append("\",\"attribute\":\"")
    EvidenceTable.openings.append(attribute.index, to: &lines)
    lines.append(community.values.bytes, community.values[seat, .fullName])
    EvidenceTable.middles.append(attribute.index, to: &lines)
    lines.append(community.values.bytes, community.values[seat, attribute])
    lines.append("\",\"evidence\":[")
    var isOwn = false
    for place in group {
      let entry = entries[Int(keys[place] & 0xffff_ffff)]
      isOwn = isOwn || Int(entry.author) == seat
      if place > group.lowerBound { lines.append(",") }
      write(entry, community, into: &lines)
    }
    lines.append("],\"hardness\":")
    lines.append(decimal: isOwn ? wording.group.hardness : 3)
    lines.append("}\n")
  }

  private func write(
    _ entry: Entry, _ community: borrowing WritingCommunity, into lines: inout ByteBuffer
  ) {
    lines.append("{\"document\":\"")
    DocumentAddress.personal(
      person: community.firstPerson + Int(entry.author), kind: entry.kind,
      number: Int(entry.number)
    ).write(into: &lines)
    lines.append("\",\"start\":")
    lines.append(decimal: Int(entry.start))
    lines.append(",\"end\":")
    lines.append(decimal: Int(entry.end))
    lines.append(",\"disclosure\":\"")
    lines.append(entry.isVerbatim ? "verbatim\"}" : "normalized\"}")
  }
}
