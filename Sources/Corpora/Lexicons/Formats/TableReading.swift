// SPDX-License-Identifier: Apache-2.0

extension JobTable {
  /// Reads `jobs.tsv`.
  init(_ table: LexiconTable, industries: TextPool) throws(CorpusError) {
    let groups = Facet.occupation.categories
    try table.requireDistinct(try table.texts("title"))
    let codes = try table.codes("group", among: groups.dropLast())
    let levels = try table.codes("education", among: Facet.education.categories)
    let industryCodes = try table.codes("industry", among: industries.texts)
    let order = groups.indices.flatMap { code in codes.indices.filter { codes[$0] == code } }
    var segments: [Range<Int>] = []
    for code in groups.indices {
      let start = segments.last?.upperBound ?? 0
      segments.append(start..<start + codes.count { $0 == code })
      if segments[code].isEmpty && code < groups.count - 1 {
        throw LexiconFault.empty(table.name, "There is no row of group '\(groups[code])'.")
      }
    }
    var titles: [String] = []
    var weights: [UInt32] = []
    var (tiers, ages): ([UInt8], [UInt8]) = ([], [])
    var pays: [(UInt16, UInt16)] = []
    for row in order {
      titles.append(try table.text(row, "title"))
      weights.append(try table.weight(row))
      tiers.append(UInt8(try table.integer(row, "tier", in: 1...5)))
      ages.append(UInt8(try table.integer(row, "age", in: 16...40)))
      pays.append(try table.range(row, "pay-low", "pay-high"))
    }
    self.init(
      titles: TextPool(titles, weights: weights, segments: segments.filter { !$0.isEmpty }),
      jobsOfGroup: segments, groups: order.map { UInt8(codes[$0]) }, tiers: tiers,
      minimumEducation: order.map { UInt8(levels[$0]) }, minimumAges: ages,
      lowestPay: pays.map(\.0),
      highestPay: pays.map(\.1), industryOfJob: order.map { UInt8(industryCodes[$0]) },
      industries: industries)
  }
}

extension ProductTable {
  /// Reads `products.tsv`.
  init(_ table: LexiconTable) throws(CorpusError) {
    names = try LexiconReader.categorized(table, "name", by: "category")
    // Names stand by category now, rows in the order of the file: the sort is repeated.
    let codes = try table.codes("category", among: names.categories)
    var (lowest, highest): ([UInt16], [UInt16]) = ([], [])
    for category in names.categories.indices {
      for row in 0..<table.count where codes[row] == category {
        let range = try table.range(row, "price-low", "price-high")
        lowest.append(range.0)
        highest.append(range.1)
      }
    }
    lowestPrices = lowest
    highestPrices = highest
  }
}

extension DomainTable {
  /// Reads `domains.tsv`, and refuses what somebody could own.
  init(_ table: LexiconTable) throws(CorpusError) {
    for row in 0..<table.count {
      let name = try table.text(row, "name")
      guard DomainTable.isReserved(name.hasPrefix(".") ? "x\(name)" : name) else {
        throw LexiconFault.text(
          table.name, table.line(of: row), "'\(name)' is no reserved domain.")
      }
    }
    self.init(
      try LexiconReader.categorized(table, "name", by: "kind", expected: DomainTable.kinds))
  }
}

extension LexiconTable {
  /// Returns two cells that are the ends of a range.
  func range(_ row: Int, _ low: String, _ high: String) throws(CorpusError) -> (UInt16, UInt16) {
    let first = try integer(row, low, in: 1...60_000)
    return (UInt16(first), UInt16(try integer(row, high, in: first...60_000)))
  }
}
