// SPDX-License-Identifier: Apache-2.0

internal import Evidence

extension PlotFigure {
  /// The curves of an audit of a corpus, in their order.
  static let perExample = ["long-tail", "memorized-by-repetition", "removal-cost"]

  /// Which documents would be memorized, and what they are good for; nil for another name.
  static func perExample(_ name: String, _ series: [Series]) -> PlotFigure? {
    switch name {
    case "long-tail": longTail(series)
    case "memorized-by-repetition": byRepetition(series)
    case "removal-cost": removalCost(series)
    default: nil
    }
  }

  private static func longTail(_ series: [Series]) -> PlotFigure {
    PlotFigure(
      title: "The long tail",
      guide:
        "All documents in a row, those first that models know only because they read them: at 1 every "
        + "model that read the document does it right and every other one wrong; at 0 reading it made "
        + "no difference. The line of never-seen twins shows what chance alone gives. How much of the "
        + "first line lies above the second is how much of the corpus would be learned by heart.",
      columns: 1,
      charts: Panels(series, lineKey: "of").panels.map { panel in
        chart(panel, title: GroupWords.capitalized("\(panel.yName) by \(panel.xName)")) {
          $0.plotHeight = 300
          $0.level = 0
        }
      })
  }

  private static func byRepetition(_ series: [Series]) -> PlotFigure {
    PlotFigure(
      title: "Memorized documents, by how often they stand there",
      guide:
        "The share of documents that models know only because they read them, by the number of their "
        + "copies in the training. A document is read with all its copies or not at all.",
      columns: 1,
      charts: Panels(series, lineKey: "of").panels.map { panel in
        chart(panel, title: GroupWords.capitalized("\(panel.yName) by \(panel.xName)")) {
          $0.plotHeight = 260
        }
      })
  }

  private static func removalCost(_ series: [Series]) -> PlotFigure {
    PlotFigure(
      title: "What memorized documents are good for",
      guide:
        "How well a model does on texts that it never saw, once a share of the documents is taken "
        + "away. Where the line of the most memorized falls below that of as many at random, these "
        + "documents carry what nothing else in the corpus teaches; where it stays, they can go.",
      columns: 1,
      charts: Panels(series, lineKey: "removed").panels.map { panel in
        chart(panel, title: GroupWords.capitalized("\(panel.yName) by \(panel.xName)")) {
          $0.plotHeight = 260
        }
      })
  }
}
