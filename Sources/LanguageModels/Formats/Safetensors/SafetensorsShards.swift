// SPDX-License-Identifier: Apache-2.0

import Evidence

/// The tensors of a Hugging Face folder: one safetensors file, or several and their index.
package struct SafetensorsShards: Sendable {
  /// The files in the order of their names.
  package let files: [SafetensorsFile]
  /// The index, where there is one.
  package let index: MappedFile?

  /// The most files of one model.
  static let shardLimit = 1_000

  /// Reads `model.safetensors`, or the files that `model.safetensors.index.json` names.
  ///
  /// - Throws: `LMD001` where there is neither, `LMD007` for a tensor in two files, `LMD020` for an
  ///   index that does not match its files, and what reading a file throws.
  package init(folder: String) throws(LanguageModelError) {
    let single = "\(folder)/model.safetensors"
    let indexPath = single + ".index.json"
    if StoredFile.exists(single) {
      files = [try SafetensorsFile(path: single)]
      index = nil
      return
    }
    guard StoredFile.exists(indexPath) else {
      throw LanguageModelError(
        "LMD001", .missingInput,
        "\(folder) holds neither model.safetensors nor model.safetensors.index.json.",
        remedy: "Download the model's safetensors files; pickled .bin files are not read.")
    }
    let index = try MappedFile(indexPath)
    let places = try SafetensorsShards.places(index)
    var files: [SafetensorsFile] = []
    for name in Set(places.values).sorted() {
      files.append(try SafetensorsFile(path: "\(folder)/\(name)"))
    }
    self.index = index
    self.files = files
    try requireAsIndexed(places, index.path)
  }

  /// Reads which file each tensor is said to lie in.
  private static func places(_ index: MappedFile) throws(LanguageModelError) -> [String: String] {
    let document = try JSONValue(modelFile: index)
    let table = document["weight_map"]?.members
    let places = table?.compactMapValues(\.text)
    guard let places, places.count == table?.count, !places.isEmpty else {
      throw disagreement(index.path, "there is no 'weight_map' from tensors to files")
    }
    let names = Set(places.values)
    guard names.count <= shardLimit else {
      throw disagreement(index.path, "\(names.count) files are more than \(shardLimit)")
    }
    for name in names.sorted() {
      guard !name.isEmpty, name.hasSuffix(".safetensors"), !name.hasPrefix("."),
        !name.utf8.contains(where: { $0 == UInt8(ascii: "/") || $0 == 0 })
      else {
        throw disagreement(index.path, "\(name.shown) is not the name of a file in the folder")
      }
    }
    return places
  }

  private func requireAsIndexed(
    _ places: [String: String], _ path: String
  ) throws(LanguageModelError) {
    var found: Set<String> = []
    for file in files {
      let name = StoredFile.name(of: file.file.path)
      for entry in file.entries {
        guard found.insert(entry.name).inserted else {
          throw LanguageModelError.malformed(
            "LMD007", file.file.path, at: entry.range.lowerBound,
            "the tensor \(entry.name.shown) lies in another file, too")
        }
        guard places[entry.name] == name else {
          throw SafetensorsShards.disagreement(
            path, "the tensor \(entry.name.shown) lies in \(name.shown), where it should not")
        }
      }
    }
    if let missing = places.keys.sorted().first(where: { !found.contains($0) }) {
      throw SafetensorsShards.disagreement(
        path, "the tensor \(missing.shown) lies in none of the files")
    }
  }

  private static func disagreement(_ path: String, _ problem: String) -> LanguageModelError {
    LanguageModelError(
      "LMD020", .badData, "\(path): \(problem).", remedy: "Download the model's folder again.")
  }
}

extension JSONValue {
  /// The longest JSON file of a model's folder that is read whole, in bytes.
  static let modelFileLimit = 4 << 20

  /// Reads a whole JSON file of a model's folder.
  ///
  /// - Throws: `LMD019` for a file that is too long or not strict JSON.
  init(modelFile file: MappedFile) throws(LanguageModelError) {
    guard file.count <= JSONValue.modelFileLimit else {
      throw LanguageModelError.malformed(
        "LMD019", file.path, at: 0,
        "\(file.count) bytes of JSON are more than \(JSONValue.modelFileLimit)")
    }
    do {
      try self.init(parsing: Array(file.bytes), name: file.path)
    } catch {
      throw .wrapping(
        error, code: "LMD019", "\(file.path) is not strict JSON.",
        remedy: "Download the model's folder again.")
    }
  }
}
