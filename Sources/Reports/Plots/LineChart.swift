// SPDX-License-Identifier: Apache-2.0

/// What a chart of lines shows; `drawn(id:)` makes the picture.
struct LineChart {
  /// One line with its name.
  struct Line {
    let label: String
    let style: LineStyle
    let points: [(x: Double, y: Double)]
    /// The interval of each point; empty where there are none.
    var intervals: [ClosedRange<Double>] = []
  }

  /// A labelled vertical line.
  struct Mark: Equatable {
    let label: String
    let x: Double
  }

  var title: String
  var xName: String
  var yName: String
  var lines: [Line]
  var marks: [Mark] = []
  /// A horizontal value to compare with, such as an AUC of one half.
  var level: Double?
  var kind = Scale.Kind.linear
  /// Both axes' range, where it is not to follow from the points.
  var domains: (x: ClosedRange<Double>, y: ClosedRange<Double>)?
  var hasDiagonal = false
  var isFilled = false
  /// Whether lines are named; a chart of one line may be named by its title alone.
  var isNamed = true
  var width = 440.0
  var plotHeight = 190.0

  /// The picture, with its words for those who do not see it.
  func drawn(id: String) -> Node {
    let frame = ChartFrame(self)
    return Drawing.image(
      id: id, kind: "chart", width: width, height: frame.height, title: title,
      description: description,
      frame.axes(self) + frame.references(self) + lines.flatMap { frame.shapes(of: $0, in: self) }
        + frame.markShapes(self) + frame.names(of: self))
  }

  /// Whether the names fit beside the ends of the lines; otherwise a key above names them.
  var isLabelledDirectly: Bool {
    isNamed && !hasDiagonal && !isFilled
      && lines.allSatisfy { $0.label.count <= 13 && !$0.points.isEmpty }
  }

  private var description: String {
    let sentences = lines.map { line -> String in
      guard let first = line.points.first, let last = line.points.last else {
        return "\(line.label): no points."
      }
      let heights = line.points.map(\.y)
      let low = NumberText.decimal(heights.min() ?? first.y)
      let high = NumberText.decimal(heights.max() ?? first.y)
      return "\(line.label): \(NumberText.count(line.points.count)) points, from "
        + "\(NumberText.decimal(first.y)) to \(NumberText.decimal(last.y)), "
        + "lowest \(low), highest \(high)."
    }
    let stops = marks.map { "\($0.label) at \(xName) \(NumberText.decimal($0.x))." }
    return (["\(yName) by \(xName)."] + sentences + stops).joined(separator: " ")
  }

  /// The range of all finite points, marks and levels along both axes.
  var fittedDomains: (x: ClosedRange<Double>, y: ClosedRange<Double>) {
    if let domains { return domains }
    let points = lines.flatMap(\.points)
    let abscissas = points.map(\.x) + marks.map(\.x)
    let ends = lines.flatMap(\.intervals).flatMap { [$0.lowerBound, $0.upperBound] }
    let ordinates = points.map(\.y) + ends + (level.map { [$0] } ?? []) + (isFilled ? [0] : [])
    return (Self.range(abscissas), Self.padded(Self.range(ordinates), keepsZero: isFilled))
  }

  static func range(_ values: [Double]) -> ClosedRange<Double> {
    let lower = values.min() ?? 0
    return lower...(values.max() ?? 1)
  }

  private static func padded(
    _ range: ClosedRange<Double>, keepsZero: Bool
  ) -> ClosedRange<Double> {
    let margin = 0.06 * (range.upperBound - range.lowerBound)
    let lower = keepsZero && range.lowerBound == 0 ? 0 : range.lowerBound - margin
    return lower...(range.upperBound + margin)
  }
}
