// SPDX-License-Identifier: Apache-2.0

import PersonalData
import Testing

/// A sample in which `{` and `}` stand around what a detector must find.
struct MarkedText: CustomStringConvertible {
  let description: String
  let text: String
  let ranges: [Range<Int>]

  init(_ marked: String) {
    description = marked
    var bytes: [UInt8] = []
    var ranges: [Range<Int>] = []
    var start = 0
    for byte in marked.utf8 {
      switch byte {
      case 123: start = bytes.count
      case 125: ranges.append(start..<bytes.count)
      default: bytes.append(byte)
      }
    }
    text = String(decoding: bytes, as: UTF8.self)
    self.ranges = ranges
  }

  /// Expects that a detector finds the marked stretches and nothing else.
  func check(_ detector: some PersonalDataDetector) {
    let spans = detector.spans(in: text)
    let found = spans.map { String(decoding: Array(text.utf8)[$0.range], as: UTF8.self) }
    #expect(spans.map(\.range) == ranges, "\(detector.name) found \(found) in: \(description)")
    for span in spans {
      #expect(detector.kinds.contains(span.kind) && span.detector == detector.name)
      #expect((0...1).contains(span.confidence))
    }
  }
}
