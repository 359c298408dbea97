// SPDX-License-Identifier: Apache-2.0

extension NationalIdentifiers {
  /// Writes eight digits and a ninth in groups of three.
  static func writeNine(
    _ number: Int, _ check: Int, separator: UInt8, into buffer: inout ByteBuffer
  ) {
    let whole = number * 10 + check
    buffer.append(whole / 1_000_000, width: 3)
    buffer.append(separator)
    buffer.append(whole / 1000 % 1000, width: 3)
    buffer.append(separator)
    buffer.append(whole % 1000, width: 3)
  }

  /// Writes eleven digits and a twelfth in groups of four.
  static func writeTwelve(
    _ number: Int, _ check: Int, separator: UInt8, into buffer: inout ByteBuffer
  ) {
    let whole = number * 10 + check
    buffer.append(whole / 100_000_000, width: 4)
    buffer.append(separator)
    buffer.append(whole / 10_000 % 10_000, width: 4)
    buffer.append(separator)
    buffer.append(whole % 10_000, width: 4)
  }

  /// The sum of digits times weights, which are the hexadecimal digits of a word, last to last.
  static func weightedSum(_ number: Int, _ weights: UInt64) -> Int {
    var (rest, weights, sum) = (number, weights, 0)
    while weights > 0 {
      sum += rest % 10 * Int(weights & 15)
      rest /= 10
      weights >>= 4
    }
    return sum
  }

  /// Eight digits of a tax file number and the ninth that makes it pass.
  ///
  /// The ninth weight is 10, that is -1 modulo 11, so the digit is the sum of the others modulo 11.
  /// Where that is 10 no digit passes; the first digit, of weight 1, is then raised.
  static func taxFileNumber(_ draws: inout WordDraws) -> (number: Int, check: Int) {
    var number = 10_000_000 + draws.below(80_000_000)
    while weightedSum(number, 0x1437_5869) % 11 == 10 { number += 10_000_000 }
    return (number, weightedSum(number, 0x1437_5869) % 11)
  }

  /// Eight digits of an IRD number and the ninth that makes it pass.
  ///
  /// The digit is 11 minus the remainder by the first weights; where that is 10 the second weights
  /// decide, and where those give 10 too the next number is tried.
  static func revenueNumber(_ draws: inout WordDraws) -> (number: Int, check: Int) {
    var number = 10_000_000 + draws.below(4_900_000)
    while true {
      for weights: UInt64 in [0x3276_5432, 0x7432_5276] {
        let check = (11 - weightedSum(number, weights) % 11) % 11
        if check < 10 { return (number, check) }
      }
      number += 1
    }
  }

  /// Writes seven digits, a check letter and A.
  ///
  /// The letter stands for the weighted sum modulo 23 (W for 0), to which the A adds 9.
  static func writePublicService(
    _ draws: inout WordDraws, _ isReserved: Bool, into buffer: inout ByteBuffer
  ) {
    let number = 1_000_000 + draws.below(9_000_000)
    var check = (weightedSum(number, 0x876_5432) + 9) % 23
    if isReserved { check = (check + 1 + draws.below(22)) % 23 }
    buffer.append(number, width: 7)
    buffer.append(check == 0 ? UInt8(ascii: "W") : UInt8(ascii: "@") + UInt8(check))
    buffer.append(UInt8(ascii: "A"))
  }

  /// The digit that makes a number followed by it pass Verhoeff's check.
  ///
  /// Products are taken in the dihedral group of the pentagon: 0...4 turn, 5...9 flip.
  static func verhoeffDigit(_ number: Int) -> Int {
    var (rest, product, place) = (number, 0, 1)
    while rest > 0 {
      var digit = rest % 10
      for _ in 0..<place % 8 { digit = Int(0x49_0382_6751 >> (UInt64(digit) * 4) & 15) }
      product = dihedralProduct(product, digit)
      rest /= 10
      place += 1
    }
    return product < 5 ? (5 - product) % 5 : product
  }

  private static func dihedralProduct(_ left: Int, _ right: Int) -> Int {
    let turn = (left < 5 ? left + right : left - right + 10) % 5
    return (left < 5) == (right < 5) ? turn : turn + 5
  }
}
