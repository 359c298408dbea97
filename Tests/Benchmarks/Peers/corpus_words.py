# SPDX-License-Identifier: Apache-2.0
"""Words of the grammars, and texts folded to small letters without losing their offsets."""

import pathlib
import re

from corpus_files import Unusable

GRAMMARS = pathlib.Path(__file__).resolve().parents[3] / "Corpora" / "grammars"
WORD = re.compile(r"[^\W_]+")
# What may stand in front of an alternative: conditions, a weight, a hardness.
HEAD = re.compile(r"\s*(?:\[(?!\[)[^\]]*\]\s*)?(?:\d+\*\s+)?(?:\d\|)?")
# Slots, rules, the head of an implied span, escapes.
NO_LITERAL = re.compile(r"\\.|<[^>]*>|\{[^}]*\}|\[\[[^|]*\|")


def dictionary(folder=GRAMMARS):
    """The words that a literal of the grammars has in small letters."""
    found = set()
    for path in sorted(pathlib.Path(folder).glob("*.grammar")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line[:1].isspace():
                literals = NO_LITERAL.sub(" ", line[HEAD.match(line).end():])
                found.update(word for word in WORD.findall(literals) if word[0].islower())
    if not found:
        raise Unusable(f"There is no grammar with words in {folder}. Name another by --grammars.")
    return {word.casefold() for word in found}


class FoldedText:
    """A text in small letters, and the UTF-8 offset of each of its places in the text as it stood.

    Folding can lengthen a text: one letter may become two. Both then have the letter's place.
    """

    def __init__(self, text):
        self.text = text
        self.folded = text.casefold()
        self.places = None
        if len(self.folded) != len(text):
            letters = [(place, part) for place, letter in enumerate(text)
                       for part in letter.casefold()]
            self.places = [place for place, _ in letters]
            self.folded = "".join(part for _, part in letters)

    def bytes_of(self, start, end):
        """The UTF-8 offsets, in the text as it stood, of a stretch of the folded one."""
        if self.places is not None:
            start, end = self.places[start], self.places[end - 1] + 1
        if self.text.isascii():
            return start, end
        before = len(self.text[:start].encode())
        return before, before + len(self.text[start:end].encode())


class ValueFinder:
    """Finds values in texts where they begin and end with whole words.

    `values` pairs folded texts with what is told of them. Overlapping values are all found.
    """

    def __init__(self, values):
        self.beginnings = {}
        for value, fact in values.items():
            first = WORD.search(value)
            if first:
                self.beginnings.setdefault(first.group(), []).append((value, first.start(), fact))
        for found in self.beginnings.values():
            found.sort(key=lambda entry: -len(entry[0]))

    def find(self, folded):
        """The start, end and fact of every value in a folded text; the longest of a word first."""
        for word in WORD.finditer(folded):
            for value, lead, fact in self.beginnings.get(word.group(), ()):
                start = word.start() - lead
                end = start + len(value)
                if start < 0 or not folded.startswith(value, start):
                    continue
                if end < len(folded) and folded[end].isalnum() and value[-1].isalnum():
                    continue
                yield start, end, fact
