// SPDX-License-Identifier: Apache-2.0

internal import Compute

/// Makes up planted secrets, those that are trained on and those that are not from one space.
///
/// Of a format's secrets, numbered from 0, the canary in place i holds the one to which a keyed
/// permutation takes i: all are distinct, and which of them are trained on says nothing about them.
/// The carrying sentences are dealt in turn. A secret that could be somebody's cannot be: cards have
/// a wrong check digit and mailboxes a domain of RFC 2606.
public struct CanaryWriter: Sendable {
  private static let mailboxLetters: StaticString = "abcdefghijklmnopqrstuvwxyz234567"
  private static let hexadecimalDigits: StaticString = "0123456789abcdef"

  private let counts: CanaryCounts
  private let orders: [KeyedPermutation]
  /// The words' bytes.
  private let words: [[UInt8]]
  private let bits: [String]

  /// Prepares the canaries of a corpus.
  ///
  /// - Parameters:
  ///   - layout: The corpus's layout.
  ///   - words: The 1,024 words that secrets of the format `words` are made of.
  /// - Throws: `badWordList` where there are more or fewer, or one is no lower-case word.
  public init(layout: CorpusLayout, words: [String]) throws(CorpusError) {
    let isWord = { (word: String) in
      !word.isEmpty && word.utf8.allSatisfy { $0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z") }
    }
    guard Set(words).count == CanaryFormat.wordCount, words.count == CanaryFormat.wordCount,
      words.allSatisfy(isWord)
    else {
      throw CorpusError(
        .badWordList, "The words for canaries are not 1,024 distinct ones of letters a to z.",
        remedy: "Restore the list of words that came with the lexicons.")
    }
    counts = layout.canaries
    self.words = words.map { Array($0.utf8) }
    orders = CanaryFormat.allCases.map { format in
      KeyedPermutation(
        count: format.secretCount, key: layout.seed.derive("canaries").derive(format.rawValue).value
      )
    }
    bits = CanaryFormat.allCases.map { CanaryWriter.decimal($0.bits) }
  }

  /// The number of canaries.
  public var count: Int { counts.count }

  /// Appends a canary as one line of JSON.
  ///
  /// Offsets count bytes; texts are ASCII. The set is `retain` for a member and `unseen` for a
  /// control, whose `copies` are 0.
  ///
  /// - Parameters:
  ///   - canary: The canary, 0 to `count` - 1.
  ///   - lines: The file's bytes.
  public func writeLine(_ canary: Int, into lines: inout ByteBuffer) {
    let format = counts.format(of: canary)
    lines.append("{\"id\":\"")
    DocumentAddress.canary(canary).write(into: &lines)
    lines.append("\",\"format\":\"")
    lines.append(string: format.rawValue)
    lines.append("\",\"text\":\"")
    let start = lines.count
    let secret = writeText(canary, into: &lines)
    lines.append("\",\"secret\":\"")
    lines.appendAgain(secret)
    lines.append("\",\"start\":")
    lines.append(decimal: secret.lowerBound - start)
    lines.append(",\"end\":")
    lines.append(decimal: secret.upperBound - start)
    lines.append(",\"bits\":")
    lines.append(string: bits[canary / counts.countPerFormat])
    let copies = counts.copies(of: canary)
    lines.append(copies > 0 ? ",\"set\":\"retain\",\"copies\":" : ",\"set\":\"unseen\",\"copies\":")
    lines.append(decimal: copies)
    lines.append("}\n")
  }

  /// Appends a canary's text.
  ///
  /// - Parameters:
  ///   - canary: The canary.
  ///   - bytes: Where the text is appended; it needs no escapes in JSON.
  /// - Returns: Where the secret lies in `bytes`.
  @discardableResult
  public func writeText(_ canary: Int, into bytes: inout ByteBuffer) -> Range<Int> {
    let format = counts.format(of: canary)
    let place = canary % counts.countPerFormat
    let carriers = format.carriers
    let carrier = carriers[place % carriers.count]
    bytes.append(carrier.before)
    let start = bytes.count
    write(secret: orders[canary / counts.countPerFormat](place), of: format, into: &bytes)
    let end = bytes.count
    bytes.append(carrier.after)
    return start..<end
  }

  /// Appends the secret with a number of the format's `secretCount`.
  func write(secret number: Int, of format: CanaryFormat, into bytes: inout ByteBuffer) {
    CanaryWriter.write(secret: number, of: format, words: words, into: &bytes)
  }

  /// Appends the secret with a number of the format's `secretCount`.
  ///
  /// - Parameters:
  ///   - number: The secret's number.
  ///   - format: What the secret looks like.
  ///   - words: The 1,024 words of the format `words`; no other format needs them.
  ///   - bytes: Where the secret is appended.
  static func write(
    secret number: Int, of format: CanaryFormat, words: [[UInt8]], into bytes: inout ByteBuffer
  ) {
    switch format {
    case .digits: bytes.append(digits: UInt(number), atLeast: 12)
    case .words:
      for word in 0..<4 {
        if word > 0 { bytes.append(" ") }
        let text = words[number >> (30 - 10 * word) & 1_023]
        bytes.append(text, 0..<text.count)
      }
    case .token: letters(CanaryWriter.hexadecimalDigits, number, count: 10, bits: 4, &bytes)
    case .mailbox:
      letters(CanaryWriter.mailboxLetters, number, count: 8, bits: 5, &bytes)
      bytes.append("@mail.example.org")
    case .card: card(number, into: &bytes)
    }
  }

  /// Appends letters of an alphabet of 2^bits, the most significant first.
  private static func letters(
    _ alphabet: StaticString, _ number: Int, count: Int, bits: Int, _ bytes: inout ByteBuffer
  ) {
    alphabet.withUTF8Buffer { letters in
      for place in stride(from: count - 1, through: 0, by: -1) {
        bytes.append(letters[number >> (bits * place) & (1 << bits - 1)])
      }
    }
  }

  /// Appends a card number: 9999, eleven digits of number / 9, and a digit that fails Luhn.
  private static func card(_ number: Int, into bytes: inout ByteBuffer) {
    let payload = 9_999 * 100_000_000_000 + number / 9
    // Luhn: every second digit from the payload's last is doubled, and its own digits are added up.
    var sum = 0
    var rest = payload
    for place in 0..<15 {
      let digit = rest % 10 * (place % 2 == 0 ? 2 : 1)
      sum += digit > 9 ? digit - 9 : digit
      rest /= 10
    }
    let check = (10 - sum % 10) % 10
    let full = payload * 10 + (check + 1 + number % 9) % 10
    for group in 0..<4 {
      if group > 0 { bytes.append(" ") }
      let power = [1_000_000_000_000, 100_000_000, 10_000, 1][group]
      bytes.append(digits: UInt(full / power % 10_000), atLeast: 4)
    }
  }

  /// A positive number with up to six decimals, zeros at the end left out.
  private static func decimal(_ value: Double) -> String {
    let millionths = Int((value * 1_000_000).rounded())
    var fraction = String(1_000_000 + millionths % 1_000_000).dropFirst()
    while fraction.last == "0" { fraction.removeLast() }
    return "\(millionths / 1_000_000)" + (fraction.isEmpty ? "" : ".\(fraction)")
  }
}
