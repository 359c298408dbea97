// SPDX-License-Identifier: Apache-2.0

package import Compute

/// Writes all documents of a community, and the questions that they answer.
///
/// What a document says is a function of seed, community, kind, seat and number, of the people and of
/// their values: communities can be written in any order and on any machine.
public struct DocumentGenerator: Sendable {
  /// The grammars that documents are written from.
  public let grammars: GrammarSet
  let layout: CorpusLayout
  let fresh: FreshValues
  let line = DocumentLine()
  /// The field of each interest of the lexicon.
  var interestFields: [UInt8] = []
  private let key: UInt64

  /// Creates a generator.
  ///
  /// - Parameters:
  ///   - grammars: A grammar for each kind that the layout has documents of.
  ///   - fresh: Decoys and made-up facts.
  ///   - layout: Which documents there are.
  ///   - seed: The corpus's seed.
  /// - Throws: `missingGrammar`.
  package init(grammars: GrammarSet, fresh: FreshValues, layout: CorpusLayout, seed: Seed)
    throws(CorpusError)
  {
    for kind in DocumentKind.allCases where layout.documentCount(kind) > 0 && grammars[kind] == nil
    {
      throw CorpusError(
        .missingGrammar, "There is no grammar for documents of kind '\(kind.name)'.",
        remedy: "Add '\(kind.name).grammar' to the grammars, or leave the kind out of the recipe.")
    }
    self.grammars = grammars
    self.layout = layout
    self.fresh = fresh
    key = seed.derive("documents").value
  }

  /// The key of a document's draws.
  @inline(__always)
  func key(community: Int, kind: DocumentKind, seat: Int, number: Int) -> UInt64 {
    let home = Seed.mix(key &+ UInt64(truncatingIfNeeded: community) &* Seed.golden)
    let place =
      UInt64(kind.rawValue) << 56 | UInt64(truncatingIfNeeded: seat + 1) << 40
      | UInt64(truncatingIfNeeded: number)
    return Seed.mix(home ^ Seed.mix(place))
  }

  /// Appends the documents of a community, one line each, and its questions.
  ///
  /// - Parameters:
  ///   - community: Whose documents.
  ///   - lines: Takes the documents.
  ///   - questions: Takes the questions that the private documents answer.
  /// - Returns: How much was written.
  package func write(
    _ community: borrowing WritingCommunity, into lines: inout ByteBuffer,
    questions: inout ByteBuffer
  ) -> DocumentCounts {
    var session = WritingSession(self, community)
    layout.assignments(of: community.index) { assignment in
      session.write(assignment, community, into: &lines)
    }
    session.counts.questions = session.evidence.writeQuestions(community, into: &questions)
    return session.counts
  }
}
