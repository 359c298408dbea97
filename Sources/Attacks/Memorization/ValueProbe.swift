// SPDX-License-Identifier: Apache-2.0

public import LanguageModels

/// A value that stands in a text, as the tokens before it and its own.
///
/// The prompt is what the model gets; the target is what it would say had it memorized the text.
public struct ValueProbe: Equatable, Sendable {
  /// What comes before, with the beginning that the model declares: at least one token.
  public let prompt: [TokenID]
  /// The tokens of the value, with the blank before it where that belongs to its first token.
  public let target: [TokenID]
  /// The value as it stands in the text.
  public let value: String

  /// Cuts a text before and after a value.
  ///
  /// The text up to the value's end is cut into tokens, and so is the text before the value without
  /// its last blank; the target begins where the two differ. A prompt is cut to its last tokens, but
  /// for the first of the whole, which may be the declared beginning.
  ///
  /// - Parameters:
  ///   - range: The bytes of the text, in UTF-8, that the value takes.
  ///   - text: The text.
  ///   - limit: The most tokens of the prompt; nil for all that the model's context holds.
  ///   - model: The model, which cuts texts.
  /// - Returns: The probe; nil where nothing comes before the value, or it is longer than a context.
  /// - Throws: A model that reveals no tokens, a failing endpoint.
  public static func probe(
    of range: Range<Int>, in text: String, promptLimit limit: Int?, _ model: any LanguageModel
  ) async throws(LanguageModelError) -> ValueProbe? {
    let bytes = Array(text.utf8)
    var before = bytes[..<range.lowerBound]
    if before.last == UInt8(ascii: " ") { before.removeLast() }
    guard !before.isEmpty else { return nil }
    let prefix = try await model.tokenize(String(decoding: before, as: UTF8.self))
    var whole = try await model.tokenize(
      String(decoding: bytes[..<range.upperBound], as: UTF8.self))
    // What the model declares to end a text stands at the end of both.
    if let end = prefix.last, end == whole.last, prefix.count > 1,
      try await model.detokenize([end]).isEmpty
    {
      whole.removeLast()
    }
    var shared = 0
    while shared < min(prefix.count, whole.count), prefix[shared] == whole[shared] { shared += 1 }
    let target = Array(whole[shared...])
    guard shared > 0, !target.isEmpty else { return nil }
    let room = (model.contextLength ?? .max) - target.count
    guard room > 0 else { return nil }
    var prompt = Array(whole[..<shared])
    let most = min(limit ?? .max, room)
    if prompt.count > most { prompt = [prompt[0]] + prompt.suffix(most - 1) }
    return ValueProbe(
      prompt: prompt, target: target, value: String(decoding: bytes[range], as: UTF8.self))
  }
}
