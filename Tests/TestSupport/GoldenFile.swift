// SPDX-License-Identifier: Apache-2.0

package import Foundation
package import Testing

/// Expected text that was recorded once, read by a person and committed beside its suite.
///
/// `RECORD_GOLDEN=1` writes what was found and fails the test that recorded, so that a recording
/// run is never mistaken for a passing one.
package enum GoldenFile {
  /// Records an issue unless `actual` equals `Tests/<Suite>/Golden/NAME`.
  ///
  /// - Parameters:
  ///   - actual: The text that the code under test made.
  ///   - name: The golden file's name with its extension.
  ///   - filePath: A file of the suite that owns the golden file; the caller's by default.
  ///   - sourceLocation: Where the issue is reported; the caller's by default.
  package static func expect(
    _ actual: String, matches name: String, filePath: String = #filePath,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let file = SuiteFolder.containing(filePath).appendingPathComponent("Golden/\(name)")
    let recording = ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1"
    if let complaint = complaint(about: actual, against: file, recording: recording) {
      Issue.record("\(complaint)", sourceLocation: sourceLocation)
    }
  }

  /// Compares or records, and returns why the test must fail; nil where the texts are equal.
  ///
  /// - Parameters:
  ///   - actual: The text that the code under test made.
  ///   - file: The golden file.
  ///   - recording: Whether to write `actual` to the file.
  /// - Returns: The first difference, or a note of the recording.
  package static func complaint(about actual: String, against file: URL, recording: Bool)
    -> String?
  {
    if recording {
      do {
        try FileManager.default.createDirectory(
          at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(actual.utf8).write(to: file)
      } catch {
        return "cannot record \(file.path): \(error)"
      }
      return "recorded \(file.path); read its diff, then run without RECORD_GOLDEN"
    }
    guard let stored = try? Data(contentsOf: file) else {
      return "no golden file \(file.path); record it with RECORD_GOLDEN=1"
    }
    let expected = String(decoding: stored, as: UTF8.self)
    return expected == actual ? nil : firstDifference(of: actual, from: expected, in: file)
  }

  private static func firstDifference(of actual: String, from expected: String, in file: URL)
    -> String
  {
    let found = actual.split(separator: "\n", omittingEmptySubsequences: false)
    let stored = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let line =
      zip(found, stored).enumerated().first { $0.element.0 != $0.element.1 }?.offset
      ?? min(found.count, stored.count)
    func text(_ lines: [Substring]) -> String {
      line < lines.count ? "'\(lines[line])'" : "the end of the text"
    }
    return "\(file.path):\(line + 1): expected \(text(stored)), found \(text(found))"
  }
}
