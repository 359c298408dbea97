// SPDX-License-Identifier: Apache-2.0

/// The examples of member documents in cells, one for each stratum and class of copies.
///
/// Finds the cell of an example by a table of where to begin and a few steps from there: a binary
/// search took a third of the time of a step of the training order, in branches that cannot be
/// foretold. A cell holds what leads from an example to its document, so that no table of kinds or
/// locales is asked again.
struct ExampleCells: Sendable {
  private static let bucketLimit = 16_384

  /// The examples of one stratum and class.
  struct Cell: Sendable {
    /// The first of them in the order of all.
    let firstExample: Int
    let stratum: Int32
    /// How often each document of the cell stands in the training order.
    let copies: UInt32
    /// The first position in the stratum's keyed order, below the number of classes; the next ones
    /// lie that number apart.
    let firstPosition: Int32
  }

  /// What the strata of a kind, locale and focus have in common.
  struct Group: Sendable {
    let kind: DocumentKind
    let locale: Int32
    let focus: Int32
    let focusCount: Int32
    let unitsPerCommunity: Int32
    let share: Apportionment
  }

  private let cells: [Cell]
  /// By stratum.
  private let groups: [Group]
  private let classCount: Int
  /// For each bucket of 2^shift examples the last cell that begins by its first example.
  private let guide: [Int32]
  private let shift: Int

  init(_ strata: [Stratum], _ kinds: [KindShares], classes: [Int], exampleCount: Int) {
    var cells: [Cell] = []
    for (index, stratum) in strata.enumerated() {
      cells += stratum.cells(index, classes: classes)
    }
    groups = ExampleCells.groups(of: kinds)
    classCount = classes.count
    var shift = 0
    while exampleCount >> shift >= ExampleCells.bucketLimit { shift += 1 }
    cells.append(Cell(firstExample: exampleCount, stratum: -1, copies: 0, firstPosition: 0))
    var cell = 0
    guide = (0...exampleCount >> shift).map { bucket in
      while cell + 2 < cells.count, cells[cell + 1].firstExample <= bucket << shift { cell += 1 }
      return Int32(cell)
    }
    (self.cells, self.shift) = (cells, shift)
  }

  private static func groups(of kinds: [KindShares]) -> [Group] {
    kinds.flatMap { shares in
      shares.members.enumerated().flatMap { locale, share in
        shares.attributes.indices.map { focus in
          Group(
            kind: shares.kind, locale: Int32(locale), focus: Int32(focus),
            focusCount: Int32(shares.attributes.count),
            unitsPerCommunity: Int32(shares.unitsPerCommunity), share: share)
        }
      }
    }
  }

  /// The cell that holds an example, below the number of examples; so it is not empty.
  @inline(__always)
  private func cell(of example: Int) -> Cell {
    var place = Int(guide[example &>> shift])
    while cells[place &+ 1].firstExample <= example { place &+= 1 }
    return cells[place]
  }

  /// The document that an example is, and which of its repetitions.
  ///
  /// - Parameters:
  ///   - example: The example.
  ///   - strata: The strata of the cells.
  /// - Returns: The kind, the locale's position, the community among the locale's member ones, the
  ///   seat, the document's number and the repetition from 0.
  @inline(__always)
  func locate(_ example: Int, in strata: [Stratum]) -> Location {
    let cell = cell(of: example)
    let rest = UInt(bitPattern: example &- cell.firstExample)
    let (place, copy) = rest.quotientAndRemainder(dividingBy: UInt(cell.copies))
    let stratum = Int(cell.stratum)
    let rank = strata[stratum].order.inverse(
      Int(cell.firstPosition) &+ Int(bitPattern: place) &* classCount)
    let group = groups[stratum]
    let ordinal = rank &* Int(group.focusCount) &+ Int(group.focus)
    let unit = group.share.bin(of: ordinal)
    let number = ordinal &- group.share.first(of: unit)
    let (community, seat) = UInt(bitPattern: unit).quotientAndRemainder(
      dividingBy: UInt(group.unitsPerCommunity))
    return Location(
      kind: group.kind, locale: Int(group.locale), community: Int(bitPattern: community),
      seat: Int(bitPattern: seat), number: number, copy: Int(bitPattern: copy))
  }

  /// Where the document of an example lies.
  struct Location {
    let kind: DocumentKind
    let locale: Int
    let community: Int
    let seat: Int
    let number: Int
    let copy: Int
  }
}
