// SPDX-License-Identifier: Apache-2.0

public import Evidence

/// The report that people read: one HTML file that needs nothing outside itself.
public enum HTMLReport {
  /// The report of one audit as the text of an HTML file.
  ///
  /// The page holds no script, no link outward, no font and no image file; it follows the reader's
  /// light or dark setting and prints on A4. It depends on the document alone, so the same document
  /// gives the same bytes. It is well-formed as XML, and every text in it is escaped.
  public static func render(_ document: AuditDocument) -> String {
    "<!DOCTYPE html>" + Page(document).node.written + "\n"
  }
}
