// SPDX-License-Identifier: Apache-2.0

import Compute
import Corpora

/// An account's texts, cut into what the spaces and the shape of writing are counted from.
struct AccountText {
  /// The most characters of an account that are read, so that one text of many megabytes cannot stop
  /// an audit: 200,000 Unicode scalars.
  static let limit = 200_000
  /// The lengths of runs of characters that are compared.
  static let characterOrders = [1, 2, 3, 4]

  /// Each text's scalars, up to the limit in all; a text that ends beyond it is cut.
  let texts: [[UInt32]]

  /// Reads an account.
  init(_ account: LinkageAccount) {
    var left = AccountText.limit
    var texts: [[UInt32]] = []
    for text in account.texts where left > 0 {
      let scalars = text.text.unicodeScalars.prefix(left).map(\.value)
      left -= scalars.count
      texts.append(scalars)
    }
    self.texts = texts
  }

  /// The number of scalars read.
  var length: Int { texts.reduce(0) { $0 + $1.count } }

  /// The hash values of runs of characters within texts, ascending; beginning and end count as a line
  /// break.
  func characterHashes(order: Int) -> [UInt32] {
    var hashes: [UInt32] = []
    hashes.reserveCapacity(length + 2 * texts.count)
    for text in texts {
      let line = order == 1 ? text : [10] + text + [10]
      guard line.count >= order else { continue }
      for start in 0...(line.count - order) {
        var word = UInt64(order)
        for place in start..<start + order { word = Seed.mix(word ^ UInt64(line[place])) }
        hashes.append(AccountText.number(word))
      }
    }
    hashes.sort()
    return hashes
  }

  /// The words of each text in lower case: runs of letters, digits and apostrophes.
  func words() -> [[String]] {
    texts.map { text in
      var words: [String] = []
      var word = String.UnicodeScalarView()
      func end() {
        if !word.isEmpty { words.append(String(word).lowercased()) }
        word = String.UnicodeScalarView()
      }
      for value in text {
        guard let scalar = Unicode.Scalar(value) else { continue }
        if value == 0x2019 {
          word.append("'")
        } else if WritingShape.isWordPart(scalar) {
          word.append(scalar)
        } else {
          end()
        }
      }
      end()
      return words
    }
  }

  /// The hash values of words, ascending.
  static func hashes(of words: [[String]]) -> [UInt32] {
    var hashes: [UInt32] = []
    for text in words {
      for word in text { hashes.append(number(Seed.mix(Seed.fingerprint(word)))) }
    }
    hashes.sort()
    return hashes
  }

  private static func number(_ word: UInt64) -> UInt32 {
    UInt32(truncatingIfNeeded: word & UInt64(GramSpace.size - 1))
  }
}
