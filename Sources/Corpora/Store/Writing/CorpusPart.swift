// SPDX-License-Identifier: Apache-2.0

/// What a store writes: the ranges of one shard, cut into units of work in the order of files.
///
/// Units never depend on the number of threads, so that neither do checkpoints or gzip members.
struct CorpusPart: Sendable {
  /// How much of a file's subject is one unit.
  struct Grain: Equatable, Sendable {
    /// Communities a unit.
    var communities = 8
    /// Lines of the training order a unit.
    var examples = 1 << 16
    /// Canaries a unit.
    var canaries = 1 << 12
  }

  let source: any CorpusSource
  let shard: CorpusShard
  let grain: Grain
  let communities: Range<Int>
  let examples: Range<Int>
  let canaries: Range<Int>

  init(_ source: any CorpusSource, shard: CorpusShard, grain: Grain = Grain()) {
    self.source = source
    self.shard = shard
    self.grain = grain
    communities = shard.range(of: source.communityCount)
    examples = shard.range(of: source.exampleCount)
    canaries = shard.range(of: source.canaryCount)
  }

  /// The number of units.
  var unitCount: Int { communityUnitCount + exampleUnitCount + canaryUnitCount }

  private var communityUnitCount: Int { CorpusPart.units(communities, grain.communities) }
  private var exampleUnitCount: Int { CorpusPart.units(examples, grain.examples) }
  private var canaryUnitCount: Int { CorpusPart.units(canaries, grain.canaries) }

  private static func units(_ range: Range<Int>, _ grain: Int) -> Int {
    (range.count + grain - 1) / grain
  }

  private static func piece(_ unit: Int, of range: Range<Int>, _ grain: Int) -> Range<Int> {
    let start = range.lowerBound + unit * grain
    return start..<min(start + grain, range.upperBound)
  }

  /// Replaces what a block holds by one unit.
  func fill(_ block: inout CorpusBlock, unit: Int) {
    block.removeAll()
    if unit < communityUnitCount {
      source.writeCommunities(
        CorpusPart.piece(unit, of: communities, grain.communities), into: &block)
    } else if unit < communityUnitCount + exampleUnitCount {
      let piece = CorpusPart.piece(unit - communityUnitCount, of: examples, grain.examples)
      source.writePlan(piece, into: &block.plan)
      block.counts.examples += piece.count
    } else {
      let place = unit - communityUnitCount - exampleUnitCount
      let piece = CorpusPart.piece(place, of: canaries, grain.canaries)
      source.writeCanaries(piece, into: &block.canaries)
      block.counts.canaries += piece.count
    }
  }
}
