// SPDX-License-Identifier: Apache-2.0

internal import Compute

/// Writes texts out from a grammar and notes their spans.
///
/// One expander writes any number of texts, one after another, into the same room. What it writes is
/// a function of the grammar, the scene, the values and the key of its draws. A text says nothing
/// twice as long as a rule has other words that its author can use.
public struct Expander: ~Copyable {
  /// The bytes of the text.
  public var text = ByteBuffer(capacity: 1 << 14)
  /// The spans of the text, by their start; none lies within another.
  public private(set) var spans: [TextSpan] = []
  /// The canonical texts of what was made up for this text.
  package private(set) var made = ByteBuffer()
  var draws = KeyedStream(key: 0)
  /// The focus and whatever was told beside it, one bit an attribute.
  package var told: UInt64 = 0
  var isFocusTold = false
  private var typoGap = 0
  private var wordsToTypo = Int.max
  private var openSpan: TextSpan?
  private var facts = DocumentFacts()
  /// For each alternative whether the text holds it, one bit each.
  var written: [UInt64] = []
  let fresh: FreshValues

  /// Creates an expander that takes decoys and made-up facts from `fresh`.
  package init(_ fresh: FreshValues) {
    self.fresh = fresh
  }

  /// Begins another text.
  package mutating func begin(_ scene: borrowing WritingScene, key: UInt64) {
    text.removeAll()
    made.removeAll()
    spans.removeAll(keepingCapacity: true)
    draws = KeyedStream(key: key)
    (told, isFocusTold, openSpan, facts) = (0, false, nil, DocumentFacts())
    for place in written.indices { written[place] = 0 }
    typoGap = scene.style.typoGap
    wordsToTypo = typoGap > 0 ? draws.index(below: 2 * typoGap) : .max
  }

  /// Writes out a rule that the author can use.
  package mutating func expand(
    _ rule: Int, _ grammar: Grammar, _ scene: borrowing WritingScene,
    _ values: borrowing CommunityValues
  ) {
    let chosen = choose(rule, grammar, scene)
    guard chosen >= 0 else { return }
    let alternative = grammar.alternatives[chosen]
    if alternative.isWording { note(chosen, grammar) }
    let first = Int(alternative.firstStep)
    for place in first..<first &+ alternative.stepCount {
      take(grammar.steps[place], grammar, scene, values)
    }
  }

  /// Cuts blanks at the end; the last thing to be done to a text.
  package mutating func finish() {
    let limit = Int(spans.last?.end ?? 0)
    while text.count > limit, text[text.count - 1] <= 0x20 { text.truncate(to: text.count - 1) }
  }

  @inline(__always)
  private mutating func take(
    _ step: GrammarStep, _ grammar: Grammar, _ scene: borrowing WritingScene,
    _ values: borrowing CommunityValues
  ) {
    switch step.action {
    case .literal: append(literal: step, grammar, isLowered: scene.style.isLowered)
    case .slot: append(slot: step, scene, values)
    case .decoy: append(decoy: step, scene, values)
    case .local: append(local: step, scene)
    case .rule: expand(Int(step.first), grammar, scene, values)
    case .beginImplied: beginImplied(step, scene, values)
    case .endImplied: endImplied()
    default: takeChoice(step, grammar, scene, values)
    }
  }

  /// Takes a step that depends on draws or on what was told before.
  @inline(never)
  private mutating func takeChoice(
    _ step: GrammarStep, _ grammar: Grammar, _ scene: borrowing WritingScene,
    _ values: borrowing CommunityValues
  ) {
    let isOptional =
      switch step.action {
      case .optionalRule, .optionalTell, .optionalExtra, .optionalHint: true
      default: false
      }
    if isOptional {
      let isEmoji = step.action == .optionalRule && grammar.rules[Int(step.first)].isEmoji
      let share = isEmoji ? scene.style.emojiShare : scene.style.optionalShare
      guard draws.index(below: 256) < share else { return }
    }
    switch step.action {
    case .optionalRule:
      if grammar.canExpand(Int(step.first), scene) {
        expand(Int(step.first), grammar, scene, values)
      }
    case .tell, .optionalTell: tell(grammar, scene, values)
    case .extra, .optionalExtra: tellExtra(grammar, scene, values)
    default: hint(grammar, scene, values)
    }
  }
}

/// What is written: literals and spans.
extension Expander {
  @inline(__always)
  private mutating func append(
    literal step: GrammarStep, _ grammar: Grammar, isLowered: Bool
  ) {
    var start = Int(step.first)
    let end = start &+ step.length
    let sign = step.literalStart
    if sign != 0, let last = lastByte {
      if sign == 1 {
        if last <= 0x20 { start &+= 1 }
      } else if last == 0x20, openSpan == nil {
        text.truncate(to: text.count &- 1)
      }
    } else if sign != 0 {
      start &+= 1
    }
    if step.wordCount <= wordsToTypo {
      if wordsToTypo != .max { wordsToTypo &-= step.wordCount }
      let shift = isLowered ? grammar.loweredOffset : 0
      text.append(grammar.pool, start &+ shift..<end &+ shift)
    } else {
      appendMistyped(step, from: start, grammar, isLowered: isLowered)
    }
  }

  /// The last byte of the text; nil where it is empty.
  private var lastByte: UInt8? {
    @inline(__always) get { text.count > 0 ? text[text.count &- 1] : nil }
  }

  @inline(never)
  private mutating func appendMistyped(
    _ step: GrammarStep, from start: Int, _ grammar: Grammar, isLowered: Bool
  ) {
    let firstWord = grammar.typos.firstWord(ofLiteralAt: step.first)
    let word = grammar.typos.words[firstWord &+ wordsToTypo]
    let variants = word.variants
    let variant = grammar.typos.variants[
      Int(variants.lowerBound) &+ draws.index(below: variants.count)]
    let cut = Int(step.first) &+ Int(word.start)
    let end = Int(step.first) &+ step.length
    let shift = isLowered ? grammar.loweredOffset : 0
    text.append(grammar.pool, start &+ shift..<cut &+ shift)
    text.append(grammar.typos.bytes, Int(variant.lowerBound)..<Int(variant.upperBound))
    text.append(grammar.pool, cut &+ Int(word.length) &+ shift..<end &+ shift)
    // No second one in this literal.
    wordsToTypo = draws.index(below: 2 &* typoGap)
  }

  @inline(__always)
  private mutating func append(
    slot step: GrammarStep, _ scene: borrowing WritingScene, _ values: borrowing CommunityValues
  ) {
    let seat = scene.seats[Int(step.role)]
    let place = Int(seat) &* Attribute.count &+ Int(step.label)
    let range = values.range(at: place)
    let start = text.count
    var disclosure = Disclosure.verbatim
    if step.form == 0 {
      text.append(values.bytes, range)
    } else {
      disclosure = FormWriter.write(step.form, values.bytes, range, into: &text)
    }
    append(
      from: start, disclosure, step.label, seat: seat, value: range, source: .community)
  }

  private mutating func append(
    decoy step: GrammarStep, _ scene: borrowing WritingScene, _ values: borrowing CommunityValues
  ) {
    let range = fresh.decoy(Int(step.label), scene, avoiding: values, &draws)
    if range.isEmpty { return }
    let start = text.count
    if step.form == 0 {
      text.append(fresh.decoys.bytes, range)
    } else {
      _ = FormWriter.write(step.form, fresh.decoys.bytes, range, into: &text)
    }
    append(from: start, .decoy, step.label, seat: -1, value: range, source: .decoys)
  }

  private mutating func append(local step: GrammarStep, _ scene: borrowing WritingScene) {
    let valueStart = made.count
    fresh.write(
      LocalFact.all[Int(step.label) - Attribute.count], locale: scene.locale,
      &facts, &draws, into: &made)
    let range = valueStart..<made.count
    let start = text.count
    var disclosure = Disclosure.verbatim
    if step.form == 0 {
      text.append(made, range)
    } else {
      let copy = made.withBytes { bytes in Array(bytes[range]) }
      disclosure = FormWriter.write(step.form, copy, 0..<copy.count, into: &text)
    }
    append(
      from: start, disclosure, step.label, seat: scene.seats[0], value: range, source: .made)
  }

  @inline(__always)
  private mutating func append(
    from start: Int, _ disclosure: Disclosure, _ label: UInt8, seat: Int16, value: Range<Int>,
    source: TextSpan.Source
  ) {
    let hardness: UInt8 =
      switch disclosure {
      case .decoy: 0
      case .partial: 2
      default: 1
      }
    spans.append(
      TextSpan(
        start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: text.count),
        valueStart: Int32(truncatingIfNeeded: value.lowerBound),
        valueEnd: Int32(truncatingIfNeeded: value.upperBound), seat: seat, label: label,
        disclosureCode: disclosure.code, hardness: hardness, certainty: 0, source: source))
  }

  private mutating func beginImplied(
    _ step: GrammarStep, _ scene: borrowing WritingScene, _ values: borrowing CommunityValues
  ) {
    let seat = scene.seats[0]
    let range = values.range(at: Int(seat) &* Attribute.count &+ Int(step.label))
    openSpan = TextSpan(
      start: Int32(text.count), end: 0, valueStart: Int32(range.lowerBound),
      valueEnd: Int32(range.upperBound), seat: seat, label: step.label,
      disclosureCode: Disclosure.implied.code, hardness: step.role, certainty: step.form,
      source: .community)
  }

  /// Ends the implied span, without blanks at its edges; one that came to nothing is none.
  private mutating func endImplied() {
    guard var span = openSpan else { return }
    openSpan = nil
    var end = text.count
    while end > Int(span.start), text[end - 1] <= 0x20 { end -= 1 }
    while Int(span.start) < end, text[Int(span.start)] <= 0x20 { span.start += 1 }
    span.end = Int32(end)
    if span.start < span.end { spans.append(span) }
  }
}
