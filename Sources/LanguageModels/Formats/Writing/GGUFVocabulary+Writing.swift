// SPDX-License-Identifier: Apache-2.0

extension GGUFVocabulary {
  /// The keys `tokenizer.ggml.*` that a GGUF file holds of this vocabulary.
  package var ggufEntries: [GGUFEntry] {
    func key(_ name: String) -> String { "tokenizer.ggml.\(name)" }
    var entries = [
      GGUFEntry(key("model"), .string(model)), GGUFEntry(key("tokens"), .array(.string(tokens))),
    ]
    if let pre { entries.append(GGUFEntry(key("pre"), .string(pre))) }
    if !scores.isEmpty { entries.append(GGUFEntry(key("scores"), .array(.float32(scores)))) }
    if !types.isEmpty { entries.append(GGUFEntry(key("token_type"), .array(.int32(types)))) }
    if !merges.isEmpty { entries.append(GGUFEntry(key("merges"), .array(.string(merges)))) }
    let identifiers = [
      ("bos_token_id", beginning), ("eos_token_id", end), ("unknown_token_id", unknown),
    ]
    for (name, token) in identifiers {
      if let token { entries.append(GGUFEntry(key(name), .uint32(UInt32(clamping: token)))) }
    }
    let flags = [
      ("add_bos_token", addsBeginning), ("add_eos_token", addsEnd),
      ("add_space_prefix", addsSpacePrefix),
    ]
    for (name, flag) in flags {
      if let flag { entries.append(GGUFEntry(key(name), .bool(flag))) }
    }
    return entries
  }
}
