// SPDX-License-Identifier: Apache-2.0

/// The shapes that every chart is drawn with.
enum Drawing {
  /// The font size of all text in charts, in drawing units.
  static let fontSize = 12.0

  /// A drawing that a screen reader meets as one image with a title and a description.
  static func image(
    id: String, kind: String, width: Double, height: Double, title: String, description: String,
    _ shapes: [Node]
  ) -> Node {
    let box = "0 0 \(NumberText.coordinate(width)) \(NumberText.coordinate(height))"
    return .tag(
      "svg",
      [
        "class": kind, "viewBox": box, "role": "img", "aria-labelledby": "\(id)-t \(id)-d",
      ],
      [
        .tag("title", ["id": "\(id)-t"], text: title),
        .tag("desc", ["id": "\(id)-d"], text: description),
      ] + shapes)
  }

  static func line(
    _ style: String, from start: (x: Double, y: Double), to end: (x: Double, y: Double)
  ) -> Node {
    .tag(
      "line",
      [
        "class": style, "x1": NumberText.coordinate(start.x), "y1": NumberText.coordinate(start.y),
        "x2": NumberText.coordinate(end.x), "y2": NumberText.coordinate(end.y),
      ])
  }

  static func rectangle(
    _ style: String, x: Double, y: Double, width: Double, height: Double
  ) -> Node {
    .tag(
      "rect",
      [
        "class": style, "x": NumberText.coordinate(x), "y": NumberText.coordinate(y),
        "width": NumberText.coordinate(max(width, 0)),
        "height": NumberText.coordinate(max(height, 0)),
      ])
  }

  static func dot(_ style: String, x: Double, y: Double, radius: Double) -> Node {
    .tag(
      "circle",
      [
        "class": style, "cx": NumberText.coordinate(x), "cy": NumberText.coordinate(y),
        "r": NumberText.coordinate(radius),
      ])
  }

  static func label(
    _ text: String, _ style: String, x: Double, y: Double, anchor: Anchor = .start
  ) -> Node {
    .tag(
      "text",
      [
        "class": style, "x": NumberText.coordinate(x), "y": NumberText.coordinate(y),
        "text-anchor": anchor.rawValue,
      ], text: text)
  }

  static func path(_ style: String, _ commands: String) -> Node {
    .tag("path", ["class": style, "d": commands])
  }

  /// Which part of a text stands at its coordinate.
  enum Anchor: String {
    case start
    case middle
    case end
  }

  /// An upper estimate of a text's width at the chart font size, for wide system fonts.
  static func width(of text: String) -> Double {
    0.64 * fontSize * Double(text.count)
  }

  /// A text cut so that it fits, with an ellipsis where something went.
  static func fitted(_ text: String, within width: Double) -> String {
    let room = Int(width / (0.64 * fontSize))
    guard text.count > room else { return text }
    return text.prefix(max(room - 1, 1)) + "…"
  }
}
