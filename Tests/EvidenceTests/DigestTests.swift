// SPDX-License-Identifier: Apache-2.0

import Evidence
import TestSupport
import Testing

@Suite struct DigestTests {
  /// FIPS 180-4 example values, as NIST publishes them with the standard.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      String(repeating: "a", count: 1_000_000),
      "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    ),
  ])
  func digestsEqualThePublishedOnes(message: String, expected: String) throws {
    #expect(try Digest.sha256(message).hex == expected)
    try TemporaryFolder.with { folder in
      try overwrite(folder.path + "/message", message)
      #expect(try Digest.sha256(contentsOf: folder.path + "/message").hex == expected)
    }
  }

  @Test func piecesGiveTheDigestOfTheWhole() throws {
    let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0 * 7) }
    var stream = try DigestStream()
    for start in stride(from: 0, to: 1000, by: 37) {
      try stream.update(Array(bytes[start..<min(1000, start + 37)]))
    }
    #expect(try stream.finish() == Digest.sha256(bytes))
  }

  /// RFC 4231, test cases 1, 2, 3, 6 and 7.
  @Test(arguments: [
    (
      [UInt8](repeating: 0x0b, count: 20), Array("Hi There".utf8),
      "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
    ),
    (
      Array("Jefe".utf8), Array("what do ya want for nothing?".utf8),
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    ),
    (
      [UInt8](repeating: 0xaa, count: 20), [UInt8](repeating: 0xdd, count: 50),
      "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"
    ),
    (
      [UInt8](repeating: 0xaa, count: 131),
      Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
      "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
    ),
    (
      [UInt8](repeating: 0xaa, count: 131),
      Array(
        ("This is a test using a larger than block-size key and a larger than block-size data. "
          + "The key needs to be hashed before being used by the HMAC algorithm.").utf8),
      "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"
    ),
  ])
  func keyedDigestsEqualThePublishedOnes(key: [UInt8], message: [UInt8], expected: String) throws {
    #expect(try Digest.hmac(message, key: key).hex == expected)
  }

  @Test func hexadecimalReadsBackAndNothingElseIsRead() throws {
    let digest = try Digest.sha256("x")
    #expect(Digest(hex: digest.hex) == digest)
    #expect(Digest(hex: digest.hex.uppercased()) == nil)
    #expect(Digest(hex: String(digest.hex.dropLast())) == nil)
    #expect(Digest(hex: String(digest.hex.dropLast(2))) == nil)
    #expect(digest.shortName == String(digest.hex.prefix(12)))
  }

  @Test func filesThatCannotBeReadAreNamed() throws {
    try TemporaryFolder.with { folder in
      let path = folder.path
      let missing = #expect(throws: EvidenceError.self) {
        try Digest.sha256(contentsOf: path + "/none")
      }
      #expect(missing?.code == .missingFile)
      #expect(missing?.category == .missing)
      let isFolder = #expect(throws: EvidenceError.self) { try Digest.sha256(contentsOf: path) }
      #expect(isFolder?.category == .missing)
      #expect(isFolder?.message.contains("is a folder") == true)
    }
  }

  @Test func subjectKeysDependOnSeedContentAndBoundariesOfTheInputs() throws {
    try TemporaryFolder.with { folder in
      let names = ["ab", "c", "a", "bc", "copy"].map { folder.path + "/" + $0 }
      for (path, text) in zip(names, ["ab", "c", "a", "bc", "ab"]) { try overwrite(path, text) }
      func digest(_ seed: UInt64, _ files: [Int]) throws -> String {
        try SubjectKey(seed: seed, contentsOf: files.map { names[$0] }).digest(of: "user-7")
      }
      let digests = try [
        digest(1, [0, 1]), digest(2, [0, 1]), digest(1, [2, 3]), digest(1, [0]),
      ]
      #expect(Set(digests).count == 4)
      #expect(digests.allSatisfy { $0.count == 16 })
      #expect(try digest(1, [4, 1]) == digests[0])
    }
  }

  @Test(arguments: [
    ("", "•••"), ("7", "•••"), ("943", "•••"), ("u123", "u•••"), ("user-00042", "u•••"),
    ("éàüö", "é•••"),
  ])
  func masksShowOneCharacterAtMost(identifier: String, expected: String) {
    #expect(SubjectKey.masked(identifier) == expected)
  }

  @Test func keysAreNeverPrinted() throws {
    let hex = String(repeating: "5a", count: 32)
    let key = try #require(SubjectKey(hex: hex))
    var dumped = ""
    dump(key, to: &dumped)
    #expect(!"\(key) \(String(reflecting: key)) \(dumped)".contains("5a"))
    #expect(!dumped.contains("90"))
  }
}
