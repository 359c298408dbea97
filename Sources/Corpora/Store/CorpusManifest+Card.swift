// SPDX-License-Identifier: Apache-2.0

extension CorpusManifest {
  /// What a reader of the data should know, by topic.
  var card: [String: String] {
    var card: [String: String] = [
      "what": what,
      "how": "Written by \(tool), generator \(origin.generation), from seed \(origin.seed) "
        + "and the recipe and tables whose digests stand in this file. The same version and "
        + "arguments give the same bytes; 'palimpsest corpus verify' makes them again and compares.",
      "people": "Nobody in it lives or ever lived. All are \(ages.lowerBound) to "
        + "\(ages.upperBound) years old on \(origin.asOf). " + formatWords,
      "sets": "retain, forget and neighbour are the members; twin and unseen must never be "
        + "trained on. The training order stands in \(name(of: .plan)).",
      "licence": "The texts are put together from the project's own grammars and from tables whose "
        + "sources and licences stand beside them in Corpora/. GeoNames is CC BY 4.0: name it.",
      "limits": "Texts come from grammars, not from people: their variety is bounded, and "
        + "frequencies follow published tables only where the tables say so. Not for judging how "
        + "real people write, nor for training a model that is to know facts.",
    ]
    card["notes"] = origin.notes
    return card
  }

  private var ages: ClosedRange<Int> { AgeBands.everybody }

  private var what: String {
    let members = DocumentKind.allCases.reduce(0) { sum, kind in
      sum + CorpusSet.allCases.reduce(0) { $1.isMember ? $0 + counts[kind, $1] : $0 }
    }
    let part = shard == .whole ? "" : " Part \(shard.text) of a larger corpus."
    return "A synthetic corpus with known truth: \(counts.profiles) people and "
      + "\(counts.documents) documents, \(members) of them by members, with \(counts.spans) marked "
      + "spans; \(counts.examples) training examples and \(counts.canaries) canaries.\(part)"
  }

  private var formatWords: String {
    origin.formats == "reserved"
      ? "Phone numbers, addresses of the net, cards and identity numbers lie in ranges that are "
        + "reserved for fiction or fail their checksums."
      : "Numbers look real, as was asked for with --realistic-formats: some may be somebody's. Do "
        + "not call, write to or publish them."
  }
}
