// SPDX-License-Identifier: Apache-2.0

internal import Evidence

extension PlotFigure {
  /// The curves of an audit of a language model that have a form of their own, in their order.
  static let memorization = [
    "extraction-by-repetition", "advantage-by-repetition", "extraction-by-kind",
    "extraction-by-attribute", "exposure-by-repetition",
  ]

  /// How memorization rises with repetition; nil for another name.
  static func memorization(_ name: String, _ series: [Series]) -> PlotFigure? {
    switch name {
    case "extraction-by-repetition":
      rise(
        "What the model says of people, by how often it read it",
        "Each point is the share of values, such as a city or a phone number, that the model says "
          + "by itself after the text before them. The line of never-seen twins is what it says of "
          + "people like them whose texts it never read; the best guess is what somebody reaches who "
          + "always names the commonest value. Where the first line leaves the others, the model "
          + "remembers. Upright strokes are intervals.", series, lineKey: "of")
    case "advantage-by-repetition":
      rise(
        "How much likelier the model finds what it read",
        "The mean difference between the log-probability of a person's value and that of the same "
          + "attribute of a twin whom the model never read of; 0 is no memory. It shows what is "
          + "remembered before the model says it aloud.", series, lineKey: "")
    case "extraction-by-kind":
      rise(
        "What the model says, by kind of text",
        "The share of values that the model says by itself, by the kind of text in which they stood: the "
          + "kinds with most values.",
        series, lineKey: "kind")
    case "extraction-by-attribute":
      rise(
        "What the model says, by what it is about a person",
        "The share of values that the model says by itself, for the attributes with most values; the "
          + "table of measures has all of them.", series, lineKey: "attribute")
    case "exposure-by-repetition":
      rise(
        "Planted secrets",
        "Exposure in bits: how much the model narrows the search for a secret down. About 1.4 is what "
          + "a model reaches that never saw it; the highest value is all that the number of references "
          + "can show. At 0 copies stand secrets that were never in the training.",
        series, lineKey: "")
    default: nil
    }
  }

  private static func rise(
    _ title: String, _ guide: String, _ series: [Series], lineKey: String
  ) -> PlotFigure {
    PlotFigure(
      title: title, guide: guide, columns: 1,
      charts: Panels(series, lineKey: lineKey).panels.map { panel in
        chart(panel, title: GroupWords.capitalized("\(panel.yName) by \(panel.xName)")) {
          $0.plotHeight = 260
        }
      })
  }
}
