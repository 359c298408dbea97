// SPDX-License-Identifier: Apache-2.0

internal import Foundation

/// The grammars of all kinds of documents.
public struct GrammarSet: Sendable {
  /// A grammar file in memory.
  public struct Source: Sendable {
    /// The file's name without folder and extension: a kind's name, or `shared`.
    public let name: String
    /// The file's text.
    public let text: String

    /// Wraps a text.
    public init(name: String, text: String) {
      self.name = name
      self.text = text
    }

    var file: String { name + ".grammar" }
  }

  /// The name of the file whose rules all kinds can use.
  public static let sharedName = "shared"

  /// The grammars by the kind's position; nil for a kind that has no file.
  public let grammars: [Grammar?]
  /// The words that some literal writes in lower case.
  public let commonWords: Set<String>
  /// Findings that keep nobody from using the grammars.
  public let warnings: [GrammarMistake]

  /// The grammar of a kind; nil where it has no file.
  public subscript(_ kind: DocumentKind) -> Grammar? { grammars[kind.index] }

  /// For each kind the attributes of which its documents disclose one for certain.
  public var focuses: [DocumentKind: [Attribute]] {
    Dictionary(
      uniqueKeysWithValues: DocumentKind.allCases.compactMap { kind in
        self[kind].map { (kind, $0.focusAttributes) }
      })
  }

  /// Reads the `.grammar` files of a folder.
  ///
  /// - Parameters:
  ///   - folder: The folder, such as `Corpora/grammars`.
  ///   - lexiconTokens: The words of all values, in lower case.
  /// - Throws: `unreadableGrammar`, `invalidGrammar` with the place of the first mistake.
  public init(contentsOf folder: String, lexiconTokens: Set<String> = []) throws(CorpusError) {
    try self.init(try GrammarSet.sources(in: folder), lexiconTokens: lexiconTokens)
  }

  /// Checks and compiles grammars.
  ///
  /// - Parameters:
  ///   - sources: The texts, one a kind and perhaps one that is shared.
  ///   - lexiconTokens: The words of all values, in lower case.
  /// - Throws: `invalidGrammar` with the place of the first mistake.
  public init(_ sources: [Source], lexiconTokens: Set<String> = []) throws(CorpusError) {
    let reader = GrammarReader(sources, lexiconTokens: lexiconTokens)
    if let error = GrammarMistake.error(for: reader.mistakes) { throw error }
    grammars = reader.compiled()
    commonWords = reader.commonWords
    warnings = reader.warnings
  }

  /// Returns all mistakes of grammars, and what is only dubious.
  ///
  /// - Parameters:
  ///   - sources: The texts, one a kind and perhaps one that is shared.
  ///   - lexiconTokens: The words of all values, in lower case.
  /// - Returns: What `init` would throw, all of it, and the warnings.
  public static func diagnose(
    _ sources: [Source], lexiconTokens: Set<String> = []
  ) -> (mistakes: [GrammarMistake], warnings: [GrammarMistake]) {
    let reader = GrammarReader(sources, lexiconTokens: lexiconTokens)
    return (reader.mistakes, reader.warnings)
  }

  /// Reads the texts of the `.grammar` files of a folder, by name.
  ///
  /// - Parameter folder: The folder, such as `Corpora/grammars`.
  /// - Returns: The texts in the order of their names.
  /// - Throws: `unreadableGrammar`.
  public static func sources(in folder: String) throws(CorpusError) -> [Source] {
    do {
      let names = try FileManager.default.contentsOfDirectory(atPath: folder)
      var sources: [Source] = []
      for name in names.filter({ $0.hasSuffix(".grammar") }).sorted() {
        let data = try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name))
        guard let text = String(validating: data, as: UTF8.self) else {
          throw CorpusError(
            .unreadableGrammar, "'\(folder)/\(name)' is not UTF-8.", remedy: "Save it as UTF-8.")
        }
        sources.append(Source(name: String(name.dropLast(8)), text: text))
      }
      guard !sources.isEmpty else {
        throw CorpusError(
          .unreadableGrammar, "'\(folder)' holds no grammars.",
          remedy: "Name the folder of the '.grammar' files.")
      }
      return sources
    } catch let error as CorpusError {
      throw error
    } catch {
      throw CorpusError(
        .unreadableGrammar, "The grammars in '\(folder)' cannot be read.",
        remedy: "Check that the folder is there and its permissions.", cause: "\(error)")
    }
  }
}
