// SPDX-License-Identifier: Apache-2.0

public import ConfigurationFiles
public import Evidence

extension CorpusRecipe {
  /// The recipe with every setting spelled out, under the keys of recipe files.
  public var json: JSONValue {
    var members: [String: JSONValue] = [
      "name": .string(name),
      "profiles": .int(profileCount),
      "locales": .array(locales.map { .string($0.rawValue) }),
      "community-size": .int(communitySize),
      "as-of": .string(asOf.text),
      "replication": .array(replicationClasses.map { .int($0) }),
      "unseen-share": unseenShare.json,
      "forget-share": forgetShare.json,
    ]
    if !documents.isEmpty {
      members["documents"] = .object(
        Dictionary(uniqueKeysWithValues: documents.map { ($0.key.name, $0.value.json) }))
    }
    if threads.perCommunity > 0 { members["threads"] = threads.json }
    if canaries.perClass > 0 {
      members["canaries"] = [
        "per-class": .int(canaries.perClass), "controls": .int(canaries.controlCount),
      ]
    }
    if let interactions { members["interactions"] = interactions.json }
    return .object(members)
  }

  /// Reads a recipe back, such as from a manifest.
  ///
  /// - Parameters:
  ///   - json: What `json` gave.
  ///   - file: What messages call the place it was read from.
  /// - Throws: What is wrong with it.
  public init(json: JSONValue, file: String) throws(ConfigurationError) {
    // JSON without duplicate keys is YAML, so there is one reader.
    let bytes: [UInt8]
    do {
      bytes = try json.canonicalBytes()
    } catch {
      throw ConfigurationError(
        .malformed, "The recipe in '\(file)' cannot be read.", remedy: "Restore the file.",
        cause: error)
    }
    try self.init(
      ConfigurationNode(parsing: String(decoding: bytes, as: UTF8.self), file: file))
  }
}

extension Ratio {
  /// The nearest double; a whole number where it is one.
  var json: JSONValue {
    denominator == 1 ? .int(numerator) : .number(Double(numerator) / Double(denominator))
  }
}

extension CorpusRecipe.Quota {
  var json: JSONValue {
    switch self {
    case .total(let total): ["total": .int(total)]
    case .perPerson(let rate): ["per-person": rate.json]
    }
  }
}

extension CorpusRecipe.Threads {
  var json: JSONValue {
    [
      "per-community": .int(perCommunity), "comments": .int(commentCount), "depth": .int(deepest),
      "replies": .int(mostReplies),
    ]
  }
}

extension SyntheticInteractionPlan {
  var json: JSONValue {
    [
      "items": .int(itemCount), "mean-picks": .number(meanPickCount),
      "least-picks": .int(leastPickCount), "popularity-exponent": .number(popularityExponent),
      "genres": .int(genreCount), "attribute-tilt": .number(attributeTilt),
      "personal-taste": .number(personalTaste),
      "idiosyncratic-share": .number(idiosyncraticShare),
    ]
  }
}
