// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Corpora

@Suite struct ByteBufferTests {
  private static let numbers: [UInt] = {
    var numbers: [UInt] = [0, UInt.max, UInt.max - 1]
    var power: UInt = 1
    for _ in 0..<19 {
      numbers += [power - 1, power, power + 1, power &* 7 + 3]
      power *= 10
    }
    return numbers + (0..<5_000).map { $0 &* 104_729 }
  }()

  @Test func digitsAreThoseOfTheStandardLibrary() {
    for number in ByteBufferTests.numbers {
      for width in [0, 1, 4, 6, 7, 8, 9, 20] {
        var bytes = ByteBuffer()
        bytes.append("<")
        bytes.append(digits: number, atLeast: width)
        bytes.append(">")
        let text = String(number)
        let zeros = String(repeating: "0", count: max(0, width - text.count))
        #expect(bytes.string(0..<bytes.count) == "<\(zeros)\(text)>")
      }
    }
  }

  @Test(arguments: [Int.min, -1_000, -1, 0, 9, 10, 99, 100, 999, 1_000, 99_999_999, Int.max])
  func decimalAndSmallNumbersAgree(_ number: Int) {
    var bytes = ByteBuffer(capacity: 1)
    bytes.append(decimal: number)
    let end = bytes.count
    bytes.append(small: number)
    #expect(bytes.string(0..<end) == "\(number)")
    #expect(bytes.string(end..<bytes.count) == "\(number)")
  }
}
