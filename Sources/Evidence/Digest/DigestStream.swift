// SPDX-License-Identifier: Apache-2.0

internal import COpenSSL

/// SHA-256 over bytes that come piece by piece; owns the library's context and frees it.
public struct DigestStream: ~Copyable {
  private let context: OpaquePointer

  /// Begins a digest.
  public init() throws(EvidenceError) {
    guard let context = EVP_MD_CTX_new() else { throw DigestStream.refused("EVP_MD_CTX_new") }
    guard EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1 else {
      EVP_MD_CTX_free(context)
      throw DigestStream.refused("EVP_DigestInit_ex")
    }
    self.context = context
  }

  deinit {
    EVP_MD_CTX_free(context)
  }

  /// Adds bytes.
  public mutating func update(_ bytes: [UInt8]) throws(EvidenceError) {
    guard EVP_DigestUpdate(context, bytes, bytes.count) == 1 else {
      throw DigestStream.refused("EVP_DigestUpdate")
    }
  }

  /// Adds the bytes of a buffer without a copy of them.
  public mutating func update(_ bytes: UnsafeRawBufferPointer) throws(EvidenceError) {
    guard EVP_DigestUpdate(context, bytes.baseAddress, bytes.count) == 1 else {
      throw DigestStream.refused("EVP_DigestUpdate")
    }
  }

  /// Adds a file's content, read in blocks, and returns how many bytes that were.
  public mutating func update(contentsOf path: String) throws(EvidenceError) -> Int {
    let file = try OwnedFile(reading: path)
    var count = 0
    while true {
      let block = try file.read(upTo: 1 << 18)
      if block.isEmpty { return count }
      try update(block)
      count += block.count
    }
  }

  /// Ends the digest and returns it.
  public consuming func finish() throws(EvidenceError) -> Digest {
    var bytes = [UInt8](repeating: 0, count: Digest.byteCount)
    var length: UInt32 = 0
    guard EVP_DigestFinal_ex(context, &bytes, &length) == 1, length == Digest.byteCount else {
      throw DigestStream.refused("EVP_DigestFinal_ex")
    }
    return Digest(bytes: bytes)
  }

  /// The error for a call that the library refused.
  static func refused(_ function: String) -> EvidenceError {
    EvidenceError(
      .cryptography, "OpenSSL refused \(function).",
      remedy: "Check the installed OpenSSL with 'palimpsest doctor'.")
  }
}
