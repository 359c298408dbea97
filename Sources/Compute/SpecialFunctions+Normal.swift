// SPDX-License-Identifier: Apache-2.0

extension SpecialFunctions {
  /// Returns the probability that a standard normal variable is at most x.
  public static func normalCumulative(_ x: Double) -> Double {
    0.5 * erfc(-x * 0.5.squareRoot())
  }

  /// Returns the logarithm of the probability that a standard normal variable is at most x.
  ///
  /// Finite wherever x * x is, also where the probability itself vanishes.
  public static func logNormalCumulative(_ x: Double) -> Double {
    logErfc(-x * 0.5.squareRoot()) - log(2)
  }

  /// Returns the logarithm of erfc(x), by its asymptotic series where erfc itself vanishes.
  ///
  /// DLMF 7.12.1, with a relative error below 1e-13 of erfc from 20 up.
  public static func logErfc(_ x: Double) -> Double {
    if x < 20 { return log(erfc(x)) }
    let inverse = 1 / (2 * x * x)
    let series = polynomial([1, -1, 3, -15, 105, -945], at: inverse)
    return -x * x - log(x) - 0.5 * log(Double.pi) + log(series)
  }

  /// Returns the point below which a standard normal variable falls with probability p.
  ///
  /// Wichura, "Algorithm AS 241: The Percentage Points of the Normal Distribution", 1988,
  /// doi:10.2307/2347330, routine PPND16: rational approximations with a relative error of about
  /// 1e-16 in three ranges of p.
  ///
  /// - Parameter p: The probability, in 0...1; the ends give minus and plus infinity.
  /// - Returns: The quantile.
  public static func normalQuantile(_ p: Double) -> Double {
    precondition((0...1).contains(p), "a probability lies in 0...1")
    let centred = p - 0.5
    if abs(centred) <= 0.425 {
      let r = 0.180625 - centred * centred
      return centred * polynomial(Wichura.centre, at: r) / polynomial(Wichura.belowCentre, at: r)
    }
    let tail = centred < 0 ? p : 1 - p
    guard tail > 0 else { return centred < 0 ? -.infinity : .infinity }
    let r = sqrt(-log(tail))
    let size =
      r <= 5
      ? polynomial(Wichura.flank, at: r - 1.6) / polynomial(Wichura.belowFlank, at: r - 1.6)
      : polynomial(Wichura.far, at: r - 5) / polynomial(Wichura.belowFar, at: r - 5)
    return centred < 0 ? -size : size
  }
}

/// The coefficients of AS 241's PPND16, constant first: numerators and denominators of three ranges.
private enum Wichura {
  /// a0...a7.
  static let centre = [
    3.387_132_872_796_366_608_0, 1.331_416_678_917_843_774_5e2, 1.971_590_950_306_551_442_7e3,
    1.373_169_376_550_946_112_5e4, 4.592_195_393_154_987_145_7e4, 6.726_577_092_700_870_085_3e4,
    3.343_057_558_358_812_810_5e4, 2.509_080_928_730_122_672_7e3,
  ]
  /// 1, b1...b7.
  static let belowCentre = [
    1, 4.231_333_070_160_091_125_2e1, 6.871_870_074_920_579_083_0e2,
    5.394_196_021_424_751_107_7e3, 2.121_379_430_158_659_586_7e4, 3.930_789_580_009_271_061_0e4,
    2.872_908_573_572_194_267_4e4, 5.226_495_278_852_854_561_0e3,
  ]
  /// c0...c7.
  static let flank = [
    1.423_437_110_749_683_577_34, 4.630_337_846_156_545_295_90, 5.769_497_221_460_691_405_50,
    3.647_848_324_763_204_605_04, 1.270_458_252_452_368_382_58, 2.417_807_251_774_506_117_70e-1,
    2.272_384_498_926_918_458_33e-2, 7.745_450_142_783_414_076_40e-4,
  ]
  /// 1, d1...d7.
  static let belowFlank = [
    1, 2.053_191_626_637_758_821_87, 1.676_384_830_183_803_849_40,
    6.897_673_349_851_000_045_50e-1, 1.481_039_764_274_800_745_90e-1,
    1.519_866_656_361_645_719_66e-2, 5.475_938_084_995_344_946_00e-4,
    1.050_750_071_644_416_843_24e-9,
  ]
  /// e0...e7.
  static let far = [
    6.657_904_643_501_103_777_20, 5.463_784_911_164_114_369_90, 1.784_826_539_917_291_335_80,
    2.965_605_718_285_048_912_30e-1, 2.653_218_952_657_612_309_30e-2,
    1.242_660_947_388_078_438_60e-3, 2.711_555_568_743_487_578_15e-5,
    2.010_334_399_292_288_132_65e-7,
  ]
  /// 1, f1...f7.
  static let belowFar = [
    1, 5.998_322_065_558_879_376_90e-1, 1.369_298_809_227_358_053_10e-1,
    1.487_536_129_085_061_485_25e-2, 7.868_691_311_456_132_591_00e-4,
    1.846_318_317_510_054_681_80e-5, 1.421_511_758_316_445_888_70e-7,
    2.044_263_103_389_939_785_64e-15,
  ]
}
