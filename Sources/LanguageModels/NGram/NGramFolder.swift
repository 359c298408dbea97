// SPDX-License-Identifier: Apache-2.0

import Evidence

/// An n-gram model on disk: `config.json`, `ngram.bin` and `tokenizer.json` in one folder.
///
/// `ngram.bin` holds the eight bytes `PLMNGRAM`, the version 1 (four bytes), the number of nodes
/// (eight), then for all nodes, breadth first, their tokens, their counts and where their children
/// begin, with one more entry (four bytes each); all little-endian.
package enum NGramFolder {
  /// What `config.json` calls the kind of model.
  package static let modelType = "palimpsest-ngram"

  private static let magic = Array("PLMNGRAM".utf8)
  private static let headerBytes = 20
  private static let orders = 1...16

  /// Whether a folder says that it holds such a model.
  package static func isModel(_ path: String) -> Bool {
    guard StoredFile.exists("\(path)/ngram.bin") else { return false }
    let settings = try? StoredFile.readJSON("\(path)/config.json")
    return settings?["model_type"]?.text == modelType
  }

  /// The files of a model, in the order in which its digest covers them.
  package static let fileNames = ["config.json", "ngram.bin", "tokenizer.json"]

  /// Writes a model's counts and settings; the tokenizer's file is written by whoever has it.
  ///
  /// - Throws: `LMD022` where a file cannot be written.
  package static func write(
    _ probabilities: NGramProbabilities, to folder: String
  ) throws(LanguageModelError) {
    let settings: JSONValue = [
      "model_type": .string(modelType), "vocab_size": .int(probabilities.vocabularyCount),
      "order": .int(probabilities.order),
      "discounts": .array(probabilities.discounts.map(JSONValue.number)),
      "bos_token_id": probabilities.beginning.map { .int($0) } ?? .null,
    ]
    var writer = ByteWriter()
    writer.append(contentsOf: magic)
    writer.append(UInt32(1))
    writer.append(UInt64(probabilities.tree.tokens.count))
    for token in probabilities.tree.tokens { writer.append(token) }
    for count in probabilities.tree.counts { writer.append(count) }
    for first in probabilities.tree.firstChildren { writer.append(first) }
    do {
      try StoredFile.makeFolder(folder)
      try StoredFile.write(settings.readableBytes(), to: "\(folder)/config.json")
      try StoredFile.write(writer.bytes, to: "\(folder)/ngram.bin")
    } catch {
      throw LanguageModelError(
        "LMD022", .inputOutput, "\(folder) cannot be written.",
        remedy: "Check the path, its permissions and the space left.", cause: error.message)
    }
  }

  /// Reads a model.
  ///
  /// - Parameters:
  ///   - folder: The folder.
  ///   - tokenizer: A tokenizer instead of the folder's own.
  /// - Returns: The model.
  /// - Throws: `LMD001` or `LMD002` for files that cannot be read, `LMD019` and `LMD012` for settings
  ///   that cannot be, `LMD130` with the offset for counts that cannot be, and what reading the
  ///   tokenizer throws.
  package static func read(
    _ folder: String, tokenizer: (any Tokenizer)? = nil
  ) throws(LanguageModelError) -> NGramModel {
    let file = try MappedFile("\(folder)/config.json")
    let settings = try Settings(JSONValue(modelFile: file), file.path)
    let counts = try MappedFile("\(folder)/ngram.bin")
    let tree = try tree(counts, vocabularyCount: settings.vocabularyCount)
    let words: any Tokenizer
    if let tokenizer {
      words = tokenizer
    } else {
      words = try HuggingFaceTokenizer.read(path: "\(folder)/tokenizer.json")
    }
    guard words.vocabularyCount <= settings.vocabularyCount else {
      throw .setting(
        file.path, "the tokenizer has \(words.vocabularyCount) tokens, more than 'vocab_size'")
    }
    return NGramModel(
      identity: ModelIdentity(
        name: StoredFile.name(of: folder), architecture: "ngram", digest: try digest(of: folder)),
      probabilities: NGramProbabilities(
        tree: tree, discounts: settings.discounts, vocabularyCount: settings.vocabularyCount,
        beginning: settings.beginning),
      tokenizer: words)
  }

  /// The digest of the object from the files' names to the digests of their bytes.
  private static func digest(of folder: String) throws(LanguageModelError) -> String {
    do throws(EvidenceError) {
      var table: [String: String] = [:]
      for name in fileNames where StoredFile.exists("\(folder)/\(name)") {
        table[name] = try Digest.sha256(contentsOf: "\(folder)/\(name)").hex
      }
      return "sha256:\(try Digest.sha256(canonical: .strings(table)).hex)"
    } catch {
      throw .wrapping(
        error, code: "LMD024", "No digest of \(folder) can be computed.",
        remedy: "Check that its files can be read.")
    }
  }

  private static func tree(
    _ file: MappedFile, vocabularyCount: Int
  ) throws(LanguageModelError) -> NGramTree {
    func refusal(_ offset: Int, _ problem: String) -> LanguageModelError {
      .malformed("LMD130", file.path, at: offset, problem)
    }
    let bytes = file.bytes
    guard bytes.count >= headerBytes, bytes.prefix(8).elementsEqual(magic),
      bytes.loadUnaligned(fromByteOffset: 8, as: UInt32.self).littleEndian == 1
    else { throw refusal(0, "this is no file of n-grams of version 1") }
    let stated = bytes.loadUnaligned(fromByteOffset: 12, as: UInt64.self).littleEndian
    guard let count = Int(exactly: stated), count > 0, count < Int(UInt32.max),
      bytes.count == headerBytes + 12 * count + 4
    else { throw refusal(12, "\(stated) nodes do not fill the file") }
    func words(_ column: Int, _ length: Int) -> [UInt32] {
      let start = headerBytes + column * 4 * count
      return (0..<length).map {
        bytes.loadUnaligned(fromByteOffset: start + 4 * $0, as: UInt32.self).littleEndian
      }
    }
    let tree = withExtendedLifetime(file) {
      NGramTree(
        tokens: words(0, count).map { TokenID(bitPattern: $0) }, counts: words(1, count),
        firstChildren: words(2, count + 1))
    }
    if let node = tree.firstFault(vocabularyCount: vocabularyCount) {
      throw refusal(headerBytes + 4 * node, "node \(node) has impossible tokens or children")
    }
    return tree
  }

  /// What `config.json` says.
  private struct Settings {
    let vocabularyCount: Int
    let discounts: [Double]
    let beginning: TokenID?

    init(_ document: JSONValue, _ path: String) throws(LanguageModelError) {
      guard let vocabulary = document["vocab_size"]?.wholeNumber,
        (1...TokenTable.countLimit).contains(vocabulary)
      else { throw .setting(path, "'vocab_size' is no number of tokens") }
      vocabularyCount = vocabulary
      discounts = document["discounts"]?.elements?.compactMap(\.double) ?? []
      guard document["order"]?.wholeNumber == discounts.count, orders.contains(discounts.count),
        discounts.allSatisfy({ $0 > 0 && $0 <= 1 })
      else { throw .setting(path, "'discounts' are not one above 0 and up to 1 for each order") }
      let first = document["bos_token_id"] ?? .null
      beginning = first.wholeNumber.flatMap(TokenID.init(exactly:))
      guard first == .null || beginning.map({ $0 >= 0 && Int($0) < vocabulary }) == true else {
        throw .setting(path, "'bos_token_id' is no token")
      }
    }
  }
}

extension NGramTree {
  /// The first node whose children or token cannot be; nil where all can.
  fileprivate func firstFault(vocabularyCount: Int) -> Int? {
    guard firstChildren.first == 1, Int(firstChildren[tokens.count]) == tokens.count else {
      return 0
    }
    for node in tokens.indices {
      let (start, end) = (firstChildren[node], firstChildren[node + 1])
      guard start <= end, Int(end) <= tokens.count, start == end || Int(start) > node else {
        return node
      }
      for child in Int(start)..<Int(end) {
        let isToken = tokens[child] >= 0 && Int(tokens[child]) < vocabularyCount
        let isSorted = child == Int(start) || tokens[child - 1] < tokens[child]
        guard isToken, isSorted else { return child }
      }
    }
    return nil
  }
}
