// SPDX-License-Identifier: Apache-2.0

import Reports
import Testing

@Suite struct ScaleTests {
  @Test func linearTicksAreRoundAndInside() {
    let scale = Scale(.linear, domain: 0.03...0.97, from: 0, to: 100)
    #expect(scale.ticks().map(\.label) == ["0.2", "0.4", "0.6", "0.8"])
  }

  @Test func theTicksOfALogarithmicScaleAreItsPowersOfTen() {
    let scale = Scale(.logarithmic, domain: 0.001...1, from: 0, to: 300)
    #expect(scale.ticks().map(\.label) == ["0.001", "0.01", "0.1", "1"])
    // Three decades over 300 units: 0.01 lies one decade, so 100 units, from the start.
    #expect((scale.position(0.01) - 100).magnitude < 1e-9)
  }

  @Test func aValueOutsideIsKeptOnTheAxis() {
    let scale = Scale(.logarithmic, domain: 0.001...1, from: 10, to: 20)
    #expect(scale.position(0) == 10)
    #expect(scale.position(7) == 20)
  }

  @Test(arguments: [0.0, 5, -3, 1e-7, 1e12])
  func aScaleOverOneValuePutsItInTheMiddle(_ value: Double) {
    let scale = Scale(.linear, domain: value...value, from: 0, to: 10)
    #expect((scale.position(value) - 5).magnitude < 1e-6)
    #expect(!scale.ticks().isEmpty)
  }

  @Test(arguments: -12...12)
  func theLogarithmOfAPowerOfTenIsItsExponent(_ exponent: Int) {
    var power = 1.0
    for _ in 0..<exponent.magnitude { power *= 10 }
    let value = exponent < 0 ? 1 / power : power
    #expect((Logarithm.base10(value) - Double(exponent)).magnitude < 1e-13)
  }

  @Test func labelsThatWouldTouchArePushedApartInOrder() {
    // 10, 11 and 12 with a gap of 5 from the lowest up: 10, 15, 20.
    #expect(LabelSpacing.spread([12, 10, 11], gap: 5, within: 0...100) == [20, 10, 15])
    // At the upper end they are pulled back: 100, 95, 90.
    #expect(LabelSpacing.spread([99, 100, 98], gap: 5, within: 0...100) == [95, 100, 90])
  }
}
