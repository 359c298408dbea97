// SPDX-License-Identifier: Apache-2.0

internal import Evidence

/// The comments of the published SynthPAI threads: one JSON file a thread, replies inside replies.
///
/// Only texts are taken, to count words in them.
public enum ThreadFiles {
  /// Reads all comments below a folder, with identifiers made of file and place.
  ///
  /// - Parameter folder: The folder of the published data, or any above or below it.
  /// - Returns: Identifiers and texts, in the order of paths.
  /// - Throws: `missingCorpus` where no thread is found, and what reading throws.
  public static func comments(below folder: String) throws(CorpusError)
    -> [(id: String, text: String)]
  {
    var comments: [(id: String, text: String)] = []
    try onDisk { () throws(EvidenceError) in
      for path in try paths(below: folder, depth: 6, where: { $0.hasSuffix(".json") }) {
        guard let thread = try? StoredFile.readJSON(path), thread["children"] != nil else {
          continue
        }
        collect(thread, path, &comments)
      }
    }
    guard !comments.isEmpty else {
      throw CorpusError(
        .missingCorpus, "No SynthPAI thread lies below '\(folder)'.",
        remedy: "Name the folder of the published data, with its json_threads.")
    }
    return comments
  }

  /// The files below a folder whose names are wanted, by path.
  ///
  /// - Parameters:
  ///   - folder: The folder.
  ///   - depth: How many folders deep is looked.
  ///   - isWanted: Given the name of each file.
  /// - Returns: The paths.
  /// - Throws: What reading a folder throws.
  static func paths(
    below folder: String, depth: Int, where isWanted: (String) -> Bool
  ) throws(EvidenceError) -> [String] {
    var found: [String] = []
    for name in try StoredFile.names(in: folder) {
      let path = "\(folder)/\(name)"
      if isWanted(name) {
        found.append(path)
      } else if depth > 0 && StoredFile.isFolder(path) {
        found += try paths(below: path, depth: depth - 1, where: isWanted)
      }
    }
    return found
  }

  private static func collect(
    _ node: JSONValue, _ place: String, _ comments: inout [(id: String, text: String)]
  ) {
    if let text = node["text"]?.text { comments.append((place, text)) }
    for (number, child) in (node["children"]?.elements ?? []).enumerated() {
      collect(child, "\(place)/\(number)", &comments)
    }
  }
}
