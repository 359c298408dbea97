// SPDX-License-Identifier: Apache-2.0

/// Domain names that nobody can own: RFC 2606 and RFC 6761.
///
/// example.com, example.net and example.org with everything below them, and whatever ends in
/// .example, .test or .invalid.
public enum ReservedDomains {
  /// The number of domains under which people have their own mail.
  public static let mailCount = 24

  /// Writes one of the domains under which people have their own mail, such as `post.example.net`.
  ///
  /// - Parameters:
  ///   - index: Which, below `mailCount`.
  ///   - buffer: Where the domain is appended.
  public static func writeMail(_ index: Int, into buffer: inout ByteBuffer) {
    precondition((0..<mailCount).contains(index), "an index below mailCount")
    switch index / 3 {
    case 0: buffer.append("mail.")
    case 1: buffer.append("post.")
    case 2: buffer.append("inbox.")
    case 3: buffer.append("letters.")
    case 4: buffer.append("webmail.")
    case 5: buffer.append("home.")
    case 6: buffer.append("people.")
    default: break
    }
    switch index % 3 {
    case 0: buffer.append("example.com")
    case 1: buffer.append("example.net")
    default: buffer.append("example.org")
    }
  }

  /// Writes an employer's domain, such as `harlow-pine-ltd.example` for `Harlow & Pine Ltd`.
  ///
  /// - Parameters:
  ///   - name: The employer's name in UTF-8.
  ///   - buffer: Where the domain is appended.
  public static func writeEmployer(_ name: Span<UInt8>, into buffer: inout ByteBuffer) {
    writeLabel(of: name, into: &buffer)
    buffer.append(".example")
  }

  /// Writes an employer's label: letters and digits in lower case, hyphens between words.
  ///
  /// An apostrophe joins what it divides; letters outside ASCII are dropped. A name without any
  /// letter or digit becomes `work`.
  ///
  /// - Parameters:
  ///   - name: The employer's name in UTF-8.
  ///   - buffer: Where the label is appended.
  public static func writeLabel(of name: Span<UInt8>, into buffer: inout ByteBuffer) {
    let start = buffer.count
    var isBetweenWords = false
    for place in name.indices {
      let byte = name[place]
      let lower = byte | 0x20
      let isLetter = lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z")
      let isDigit = byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
      if isLetter || isDigit {
        if isBetweenWords && buffer.count > start { buffer.append(UInt8(ascii: "-")) }
        buffer.append(isLetter ? lower : byte)
        isBetweenWords = false
      } else if byte < 0x80 && byte != UInt8(ascii: "'") {
        isBetweenWords = true
      }
    }
    if buffer.count == start { buffer.append("work") }
  }
}
