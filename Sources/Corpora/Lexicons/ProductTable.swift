// SPDX-License-Identifier: Apache-2.0

/// Things that people buy, sell and review, by category.
public struct ProductTable: Sendable {
  /// The products' names, in small letters and without a brand.
  public let names: CategorizedPool
  /// The lowest usual price of each product in US dollars.
  public let lowestPrices: [UInt16]
  /// The highest usual price of each product in US dollars.
  public let highestPrices: [UInt16]

  /// The number of products.
  public var count: Int { names.texts.count }
}
