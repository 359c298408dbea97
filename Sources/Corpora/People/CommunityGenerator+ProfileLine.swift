// SPDX-License-Identifier: Apache-2.0

extension CommunityGenerator {
  /// Appends somebody's line of `profiles.jsonl`: one JSON object and a line feed.
  ///
  /// Keys stand in one fixed order; what a person has not, stands nowhere.
  public func writeProfileLine(
    of seat: Int, in community: Community, into buffer: inout ByteBuffer
  ) {
    let index = community.people[seat].index
    buffer.append(#"{"id":""#)
    buffer.append(profile: index)
    buffer.append(#"","index":"#)
    buffer.append(decimal: index)
    buffer.append(#","community":"#)
    buffer.append(decimal: community.index)
    buffer.append(#","locale":""#)
    keys.write(.locale, UInt8(community.frame.localeIndex), into: &buffer)
    buffer.append(#"","values":{"#)
    buffer.append(community.values.bytes, community.valueRange(of: seat))
    buffer.append(#"},"household":{"#)
    writeHousehold(seat, community, &buffer)
    buffer.append(#"},"friends":["#)
    for number in 0..<community.friendCount(of: seat) {
      if number > 0 { buffer.append(UInt8(ascii: ",")) }
      buffer.append(profileInQuotes: community.people[community.friend(number, of: seat)].index)
    }
    buffer.append(#"],"life":["#)
    writeLifeLine(
      of: seat, in: community, locales[community.frame.localeIndex].sheet, into: &buffer)
    buffer.append(#"],"interests":["#)
    for place in 0..<community.people[seat].interestCount {
      buffer.append(place > 0 ? #",""# : #"""#)
      lexicon.interests.texts.copy(Int(community.people[seat].interests[place]), into: &buffer)
      buffer.append(UInt8(ascii: "\""))
    }
    buffer.append("],")
    writeStyle(community.people[seat].style, &buffer)
    writeFacets(seat, community, &buffer)
    buffer.append("}}\n")
  }

  private func writeHousehold(
    _ seat: Int, _ community: Community, _ buffer: inout ByteBuffer
  ) {
    buffer.append(#""kind":""#)
    keys.write(.household, community.people[seat].householdKind.rawValue, into: &buffer)
    buffer.append(UInt8(ascii: "\""))
    if let partner = community.people[seat].partnerSeat {
      buffer.append(#","partner":"#)
      buffer.append(profileInQuotes: community.people[partner].index)
    }
    buffer.append(#","children":["#)
    for place in 0..<community.people[seat].childCount {
      let child = community.people[seat].children[place]
      buffer.append(place > 0 ? #",{"name":""# : #"{"name":""#)
      locales[community.frame.localeIndex].sheet.writeGiven(child.name, into: &buffer)
      buffer.append(#"","birth-date":""#)
      buffer.append(date: child.birthDate)
      buffer.append(#""}"#)
    }
    buffer.append(#"],"members":["#)
    let household = community.people[seat].household
    // The seats of a household stand next to each other.
    var first = seat
    while first > 0, community.people[first - 1].household == household { first -= 1 }
    var other = first
    while other < community.count, community.people[other].household == household {
      if other > first { buffer.append(UInt8(ascii: ",")) }
      buffer.append(profileInQuotes: community.people[other].index)
      other += 1
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
  @inline(__always)
  fileprivate mutating func append(profileInQuotes index: Int) {
    append(UInt8(ascii: "\""))
    append(profile: index)
    append(UInt8(ascii: "\""))
  }
}
