// SPDX-License-Identifier: Apache-2.0

import Evidence

/// Vocabularies from one format's files to another's.
///
/// Files of one format are copied as they are. Byte-level vocabularies pass both ways. The scores of a
/// SentencePiece model pass to GGUF as they are and to `tokenizer.json` as the merges that follow
/// from them; merges do not pass to scores, since not every list of them follows from any.
package enum VocabularyConversion {
  /// A file of a Hugging Face folder.
  package struct File: Sendable {
    /// Its name.
    package let name: String
    /// Its bytes.
    package let bytes: [UInt8]
  }

  /// Returns the keys `tokenizer.ggml.*` of a model's vocabulary; empty where it has none.
  ///
  /// - Parameters:
  ///   - source: The vocabulary.
  ///   - modelCount: The size of the model's vocabulary, which a llama2.c file leaves out.
  /// - Returns: The keys.
  /// - Throws: `LMD064` for a vocabulary that cannot be expressed, and what making its tokenizer
  ///   throws.
  package static func ggufEntries(
    _ source: TokenizerSource, modelCount: Int
  ) throws(LanguageModelError) -> [GGUFEntry] {
    switch source {
    case .gguf(let metadata):
      // What could not be read is not handed on either.
      _ = try source.tokenizer(modelCount: modelCount)
      return metadata.entries.filter { $0.key.hasPrefix("tokenizer.") }
    case .huggingFace(let files):
      return try HuggingFaceTokenizer.ggufVocabulary(files).ggufEntries
    case .llama2c(let path):
      return try LlamaCTokenizerFile.ggufVocabulary(path: path, vocabularyCount: modelCount)
        .ggufEntries
    case .missing: return []
    }
  }

  /// Returns the files of a model's tokenizer in a Hugging Face folder; empty where it has none.
  ///
  /// - Parameters:
  ///   - source: The vocabulary.
  ///   - modelCount: The size of the model's vocabulary, which a llama2.c file leaves out.
  /// - Returns: The files.
  /// - Throws: As `ggufEntries(_:modelCount:)`.
  package static func huggingFaceFiles(
    _ source: TokenizerSource, modelCount: Int
  ) throws(LanguageModelError) -> [File] {
    switch source {
    case .gguf(let metadata):
      let vocabulary = try GGUFVocabulary(metadata)
      let files = try vocabulary.huggingFaceFiles()
      let isQwen2 = try metadata.string("general.architecture") == "qwen2"
      guard !isQwen2 || vocabulary.pre.flatMap(PreTokenizer.init(ggufName:)) == .qwen2 else {
        throw recut(vocabulary.name)
      }
      return files
    case .huggingFace(let files):
      let settings = files.configuration.map {
        [File(name: "tokenizer_config.json", bytes: $0.copiedBytes())]
      }
      return [File(name: "tokenizer.json", bytes: files.tokenizer.copiedBytes())]
        + (settings ?? [])
    case .llama2c(let path):
      return try LlamaCTokenizerFile.ggufVocabulary(path: path, vocabularyCount: modelCount)
        .huggingFaceFiles()
    case .missing: return []
    }
  }

  /// `LMD064`: the folder's tokenizer would not be read as it is.
  private static func recut(_ name: String) -> LanguageModelError {
    LanguageModelError(
      "LMD064", .badData,
      """
      \(name) is a Qwen2 model that cuts text in another way than Qwen2's; transformers cuts the \
      text of every Qwen2 model alike, and would give other tokens.
      """, remedy: "Keep it as GGUF.")
  }

  /// `LMD064`: this vocabulary is not written in that form.
  static func unsupported(_ name: String, _ form: String) -> LanguageModelError {
    LanguageModelError(
      "LMD064", .badData, "The vocabulary of \(name) cannot be written as \(form).",
      remedy: "Name another form of it by --tokenizer, such as the GGUF file that has it.")
  }
}

extension HuggingFaceTokenizer {
  /// Returns a byte-level vocabulary as GGUF files state it.
  static func ggufVocabulary(
    _ files: HuggingFaceTokenizerFiles
  ) throws(LanguageModelError) -> GGUFVocabulary {
    let name = files.tokenizer.path
    let reader = try HuggingFaceTokenizer(
      files.tokenizer.copiedBytes(), configuration: files.configuration?.copiedBytes(), name: name)
    guard try reader.tokenizer() is ByteLevelBPE else {
      throw VocabularyConversion.unsupported(name, "GGUF")
    }
    let vocabulary = try reader.vocabulary()
    let special = try vocabulary.checkedSpecial()
    var types = vocabulary.tokens.map { Int32($0.isEmpty ? 5 : 1) }
    for entry in vocabulary.added { types[Int(entry.token)] = entry.isSpecial ? 3 : 4 }
    let tokens = vocabulary.tokens.enumerated().map { place, bytes in
      // Rows without a token need a spelling that no other has.
      bytes.isEmpty ? "[PAD\(place)]" : String(decoding: bytes, as: UTF8.self)
    }
    return GGUFVocabulary(
      name: name, model: "gpt2", tokens: tokens,
      merges: vocabulary.merges.map { merge in
        String(decoding: merge.left + [0x20] + merge.right, as: UTF8.self)
      },
      types: types, pre: try reader.preTokenizer().ggufName,
      beginning: special.beginning.map { Int($0) }, end: special.end.map { Int($0) },
      addsBeginning: special.addsBeginning, addsEnd: special.addsEnd)
  }
}

extension PreTokenizer {
  /// The step from text to the alphabet of bytes.
  static func byteLevel(usesPattern: Bool) -> JSONValue {
    [
      "type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true,
      "use_regex": .bool(usesPattern),
    ]
  }

  /// The member `pre_tokenizer` of a `tokenizer.json` that cuts the same way.
  var steps: JSONValue {
    let first: JSONValue
    switch self {
    case .gpt2: return PreTokenizer.byteLevel(usesPattern: true)
    case .smollm: first = ["type": "Digits", "individual_digits": true]
    case .qwen2, .llama3:
      first = [
        "type": "Split", "pattern": ["Regex": .string(pattern)], "behavior": "Isolated",
        "invert": false,
      ]
    }
    let last = PreTokenizer.byteLevel(usesPattern: self == .smollm)
    return ["type": "Sequence", "pretokenizers": [first, last]]
  }
}
