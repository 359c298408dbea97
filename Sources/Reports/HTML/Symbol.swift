// SPDX-License-Identifier: Apache-2.0

/// The drawn sign that stands beside a verdict or outcome; the word beside it says the same.
enum Symbol {
  static func drawn(_ tone: Tone) -> Node {
    .tag(
      "svg",
      ["class": "symbol", "viewBox": "0 0 24 24", "aria-hidden": "true", "focusable": "false"],
      shapes(tone))
  }

  private static func shapes(_ tone: Tone) -> [Node] {
    let ring = Node.tag("circle", ["cx": "12", "cy": "12", "r": "10"])
    switch tone {
    case .good: return [ring, .tag("path", ["d": "M7 12.5l3.4 3.4L17 8.8"])]
    case .bad: return [ring, .tag("path", ["d": "M8.2 8.2l7.6 7.6M15.8 8.2l-7.6 7.6"])]
    case .open: return [ring, .tag("path", ["d": "M7 10.2h10M7 14.2h10"])]
    case .absent:
      return [
        .tag("circle", ["cx": "12", "cy": "12", "r": "10", "stroke-dasharray": "4 3.85"])
      ]
    }
  }
}
