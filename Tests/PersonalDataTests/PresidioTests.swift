// SPDX-License-Identifier: Apache-2.0

import Foundation
import PersonalData
import TestSupport
import Testing

/// Microsoft's presidio-research sentences with gold spans, by their path in `PALIMPSEST_PRESIDIO`.
@Suite(.requires(RealData(variable: "PALIMPSEST_PRESIDIO"))) struct PresidioTests {
  private struct Sentence: Decodable {
    struct Span: Decodable {
      var entityType: String
      var startPosition: Int
      var endPosition: Int
    }
    var fullText: String
    var spans: [Span]
  }

  /// What the forms leave no doubt about is found in nine of ten cases, measured by overlap.
  @Test func clearFormsAreFound() throws {
    let path = try #require(RealData(variable: "PALIMPSEST_PRESIDIO").path)
    var file = URL(filePath: path)
    if path.hasSuffix(".json") == false { file.append(path: "synth_dataset_v2.json") }
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let sentences = try decoder.decode([Sentence].self, from: Data(contentsOf: file))
    for (kind, type) in [
      (PersonalDataKind.email, "EMAIL_ADDRESS"), (.card, "CREDIT_CARD"), (.ipAddress, "IP_ADDRESS"),
      (.url, "DOMAIN_NAME"),
    ] {
      let counts = count(sentences, kind, type)
      #expect(Double(counts.hits) >= 0.9 * Double(counts.gold), "\(type): \(counts)")
      #expect(Double(counts.right) >= 0.9 * Double(counts.found), "\(type): \(counts)")
    }
  }

  /// How many gold spans are touched by a found one, and how many found ones touch a gold one.
  private func count(_ sentences: [Sentence], _ kind: PersonalDataKind, _ type: String)
    -> (gold: Int, hits: Int, found: Int, right: Int)
  {
    let anonymizer = TextAnonymizer()
    var counts = (gold: 0, hits: 0, found: 0, right: 0)
    for sentence in sentences {
      let text = sentence.fullText
      let gold = sentence.spans.filter { $0.entityType == type }.map {
        bytes(text, $0.startPosition)..<bytes(text, $0.endPosition)
      }
      let found = anonymizer.spans(in: text).filter { $0.kind == kind }.map(\.range)
      counts.gold += gold.count
      counts.found += found.count
      counts.hits += gold.count { span in found.contains { $0.overlaps(span) } }
      counts.right += found.count { span in gold.contains { $0.overlaps(span) } }
    }
    return counts
  }

  /// The UTF-8 offset of a place counted in code points.
  private func bytes(_ text: String, _ place: Int) -> Int {
    text.unicodeScalars.prefix(place).reduce(0) { $0 + UTF8.width($1) }
  }
}
