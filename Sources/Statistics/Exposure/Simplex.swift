// SPDX-License-Identifier: Apache-2.0

/// A descent that needs no derivative: the simplex of Nelder and Mead.
///
/// "A Simplex Method for Function Minimization", 1965, doi:10.1093/comjnl/7.4.308, with the usual
/// coefficients: reflection 1, expansion 2, contraction and shrinking 1/2. The first simplex is the
/// start and, for each coordinate, the start with that coordinate 5 % larger, or 0.00025 where it is
/// 0. These and the stop are SciPy's, so that its results can be met.
struct Simplex {
  private typealias Vertex = (point: [Double], value: Double)

  /// The vertices by rising value.
  private var vertices: [Vertex] = []
  private var evaluationsLeft: Int
  private let tolerance: Double
  private let function: ([Double]) -> Double

  /// The lowest vertex.
  var minimum: [Double] { vertices[0].point }

  /// Whether the simplex became small before evaluations ran out.
  var isConverged: Bool { extent <= tolerance }

  /// Descends from a start.
  ///
  /// - Parameters:
  ///   - start: Where to begin.
  ///   - tolerance: The largest extent, in coordinates and in value, at which to stop.
  ///   - evaluationLimit: The most evaluations of the function.
  ///   - function: What to minimize; infinite outside of its domain.
  init(
    around start: [Double], tolerance: Double, evaluationLimit: Int,
    function: @escaping ([Double]) -> Double
  ) {
    self.function = function
    self.tolerance = tolerance
    evaluationsLeft = evaluationLimit
    for corner in -1..<start.count {
      var point = start
      if corner >= 0 { point[corner] = point[corner] == 0 ? 0.00025 : point[corner] * 1.05 }
      vertices.append((point, function(point)))
    }
    evaluationsLeft -= vertices.count
    sort()
    while evaluationsLeft > 0, !isConverged {
      guard step() else { break }
      sort()
    }
  }

  /// The largest distance of a vertex from the lowest, in a coordinate or in value.
  private var extent: Double {
    let lowest = vertices[0]
    return vertices.dropFirst().reduce(0) { largest, vertex in
      let gaps = zip(vertex.point, lowest.point).map { abs($0 - $1) }
      return max(largest, gaps.max() ?? 0, abs(vertex.value - lowest.value))
    }
  }

  /// Replaces the highest vertex, or shrinks; returns false where evaluations ran out.
  private mutating func step() -> Bool {
    let last = vertices.count - 1
    guard let reflected = vertex(at: 2) else { return false }
    if reflected.value < vertices[0].value {
      guard let expanded = vertex(at: 3) else { return false }
      vertices[last] = expanded.value < reflected.value ? expanded : reflected
    } else if reflected.value < vertices[last - 1].value {
      vertices[last] = reflected
    } else {
      let isOutside = reflected.value < vertices[last].value
      guard let contracted = vertex(at: isOutside ? 1.5 : 0.5) else { return false }
      let isBetter =
        isOutside
        ? contracted.value <= reflected.value : contracted.value < vertices[last].value
      if !isBetter { return shrink() }
      vertices[last] = contracted
    }
    return true
  }

  /// The vertex on the line from the highest one (0) through the others' centre (1).
  private mutating func vertex(at share: Double) -> Vertex? {
    let others = vertices.dropLast()
    let highest = vertices[vertices.count - 1].point
    return evaluate(
      highest.indices.map { place in
        let centre = others.reduce(0) { $0 + $1.point[place] } / Double(others.count)
        return share * centre + (1 - share) * highest[place]
      })
  }

  /// Halves every vertex's way to the lowest one.
  private mutating func shrink() -> Bool {
    let lowest = vertices[0].point
    for place in 1..<vertices.count {
      let point = zip(vertices[place].point, lowest).map { $1 + 0.5 * ($0 - $1) }
      guard let moved = evaluate(point) else { return false }
      vertices[place] = moved
    }
    return true
  }

  private mutating func evaluate(_ point: [Double]) -> Vertex? {
    guard evaluationsLeft > 0 else { return nil }
    evaluationsLeft -= 1
    return (point, function(point))
  }

  /// Puts the lowest value first; equal values keep their order.
  private mutating func sort() {
    let order = vertices.indices.sorted { (vertices[$0].value, $0) < (vertices[$1].value, $1) }
    vertices = order.map { vertices[$0] }
  }
}
