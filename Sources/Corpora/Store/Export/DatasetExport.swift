// SPDX-License-Identifier: Apache-2.0

internal import Evidence

/// A folder that dataset libraries read: train.jsonl, a card, and the columns' types.
struct DatasetExport {
  private let export: CorpusExport

  init(_ export: CorpusExport) {
    self.export = export
  }

  func write(to folder: DerivedFolder) throws(CorpusError) -> Int {
    let rows = try folder.makeFile("train.jsonl")
    var byteCount = 0
    let count = try export.forEachExample(in: folder) { document, copy throws(CorpusError) in
      var row: [UInt8] = []
      DatasetExport.append("{\"id\":", document.raw("id"), to: &row)
      DatasetExport.append(",\"profile\":", document.raw("profile"), to: &row)
      DatasetExport.append(",\"kind\":", document.raw("kind"), to: &row, or: "\"canary\"")
      DatasetExport.append(",\"set\":", document.raw("set"), to: &row)
      row += Array(",\"copy\":\(copy)".utf8)
      DatasetExport.append(",\"text\":", document.raw("text"), to: &row)
      row.append(UInt8(ascii: "}"))
      byteCount += row.count + 1
      try rows.writeLine(row)
    }
    try folder.makeFile("README.md").write(card(count))
    let info = try onDisk { () throws(EvidenceError) in
      try self.info(count, byteCount).readableBytes()
    }
    try folder.makeFile("dataset_info.json").write(info)
    return count
  }

  private static func append(
    _ key: String, _ value: ArraySlice<UInt8>?, to row: inout [UInt8], or other: String = "null"
  ) {
    row += Array(key.utf8)
    row += value ?? ArraySlice(other.utf8)
  }

  private func info(_ count: Int, _ byteCount: Int) -> JSONValue {
    let text: JSONValue = ["dtype": "string", "_type": "Value"]
    return [
      "description": .string(export.corpus.manifest.card["what"] ?? ""),
      "license": "other",
      "features": [
        "id": text, "profile": text, "kind": text, "set": text, "text": text,
        "copy": ["dtype": "int64", "_type": "Value"],
      ],
      "splits": [
        "train": [
          "name": "train", "num_bytes": .int(byteCount), "num_examples": .int(count),
        ]
      ],
    ]
  }

  private func card(_ count: Int) -> String {
    let manifest = export.corpus.manifest
    let card = manifest.card
    let topics = ["what", "how", "people", "notes", "sets", "licence", "limits"]
    let sections = topics.filter { card[$0] != nil }.map { topic in
      "## \(topic.prefix(1).uppercased() + topic.dropFirst())\n\n\(card[topic] ?? "")\n"
    }
    return """
      ---
      pretty_name: Palimpsest synthetic corpus
      language: [en]
      license: other
      task_categories: [text-generation]
      tags: [synthetic, privacy, pii, memorization]
      configs:
      - config_name: default
        data_files:
        - split: train
          path: train.jsonl
      ---
      # Palimpsest synthetic corpus

      \(count) training examples in the order of training, of the sets \
      \(export.selection.sets.map(\.rawValue).joined(separator: ", ")). An example that is trained \
      on more than once stands here as often; `copy` numbers them. Manifest SHA-256: \
      `\(export.corpus.digest.hex)`.

      \(sections.joined(separator: "\n"))
      """
  }
}
