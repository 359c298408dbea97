// SPDX-License-Identifier: Apache-2.0

/// The key under which people's identifiers stand in evidence as digests.
///
/// The key is SHA-256 over a fixed label, the seed's eight bytes (least significant first), and for
/// every input file its full content and the count of its bytes (likewise), in the given order. The
/// same inputs and seed therefore give the same evidence, while whoever lacks the inputs can neither
/// compute nor guess the key. It is stored in a run's private file and nowhere else.
public struct SubjectKey: Sendable {
  private let key: [UInt8]

  /// Derives the key from the seed and the files that the audit reads.
  ///
  /// - Parameters:
  ///   - seed: The audit's seed.
  ///   - paths: The input files, in an order that does not depend on the machine.
  /// - Throws: `missingFile` or `inputOutput` where a file cannot be read.
  public init(seed: UInt64, contentsOf paths: [String]) throws(EvidenceError) {
    var stream = try DigestStream()
    try stream.update(Array("palimpsest subject key\0".utf8))
    try stream.update(SubjectKey.bytes(of: seed))
    for path in paths {
      let count = try stream.update(contentsOf: path)
      try stream.update(SubjectKey.bytes(of: UInt64(count)))
    }
    key = try stream.finish().bytes
  }

  /// Restores a key from the 64 digits of a private file; nil for anything else.
  public init?(hex: String) {
    guard let digest = Digest(hex: hex) else { return nil }
    key = digest.bytes
  }

  /// The key's digits, for a private file only.
  var hex: String { Hexadecimal.text(key) }

  /// What stands in evidence for an identifier: 16 digits of its HMAC-SHA-256.
  public func digest(of identifier: String) throws(EvidenceError) -> String {
    Hexadecimal.text(try Digest.hmac(Array(identifier.utf8), key: key).bytes.prefix(8))
  }

  /// An identifier masked for display: its first character at most, and never its length.
  ///
  /// Up to three characters nothing is shown, since the first would say too much.
  public static func masked(_ identifier: String) -> String {
    guard identifier.count > 3, let first = identifier.first else { return "•••" }
    return "\(first)•••"
  }

  private static func bytes(of number: UInt64) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: number >> UInt64(8 * $0)) }
  }
}

extension SubjectKey: CustomStringConvertible, CustomReflectable {
  /// A fixed text: a key is never printed.
  public var description: String { "SubjectKey(hidden)" }
  /// Nothing: a key is never printed.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
