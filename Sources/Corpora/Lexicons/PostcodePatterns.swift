// SPDX-License-Identifier: Apache-2.0

/// Forms of postcodes: a list for each region, and a narrower one for some cities.
///
/// In a form `#` stands for any digit, `[2-5]` for one of these digits, `@` for a letter that the
/// country uses there; all else stands for itself.
public struct PostcodePatterns: Sendable {
  /// What one byte of a postcode may be: `choices` bytes from `first` on.
  private struct Slot {
    var first: UInt8
    var choices: UInt8
  }

  /// Marks a slot for one of the country's letters.
  private static let letterMark: UInt8 = 0

  private let slots: [Slot]
  private let starts: [UInt32]
  private let letters: [UInt8]

  /// Compiles forms, where `@` stands for one of the letters; nil where one is malformed.
  init?(_ forms: [String], letters: String) {
    var slots: [Slot] = []
    var starts: [UInt32] = [0]
    for form in forms {
      guard let compiled = PostcodePatterns.compile(form, letterCount: letters.utf8.count) else {
        return nil
      }
      slots += compiled
      starts.append(UInt32(slots.count))
    }
    self.slots = slots
    self.starts = starts
    self.letters = Array(letters.utf8)
  }

  /// The number of forms.
  public var count: Int { starts.count - 1 }

  /// Appends a postcode of a form.
  ///
  /// - Parameters:
  ///   - form: The form's position.
  ///   - word: Sixty-four random bits: each open place takes some of them.
  ///   - buffer: Where the postcode goes.
  @inline(__always)
  public func write(_ form: Int, word: UInt64, into buffer: inout ByteBuffer) {
    var rest = word
    for place in Int(starts[form])..<Int(starts[form &+ 1]) {
      let slot = slots[place]
      if slot.choices == 1 {
        buffer.append(slot.first)
      } else {
        let (choice, low) = rest.multipliedFullWidth(by: UInt64(slot.choices))
        rest = low
        let offset = UInt8(truncatingIfNeeded: choice)
        buffer.append(
          slot.first == PostcodePatterns.letterMark ? letters[Int(offset)] : slot.first &+ offset)
      }
    }
  }

  /// Whether a text has one of some forms.
  public func matches(_ text: some StringProtocol, forms: Range<Int>) -> Bool {
    let bytes = Array(text.utf8)
    return forms.contains { form in
      let form = slots[Int(starts[form])..<Int(starts[form + 1])]
      return form.count == bytes.count && zip(form, bytes).allSatisfy(allows)
    }
  }

  private func allows(_ slot: Slot, _ byte: UInt8) -> Bool {
    if slot.first == PostcodePatterns.letterMark { return letters.contains(byte) }
    return byte >= slot.first && byte < slot.first &+ slot.choices
  }

  private static func compile(_ form: String, letterCount: Int) -> [Slot]? {
    var slots: [Slot] = []
    var rest = Substring(form)
    while let sign = rest.popFirst() {
      switch sign {
      case "#": slots.append(Slot(first: UInt8(ascii: "0"), choices: 10))
      case "@" where letterCount > 1:
        slots.append(Slot(first: letterMark, choices: UInt8(letterCount)))
      case "[":
        let inside = rest.prefix { $0 != "]" }
        rest = rest.dropFirst(inside.utf8.count + 1)
        guard let range = digits(inside) else { return nil }
        slots.append(range)
      default:
        guard let byte = sign.asciiValue, sign.isUppercase || sign.isNumber || sign == " " else {
          return nil
        }
        slots.append(Slot(first: byte, choices: 1))
      }
    }
    return slots.isEmpty ? nil : slots
  }

  /// The slot of `2-5`.
  private static func digits(_ text: Substring) -> Slot? {
    let ends = Array(text.utf8)
    guard ends.count == 3, ends[1] == UInt8(ascii: "-"), ends[0] < ends[2],
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(ends[0]), ends[2] <= UInt8(ascii: "9")
    else { return nil }
    return Slot(first: ends[0], choices: ends[2] - ends[0] + 1)
  }
}
