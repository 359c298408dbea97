// SPDX-License-Identifier: Apache-2.0

import Evidence
import Testing

@Suite struct JSONTests {
  private func text(_ value: JSONValue) throws -> String {
    String(decoding: try value.canonicalBytes(), as: UTF8.self)
  }

  @Test func canonicalFormSortsByBytesAndEscapesOnlyWhatItMust() throws {
    let value: JSONValue = [
      "b": [1, 2.0, -0.5, nil, true], "a": "é/\"\\\n\u{1}\u{7f}", "é": 1e21, "Z": [:],
    ]
    #expect(
      try text(value)
        == #"{"Z":{},"a":"é/\"\\\n\u0001"# + "\u{7f}"
        + #"","b":[1,2.0,-0.5,null,true],"é":1e+21}"#)
  }

  @Test func integersKeepAllSixtyFourBits() throws {
    #expect(
      try text([.int(UInt64.max), .int(Int64.min)]) == "[18446744073709551615,-9223372036854775808]"
    )
    #expect(throws: EvidenceError.self) {
      try JSONValue.integer(Int128(UInt64.max) + 1).canonicalBytes()
    }
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func numbersWithoutJSONFormAreRefusedByPath(number: Double) throws {
    let value: JSONValue = ["measures": [1.0, ["value": .number(number)]]]
    let error = #expect(throws: EvidenceError.self) { try value.readableBytes() }
    #expect(error?.code == .notRepresentable)
    #expect(error?.message.contains("'.measures[1].value'") == true)
  }

  @Test func readableFormHoldsTheSameValueAndShortContainersOnOneLine() throws {
    let value: JSONValue = [
      "schema": "s",
      "measures": [Samples.measured.json, Samples.missing.json],
      "x": .array((0..<200).map { .number(Double($0) / 7) }),
    ]
    let readable = try value.readableBytes()
    #expect(try JSONValue(parsing: readable) == value)
    let lines = String(decoding: readable, as: UTF8.self).split(separator: "\n")
    #expect(lines.contains { $0.hasPrefix("  \"x\": [0.0, ") && $0.hasSuffix("]") })
    #expect(lines.last == "}")
  }

  @Test func doublesReadBackBitForBit() throws {
    var state: UInt64 = 88_172_645_463_325_252
    for _ in 0..<5000 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      let number = Double(bitPattern: state)
      guard number.isFinite else { continue }
      let value = JSONValue.number(number)
      let back = try JSONValue(parsing: try value.canonicalBytes())
      #expect(back.double?.bitPattern == number.bitPattern, "\(number)")
      guard case .number = back else {
        Issue.record("\(number) came back whole")
        continue
      }
    }
  }

  @Test(arguments: [
    ("{\"a\":1,\"a\":2}", 7), ("[1,]", 3), ("{\"a\":}", 5), ("01", 0), ("1.", 2), ("-", 1),
    ("\"\u{1}\"", 1), ("\"\\x\"", 1), ("\"\\ud800\"", 1), ("\"\\udc00\"", 1), ("\"abc", 0),
    ("nul", 0), ("1e999", 0), ("18446744073709551616", 0), ("[] []", 3), ("", 0), ("\u{feff}1", 0),
    ("NaN", 0), ("'a'", 0), ("[1 2]", 3), ("{a:1}", 1), ("+1", 0), ("1 // no", 2),
  ])
  func malformedTextIsRefusedWhereItGoesWrong(text: String, offset: Int) throws {
    let error = #expect(throws: EvidenceError.self) { try JSONValue(parsing: text, name: "t") }
    #expect(error?.code == .malformedJSON)
    #expect(error?.message.hasPrefix("t, byte \(offset):") == true, "\(error?.message ?? "")")
  }

  @Test func malformedUTF8IsRefused() {
    #expect(throws: EvidenceError.self) { try JSONValue(parsing: [0x22, 0xC3, 0x28, 0x22]) }
    #expect(throws: EvidenceError.self) { try JSONValue(parsing: [0x22, 0xED, 0xA0, 0x80, 0x22]) }
  }

  @Test func nestingStopsAtTheLimit() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    #expect(throws: Never.self) { try JSONValue(parsing: nested(129)) }
    #expect(throws: EvidenceError.self) { try JSONValue(parsing: nested(130)) }
    #expect(throws: EvidenceError.self) {
      try JSONValue(parsing: String(repeating: "[", count: 1_000_000))
    }
  }

  @Test func escapesAreRead() throws {
    #expect(
      try JSONValue(parsing: #""\ud83d\ude00\u00e9\/\b\f\n\r\t\"\\""#)
        == .string("😀é/\u{8}\u{c}\n\r\t\"\\"))
  }

  /// Mutates valid documents byte by byte: each is refused or reads as a value that writes back.
  @Test func hostileBytesNeverCrashAndNeverReadAsSomethingUnwritable() throws {
    let seeds = try [
      Samples.document().json(bundle: nil).canonicalBytes(),
      Array(#"{"a":[1,-2.5e-3,"\u00e9\ud83d\ude00",null,true,false,{}],"b":{"c":[]}}"#.utf8),
    ]
    var state: UInt64 = 0x2545_F491_4F6C_DD1D
    func draw(_ bound: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % UInt64(bound))
    }
    var accepted = 0
    for round in 0..<6000 {
      var bytes = seeds[round % 2]
      for _ in 0...draw(3) {
        let place = draw(bytes.count)
        switch draw(4) {
        case 0: bytes[place] = UInt8(draw(256))
        case 1: bytes.remove(at: place)
        case 2: bytes.insert(UInt8(draw(256)), at: place)
        default: bytes.removeSubrange(place...)
        }
        if bytes.isEmpty { bytes = [0] }
      }
      guard let value = try? JSONValue(parsing: bytes) else { continue }
      accepted += 1
      let written = try value.canonicalBytes()
      #expect(try JSONValue(parsing: written) == value, "round \(round)")
    }
    #expect(accepted > 100)
    #expect(accepted < 5900)
  }

  @Test func tablesOfSpellingsKeepWhatStringsTakeForTheSame() throws {
    // U+00E9, then e and U+0301: one key to Swift's strings.
    let text = "{\"vocab\":{\"\u{E9}\":1,\"e\u{301}\":2},\"other\":{\"a\":3}}"
    #expect(throws: EvidenceError.self) { try JSONValue(parsing: text) }
    let value = try JSONValue(parsing: Array(text.utf8), name: "v", pairsOf: ["vocab"])
    let pairs = try #require(value["vocab"]?.elements)
    #expect(pairs.map { $0.elements?.last } == [1, 2])
    #expect(pairs[1].elements?.first?.text?.unicodeScalars.count == 2)
    #expect(value["other"]?["a"] == 3)
    for broken in ["{\"vocab\":{\"a\"", "{\"vocab\":{\"a\":1,}}", "{\"vocab\":{a:1}}"] {
      #expect(throws: EvidenceError.self) {
        try JSONValue(parsing: Array(broken.utf8), name: "v", pairsOf: ["vocab"])
      }
    }
  }
}
