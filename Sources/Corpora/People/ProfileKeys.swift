// SPDX-License-Identifier: Apache-2.0

/// The keys and words of profile lines as bytes, with their quotes and colons.
struct ProfileKeys: Sendable {
  private var bytes: [UInt8] = []
  private var attributes: [Range<Int>] = []
  private var kinds: [Range<Int>] = []
  /// For each facet and code the key and the category; `categories` the category's place alone.
  private var facets: [Range<Int>] = []
  private var categories: [Range<Int>] = []
  private var facetStarts: [Int] = []

  init() {
    attributes = Attribute.allCases.map { add("\",\"\($0.name)\":\"") }
    kinds = LifeStep.Kind.allCases.map { add(",{\"kind\":\"\($0.name)\",\"date\":\"") }
    for facet in Facet.allCases {
      facetStarts.append(facets.count)
      let comma = facet.index == 0 ? "" : ","
      for category in facet.categories {
        let head = "\(comma)\"\(facet.name)\":\""
        let range = add("\(head)\(category)\"")
        facets.append(range)
        categories.append(range.lowerBound + head.utf8.count..<range.upperBound - 1)
      }
    }
  }

  private mutating func add(_ text: String) -> Range<Int> {
    let start = bytes.count
    bytes += text.utf8
    return start..<bytes.count
  }

  /// Appends an attribute's key and the value's first quote.
  @inline(__always)
  func writeFirst(_ attribute: Attribute, into buffer: inout ByteBuffer) {
    let range = attributes[attribute.index]
    buffer.append(bytes, range.lowerBound + 2..<range.upperBound)
  }

  /// Appends the last value's closing quote, a comma, an attribute's key, and the value's first quote.
  @inline(__always)
  func writeNext(_ attribute: Attribute, into buffer: inout ByteBuffer) {
    buffer.append(bytes, attributes[attribute.index])
  }

  /// Appends the beginning of a life event up to its date.
  @inline(__always)
  func writeKind(_ kind: LifeStep.Kind, isFirst: Bool, into buffer: inout ByteBuffer) {
    let range = kinds[Int(kind.rawValue)]
    buffer.append(bytes, range.lowerBound + (isFirst ? 1 : 0)..<range.upperBound)
  }

  /// Appends a facet's key and category.
  @inline(__always)
  func writeFacet(_ facet: Int, _ code: UInt8, into buffer: inout ByteBuffer) {
    buffer.append(bytes, facets[facetStarts[facet] + Int(code)])
  }

  /// Appends a category alone.
  @inline(__always)
  func write(_ facet: Facet, _ code: UInt8, into buffer: inout ByteBuffer) {
    buffer.append(bytes, categories[facetStarts[facet.index] + Int(code)])
  }
}
