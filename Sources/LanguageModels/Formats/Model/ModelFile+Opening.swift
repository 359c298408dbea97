// SPDX-License-Identifier: Apache-2.0

import Evidence

extension ModelFile {
  /// Opens a model of any format that is read.
  ///
  /// A folder is a Hugging Face model; a file that begins with `GGUF` is one of these; any other
  /// must have the header of llama2.c and exactly the size that it implies.
  ///
  /// - Parameter path: A file, or a folder with `config.json`.
  /// - Returns: The model; its tensors are mapped and not yet read.
  /// - Throws: `LMD001` for a path where nothing is, `LMD002` for one that cannot be read, `LMD003`
  ///   for another format, and what the format's reader throws.
  package static func open(_ path: String) throws(LanguageModelError) -> ModelFile {
    if StoredFile.isFolder(path) { return try openFolder(path) }
    let file = try MappedFile(path)
    let start = Array(file.bytes.prefix(8))
    if start.starts(with: GGUFFile.magic) || start.starts(with: GGUFFile.magic.reversed()) {
      return try ModelFile(gguf: GGUFFile(file), path: path)
    }
    if let name = foreignFormat(start) { throw unknownFormat(path, "is \(name)") }
    if path.hasSuffix(".safetensors") {
      throw unknownFormat(path, "is a safetensors file, whose settings stand in config.json")
    }
    return try ModelFile(llama2c: Llama2CFile(file), path: path)
  }

  private static func openFolder(_ path: String) throws(LanguageModelError) -> ModelFile {
    if StoredFile.exists("\(path)/config.json") {
      return try ModelFile(huggingFace: HuggingFaceFolder(path))
    }
    let names = (try? StoredFile.names(in: path)) ?? []
    let found = names.filter { $0.hasSuffix(".gguf") }
    guard found.isEmpty else {
      throw unknownFormat(
        path,
        "holds no config.json, but the file \(found.map(\.shown).joined(separator: " and "))",
        remedy: "Name the file instead of the folder.")
    }
    throw unknownFormat(path, "is a folder without config.json")
  }

  /// What a file's first bytes say it is, where it is a format of models that is not read.
  private static func foreignFormat(_ start: [UInt8]) -> String? {
    let known: [([UInt8], String)] = [
      ([0x50, 0x4B, 0x03, 0x04], "a pickled PyTorch file or another zip archive"),
      ([0x80, 0x02], "a pickled Python object"),
      (Array("tjgg".utf8), "a GGML file, older than GGUF"),
      (Array("fmgg".utf8), "a GGML file, older than GGUF"),
      (Array("lmgg".utf8), "a GGML file, older than GGUF"),
      (Array("24ka".utf8), "a llama2.c file of version 1 or 2; the first version is read"),
      ([0x89, 0x48, 0x44, 0x46], "an HDF5 file"),
    ]
    return known.first { start.starts(with: $0.0) }?.1
  }

  static func unknownFormat(
    _ path: String, _ what: String,
    remedy: String =
      "Name a GGUF file, a llama2.c .bin file, or a folder with config.json and safetensors."
  ) -> LanguageModelError {
    LanguageModelError("LMD003", .badData, "\(path) \(what).", remedy: remedy)
  }
}
