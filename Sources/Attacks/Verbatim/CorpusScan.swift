// SPDX-License-Identifier: Apache-2.0

import Compute
import Synchronization

/// A pass of a corpus by an index of outputs: fed piece by piece, then finished.
///
/// Pieces are gathered in a buffer of fixed size, whose segments are looked up by several threads. The
/// last 49 bytes stay for the next round: 24 places whose gram was not whole yet, and the bytes before that
/// tell whether an anchor is the first that its match meets. A match that runs on past the buffer is kept open.
/// Which spans come out depends neither on the pieces nor on the number of threads, since what a match
/// adds does not depend on what was added before.
public struct CorpusScan: ~Copyable {
  private static let bufferSize = 4 << 20
  private static let segmentSize = 1 << 17
  /// The bytes that a round leaves to the next.
  private static let overlap = 2 * GramHash.width - 1

  /// The number of bytes fed so far.
  public private(set) var byteCount = 0

  private let index: OutputIndex
  private let jobs: Int
  private let findings: Findings
  private var buffer: [UInt8] = []
  /// How many bytes of the buffer earlier rounds have seen.
  private var seen = 0
  private var open: [OpenMatch] = []

  /// Begins a pass.
  ///
  /// - Parameters:
  ///   - index: The outputs.
  ///   - jobs: The most segments under way at once, at least one.
  public init(past index: OutputIndex, jobs: Int = 1) {
    precondition(jobs > 0, "at least one job")
    self.index = index
    self.jobs = jobs
    findings = Findings(byteCount: index.anchors.text.count)
    buffer.reserveCapacity(CorpusScan.bufferSize)
  }

  /// Takes the next piece of the corpus.
  public mutating func feed(_ piece: [UInt8]) {
    piece.withUnsafeBytes { feed($0) }
  }

  /// Takes the next piece of the corpus from memory; it is copied.
  public mutating func feed(_ piece: UnsafeRawBufferPointer) {
    var rest = piece[...]
    while !rest.isEmpty {
      let part = rest.prefix(CorpusScan.bufferSize - buffer.count)
      buffer.append(contentsOf: UnsafeRawBufferPointer(rebasing: part))
      byteCount += part.count
      rest = rest.dropFirst(part.count)
      if buffer.count == CorpusScan.bufferSize { runRound() }
    }
  }

  /// Ends the pass and returns each output's spans, by beginning.
  ///
  /// - Returns: For each output the stretches of `minimumLength` bytes and more that occur in the
  ///   corpus and lie within no longer one that does.
  public consuming func finish() -> [[VerbatimSpan]] {
    runRound()
    for match in open { findings.add(match, minimumLength: index.minimumLength) }
    let borders = index.anchors.borders
    return (0..<index.count).map { findings.spans(in: borders[$0]..<borders[$0 + 1]) }
  }

  /// Looks up what the buffer holds and keeps what the next round needs.
  private mutating func runRound() {
    let origin = byteCount - buffer.count
    open = continued(origin)
    open += scanned(origin)
    let kept = min(buffer.count, CorpusScan.overlap)
    buffer.removeFirst(buffer.count - kept)
    seen = kept
  }

  /// Extends the open matches by the new bytes; returns those that are still open.
  private func continued(_ origin: Int) -> [OpenMatch] {
    guard !open.isEmpty else { return [] }
    return buffer.withUnsafeBufferPointer { probe in
      index.anchors.withHandle { handle in
        open.compactMap { match in
          var match = match
          let end = match.start + match.length
          let limit = min(match.end - end, probe.count - seen)
          match.length += handle.commonPrefix(end, seen, limit: limit, probe)
          let added = match.start + match.length - end
          if added == probe.count - seen, end + added < match.end { return match }
          findings.add(match, minimumLength: index.minimumLength)
          return nil
        }
      }
    }
  }

  /// Looks up the places that no round has seen; returns matches that run on past the buffer.
  private func scanned(_ origin: Int) -> [OpenMatch] {
    let unseen = max(0, seen - GramHash.width + 1)
    // Look-ups lie at multiples of their stride from the corpus's beginning.
    let step = index.anchors.strides.probes
    let first = unseen + (step - (origin + unseen) % step) % step
    let last = buffer.count - GramHash.width + 1
    guard first < last else { return [] }
    let segmentCount = (last - first + CorpusScan.segmentSize - 1) / CorpusScan.segmentSize
    let (index, findings) = (index, findings)
    return buffer.withUnsafeBufferPointer { buffer in
      // The buffer does not change while threads read it, and none outlives the call.
      nonisolated(unsafe) let probe = buffer
      return parallelMap(count: segmentCount, jobs: jobs) { segment in
        let start = first + segment * CorpusScan.segmentSize
        let places = start..<min(last, start + CorpusScan.segmentSize)
        return findings.collect(index, probe, places, origin: origin)
      }.flatMap { $0 }
    }
  }
}

/// A match that the bytes known so far do not end.
struct OpenMatch: Sendable {
  /// Where it begins among the outputs.
  var start: Int
  /// Where the output that it lies in ends.
  var end: Int
  /// Its length so far.
  var length: Int
  /// Where it begins in the corpus.
  var offset: Int
}

/// What a scan has found so far; threads add to it in turn.
private final class Findings: Sendable {
  private static let batchSize = 1024
  private let table: Mutex<SpanTable>

  init(byteCount: Int) { table = Mutex(SpanTable(byteCount: byteCount)) }

  func add(_ match: OpenMatch, minimumLength: Int) {
    guard match.length >= minimumLength else { return }
    table.withLock { $0.add(start: match.start, length: match.length, offset: match.offset) }
  }

  func spans(in output: Range<Int>) -> [VerbatimSpan] {
    table.withLock { $0.spans(in: output) }
  }

  /// Adds what begins in a segment, a batch at a time; returns what is still open.
  func collect(
    _ index: OutputIndex, _ probe: UnsafeBufferPointer<UInt8>, _ places: Range<Int>, origin: Int
  ) -> [OpenMatch] {
    var open: [OpenMatch] = []
    var batch: [CommonStretch] = []
    index.anchors.withHandle { handle in
      handle.scan(probe, places: places) { stretch in
        if stretch.isOpen {
          let end = index.anchors.borders[index.anchors.textNumber(at: stretch.indexed) + 1]
          open.append(
            OpenMatch(
              start: stretch.indexed, end: end, length: stretch.length,
              offset: origin + stretch.probe))
        } else if stretch.length >= index.minimumLength {
          batch.append(stretch)
          if batch.count == Findings.batchSize { empty(&batch, origin) }
        }
      }
    }
    empty(&batch, origin)
    return open
  }

  private func empty(_ batch: inout [CommonStretch], _ origin: Int) {
    guard !batch.isEmpty else { return }
    table.withLock { table in
      for stretch in batch {
        table.add(start: stretch.indexed, length: stretch.length, offset: origin + stretch.probe)
      }
    }
    batch.removeAll(keepingCapacity: true)
  }
}
