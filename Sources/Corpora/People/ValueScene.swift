// SPDX-License-Identifier: Apache-2.0

/// Where the canonical texts of a community go while they are written.
struct ValueScene {
  var values = CommunityValues()
  let own: OwnDraws
  /// A random word of the community; phones take their places in a range from it on.
  let phoneSerial: UInt64
  /// Who is written, which attribute, and where its text begins.
  var seat = 0
  var attribute = Attribute.fullName
  var start = 0

  init(_ own: OwnDraws) {
    self.own = own
    var draws = own(.contacts)
    phoneSerial = draws.word()
  }

  /// Ends the text that is being written.
  @inline(__always)
  mutating func end(_ arena: borrowing ByteBuffer) {
    values.set(seat, attribute, start..<arena.count)
  }

  /// Where somebody's text lies that is written already.
  @inline(__always)
  subscript(attribute: Attribute) -> Range<Int> { values[seat, attribute] }
}

extension CommunityGenerator {
  /// Begins somebody's first attribute.
  @inline(__always)
  func open(_ seat: Int, _ scene: inout ValueScene, _ arena: inout ByteBuffer) {
    scene.seat = seat
    scene.attribute = .fullName
    keys.writeFirst(.fullName, into: &arena)
    scene.start = arena.count
  }

  /// Ends an attribute's text and begins another one's.
  @inline(__always)
  func begin(
    _ attribute: Attribute, _ scene: inout ValueScene, _ arena: inout ByteBuffer
  ) {
    scene.end(arena)
    keys.writeNext(attribute, into: &arena)
    scene.attribute = attribute
    scene.start = arena.count
  }

  /// Ends somebody's last attribute.
  @inline(__always)
  func close(_ scene: inout ValueScene, _ arena: inout ByteBuffer) {
    scene.end(arena)
    arena.append(UInt8(ascii: "\""))
  }
}
