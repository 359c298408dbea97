// SPDX-License-Identifier: Apache-2.0

public import Evidence

/// A corpus in tables and plots: one HTML file that needs nothing outside itself.
public enum CorpusPage {
  /// The page of one corpus as the text of an HTML file.
  ///
  /// Like `HTMLReport` it holds no script and loads nothing, follows the reader's light or dark
  /// setting, prints on A4, is well-formed as XML, and depends on its arguments alone.
  ///
  /// - Parameters:
  ///   - tool: Name and version of the tool.
  ///   - seed: The corpus's seed.
  ///   - facts: Counts, digests and settings, by stable name; `notes` stands with the people.
  ///   - measures: `profiles`, `documents`, `spans`, `documents-by-copies`, lengths and variety.
  ///   - series: `text-length`, the share of texts by length.
  /// - Returns: The text.
  public static func render(
    tool: String, seed: UInt64, facts: [String: String], measures: [Measurement], series: [Series]
  ) -> String {
    let content = CorpusContent(
      tool: tool, seed: seed, facts: facts, measures: measures, series: series)
    return "<!DOCTYPE html>" + content.node.written + "\n"
  }
}
