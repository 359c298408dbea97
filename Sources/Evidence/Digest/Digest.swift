// SPDX-License-Identifier: Apache-2.0

internal import COpenSSL

/// A SHA-256 digest (FIPS 180-4).
public struct Digest: Hashable, Sendable, CustomStringConvertible {
  /// The digest's 32 bytes.
  public let bytes: [UInt8]

  /// Wraps 32 bytes; other counts are a programmer's mistake.
  public init(bytes: [UInt8]) {
    precondition(bytes.count == Digest.byteCount, "a SHA-256 digest has 32 bytes")
    self.bytes = bytes
  }

  /// Reads 64 lower-case hexadecimal digits; nil for anything else.
  public init?(hex: String) {
    guard let bytes = Hexadecimal.bytes(hex), bytes.count == Digest.byteCount else { return nil }
    self.bytes = bytes
  }

  /// How many bytes a digest has.
  public static let byteCount = 32

  /// The digest as 64 lower-case hexadecimal digits.
  public var hex: String { Hexadecimal.text(bytes) }

  /// The digest as 64 lower-case hexadecimal digits.
  public var description: String { hex }

  /// The first 12 hexadecimal digits, which name a run's default folder.
  public var shortName: String { Hexadecimal.text(bytes.prefix(6)) }

  /// Name and version of the cryptographic library that computes digests.
  public static var libraryVersion: String {
    OpenSSL_version(OPENSSL_VERSION).map { String(cString: $0) } ?? "unknown"
  }

  /// The digest of these bytes.
  public static func sha256(_ bytes: [UInt8]) throws(EvidenceError) -> Digest {
    var stream = try DigestStream()
    try stream.update(bytes)
    return try stream.finish()
  }

  /// The digest of this text's UTF-8 bytes.
  public static func sha256(_ text: String) throws(EvidenceError) -> Digest {
    try sha256(Array(text.utf8))
  }

  /// The digest of this value's canonical bytes.
  public static func sha256(canonical value: JSONValue) throws(EvidenceError) -> Digest {
    try sha256(try value.canonicalBytes())
  }

  /// The digest of a file's content, read in blocks.
  public static func sha256(contentsOf path: String) throws(EvidenceError) -> Digest {
    var stream = try DigestStream()
    _ = try stream.update(contentsOf: path)
    return try stream.finish()
  }

  /// The keyed digest HMAC-SHA-256 of a message (RFC 2104).
  ///
  /// - Parameters:
  ///   - message: What is authenticated.
  ///   - key: The secret, of any length.
  /// - Returns: All 32 bytes of the code.
  /// - Throws: `cryptography` where the library refuses.
  public static func hmac(_ message: [UInt8], key: [UInt8]) throws(EvidenceError) -> Digest {
    var code = [UInt8](repeating: 0, count: Digest.byteCount)
    var length: UInt32 = 0
    guard let keyCount = Int32(exactly: key.count),
      HMAC(EVP_sha256(), key, keyCount, message, message.count, &code, &length) != nil,
      length == Digest.byteCount
    else {
      throw DigestStream.refused("HMAC")
    }
    return Digest(bytes: code)
  }
}

/// Bytes as lower-case hexadecimal digits, and back.
enum Hexadecimal {
  static func text(_ bytes: some Sequence<UInt8>) -> String {
    var text = ""
    for byte in bytes {
      text += (byte < 0x10 ? "0" : "") + String(byte, radix: 16)
    }
    return text
  }

  /// The bytes that lower-case digits stand for; nil where one is no such digit or one is left over.
  static func bytes(_ text: String) -> [UInt8]? {
    let digits = Array(text.utf8)
    guard digits.count.isMultiple(of: 2) else { return nil }
    var bytes: [UInt8] = []
    for index in stride(from: 0, to: digits.count, by: 2) {
      guard let high = value(digits[index]), let low = value(digits[index + 1]) else { return nil }
      bytes.append(high << 4 | low)
    }
    return bytes
  }

  private static func value(_ digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    default: nil
    }
  }
}
