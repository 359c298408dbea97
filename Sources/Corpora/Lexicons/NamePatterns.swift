// SPDX-License-Identifier: Apache-2.0

import Compute

/// Forms of invented names, such as `{stem} {word} {suffix}`, which one 64-bit word fills.
struct NamePatterns: Sendable {
  /// A place in a form that is filled from a pool.
  enum Slot: String, CaseIterable {
    case stem, other, word, suffix
  }

  private enum Part {
    case literal(Int, Int)
    case slot(Slot)
  }

  private let literals: [UInt8]
  private let parts: [Part]
  private let starts: [Int]
  private let table: AliasTable

  /// Compiles forms; nil where one is malformed.
  init?(_ forms: [String], weights: [UInt32]) {
    var literals: [UInt8] = []
    var parts: [Part] = []
    var starts = [0]
    for form in forms {
      var rest = Substring(form)
      while !rest.isEmpty {
        let literal = rest.prefix { $0 != "{" }
        if !literal.isEmpty {
          let start = literals.count
          literals += literal.utf8
          parts.append(.literal(start, literals.count))
          rest.removeFirst(literal.count)
        } else {
          let name = rest.dropFirst().prefix { $0 != "}" }
          guard let slot = Slot(rawValue: String(name)) else { return nil }
          parts.append(.slot(slot))
          rest = rest.dropFirst(name.count + 2)
        }
      }
      starts.append(parts.count)
    }
    self.literals = literals
    self.parts = parts
    self.starts = starts
    table = AliasTable(weights: weights)
  }

  /// The number of forms.
  var count: Int { starts.count - 1 }

  /// Appends the name that a word stands for.
  ///
  /// The form, and what fills each kind of slot, are drawn from words mixed from the given one.
  ///
  /// - Parameters:
  ///   - word: Sixty-four random bits: the name's identity.
  ///   - stems: What fills `{stem}`, and independently `{other}`.
  ///   - words: What fills `{word}`.
  ///   - segment: The positions of `words` that may be used.
  ///   - suffixes: What fills `{suffix}`.
  ///   - buffer: Where the name goes.
  @inline(__always)
  func write(
    _ word: UInt64, stems: TextPool, words: TextPool, segment: Range<Int>, suffixes: TextPool,
    into buffer: inout ByteBuffer
  ) {
    var stream = KeyedStream(key: word)
    let form = table.index(for: stream.next())
    let stem = stems.index(for: stream.next())
    for place in starts[form]..<starts[form &+ 1] {
      switch parts[place] {
      case .literal(let start, let end): buffer.append(literals, start..<end)
      case .slot(.stem): stems.copy(stem, into: &buffer)
      case .slot(.other):
        // Another stem than the first: "Thorn & Thorn" would be no pair.
        let step = 1 &+ stream.index(below: max(1, stems.count &- 1))
        stems.copy((stem &+ step) % stems.count, into: &buffer)
      case .slot(.word): words.copy(words.index(for: stream.next(), in: segment), into: &buffer)
      case .slot(.suffix): suffixes.copy(suffixes.index(for: stream.next()), into: &buffer)
      }
    }
  }

  /// All literal words of the forms, to check grammars against.
  var literalTexts: [String] {
    parts.compactMap { part in
      if case .literal(let start, let end) = part {
        return String(decoding: literals[start..<end], as: UTF8.self)
      }
      return nil
    }
  }
}
