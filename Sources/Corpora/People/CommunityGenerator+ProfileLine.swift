// SPDX-License-Identifier: Apache-2.0

extension CommunityGenerator {
  /// Appends somebody's line of `profiles.jsonl`: one JSON object and a line feed.
  ///
  /// Keys stand in one fixed order; what a person has not, stands nowhere.
  public func writeProfileLine(
    of seat: Int, in community: Community, into buffer: inout ByteBuffer
  ) {
    let person = community.people[seat]
    buffer.append(#"{"id":""#)
    buffer.append(profile: person.index)
    buffer.append(#"","index":"#)
    buffer.append(decimal: person.index)
    buffer.append(#","community":"#)
    buffer.append(decimal: community.index)
    buffer.append(#","locale":""#)
    keys.write(.locale, UInt8(community.frame.localeIndex), into: &buffer)
    buffer.append(#"","values":{"#)
    writeValues(seat, community, &buffer)
    buffer.append(#"},"household":{"#)
    writeHousehold(person, seat, community, &buffer)
    buffer.append(#"},"friends":["#)
    for number in 0..<community.friendCount(of: seat) {
      if number > 0 { buffer.append(UInt8(ascii: ",")) }
      buffer.append(profileInQuotes: community.people[community.friend(number, of: seat)].index)
    }
    buffer.append(#"],"life":["#)
    writeLifeLine(person, seat, community, &buffer)
    buffer.append(#"],"interests":["#)
    for place in 0..<person.interestCount {
      buffer.append(place > 0 ? #",""# : #"""#)
      lexicon.interests.texts.copy(Int(person.interests[place]), into: &buffer)
      buffer.append(UInt8(ascii: "\""))
    }
    buffer.append("],")
    writeStyle(person.style, &buffer)
    writeFacets(seat, community, &buffer)
    buffer.append("}}\n")
  }

  private func writeValues(_ seat: Int, _ community: Community, _ buffer: inout ByteBuffer) {
    var isFirst = true
    for place in 0..<Attribute.count {
      let range = community.values[seat, place]
      if range.isEmpty { continue }
      keys.writeAttribute(place, isFirst: isFirst, into: &buffer)
      buffer.append(community.values.bytes, range)
      buffer.append(UInt8(ascii: "\""))
      isFirst = false
    }
  }

  private func writeHousehold(
    _ person: Person, _ seat: Int, _ community: Community, _ buffer: inout ByteBuffer
  ) {
    buffer.append(#""kind":""#)
    keys.write(.household, person.householdKind.rawValue, into: &buffer)
    buffer.append(UInt8(ascii: "\""))
    if let partner = person.partnerSeat {
      buffer.append(#","partner":"#)
      buffer.append(profileInQuotes: community.people[partner].index)
    }
    buffer.append(#","children":["#)
    let tables = sheet(community).tables
    for place in 0..<person.childCount {
      buffer.append(place > 0 ? #",{"name":""# : #"{"name":""#)
      writeGiven(person.children[place], tables, &buffer)
      buffer.append(#"","birth-date":""#)
      buffer.append(date: person.children[place].birthDate)
      buffer.append(#""}"#)
    }
    buffer.append(#"],"members":["#)
    var isFirst = true
    for other in community.people where other.household == person.household {
      if !isFirst { buffer.append(UInt8(ascii: ",")) }
      buffer.append(profileInQuotes: other.index)
      isFirst = false
    }
    buffer.append(UInt8(ascii: "]"))
  }

  private func writeStyle(_ style: WritingStyle, _ buffer: inout ByteBuffer) {
    buffer.append(#""style":{"register":""#)
    keys.write(.register, style.register, into: &buffer)
    buffer.append(#"","typo-rate":"#)
    buffer.append(decimal: Int(style.typoRate))
    buffer.append(#","emoji-rate":"#)
    buffer.append(decimal: Int(style.emojiRate))
    buffer.append(#","length":"#)
    buffer.append(decimal: Int(style.length))
    buffer.append(#"},"facets":{"#)
  }

  private func writeFacets(_ seat: Int, _ community: Community, _ buffer: inout ByteBuffer) {
    for facet in 0..<Facet.count {
      let code = community.facets[seat * Facet.count + facet]
      keys.writeFacet(facet, code, into: &buffer)
    }
  }
}

extension ByteBuffer {
  /// Appends the identifier of a person, such as `p0000123`.
  @inline(__always)
  mutating func append(profile index: Int) {
    append(UInt8(ascii: "p"))
    append(digits: UInt(index), atLeast: 7)
  }

  @inline(__always)
  fileprivate mutating func append(profileInQuotes index: Int) {
    append(UInt8(ascii: "\""))
    append(profile: index)
    append(UInt8(ascii: "\""))
  }
}
