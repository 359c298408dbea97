// SPDX-License-Identifier: Apache-2.0

/// Texts in categories, those of a category together.
public struct CategorizedPool: Sendable {
  /// The texts, by category and within one in the order of the file.
  public let texts: TextPool
  /// The names of the categories, in the order in which the file first names them.
  public let categories: [String]
  /// The texts of each category.
  public let segments: [Range<Int>]
  /// The category of each text.
  public let categoryOf: [UInt8]

  init(_ rows: [(text: String, weight: UInt32, category: Int)], categories: [String]) {
    let sorted = categories.indices.map { code in rows.filter { $0.category == code } }
    var segments: [Range<Int>] = []
    for group in sorted {
      let start = segments.last?.upperBound ?? 0
      segments.append(start..<start + group.count)
    }
    let all = sorted.flatMap { $0 }
    texts = TextPool(
      all.map(\.text), weights: all.map(\.weight), segments: segments.filter { !$0.isEmpty })
    self.categories = categories
    self.segments = segments
    categoryOf = all.map { UInt8($0.category) }
  }

  /// The code of a category's name; nil for a name that is none.
  public func category(named name: String) -> Int? {
    categories.firstIndex(of: name)
  }

  /// A category's texts as a pool of their own.
  func pool(of category: Int) -> TextPool {
    let segment = segments[category]
    return TextPool(segment.map { texts[$0] }, weights: segment.map { texts.weights[$0] })
  }

  /// Returns the position in a category that a uniform word stands for; the category has texts.
  @inline(__always)
  public func index(for word: UInt64, inCategory category: Int) -> Int {
    texts.index(for: word, in: segments[category])
  }
}
