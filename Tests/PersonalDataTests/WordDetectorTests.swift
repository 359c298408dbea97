// SPDX-License-Identifier: Apache-2.0

import PersonalData
import Testing

struct WordDetectorTests {
  @Test(arguments: [
    "write to {jane.doe+x@mail.example.org}.", "<{a@b.co}>", "{a_b%c@x-y.example}, thanks",
    "ümlaut {x@y.test}",
    "a@b", "@example.org", "a@@b.org", "a@.org", "a@b.c", "a@-b.org", "user @ example.org",
    "a.@b.org",
  ]) func emails(_ sample: String) {
    MarkedText(sample).check(EmailDetector())
  }

  @Test(arguments: [
    "see {https://example.org/a?b=c#d}.", "({http://example.org})", "{www.example.org}!",
    "<{HTTPS://Example.org/x}>", "\"{http://a.test/é}\"",
    "http://", "www.", "awww.example.org", "example.org", "http is old", "http:// x",
  ]) func addresses(_ sample: String) {
    MarkedText(sample).check(URLDetector())
  }

  @Test(arguments: [
    "ask {@jane_doe}!", "{u/quiet.reader} said", "/{u/name}", "({@a1})",
    "a@b.org", "@1234", "@a", "@ name", "menu/u", "you/them", "@abc@example",
  ]) func handles(_ sample: String) {
    MarkedText(sample).check(HandleDetector())
  }

  @Test(arguments: [
    "in {New York} and {York}", "{Berlin}'s".replacing("}'s", with: "'s}"), "{São Paulo}!",
    "to {New-York}", "new york", "Newyork", "New, bold York".replacing("York", with: "{York}"),
    "Berlins",
  ]) func lists(_ sample: String) {
    let places = WordListDetector(
      name: "places", kind: .place, entries: ["New York", "York", "Berlin", "São Paulo"])
    MarkedText(sample).check(places)
  }

  @Test func aListMayBeAClosureAndIgnoreCapitals() {
    let detector = WordListDetector(
      name: "names", kind: .name, wordLimit: 1, needsCapital: false
    ) { $0 == "jane" }
    MarkedText("{jane} and {Jane} and june").check(detector)
  }

  @Test(arguments: [
    "my {wife} and I", "My {ex} {husband}", "I'm {married}", "as a {nurse} I", "as a {busy mom}",
    "I'm a {retired school teacher}", "my {PhD}", "being a {dad}", "work as a {chef}",
    "a wife", "the husband", "as a rule", "nurse", "a single point", "my car",
    "as a very very old nurse",
  ]) func phrases(_ sample: String) {
    MarkedText(sample).check(PhraseDetector())
  }

  @Test func phrasesTellTheirKind() {
    let kinds = PhraseDetector().spans(in: "My wife, I'm divorced, as a man, as a nurse, my thesis")
      .map(\.kind)
    #expect(kinds == [.relationship, .relationship, .sex, .occupation, .education])
  }
}
