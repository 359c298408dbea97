# SPDX-License-Identifier: Apache-2.0
"""Whether the spans of a corpus's documents are right and complete.

Right: the UTF-8 bytes and the UTF-16 units between a span's offsets are its surface, and both pairs
of offsets name the same place. Complete: a value of anybody of the author's community is written
nowhere but under a span, in whatever case. Values of under five characters are passed over, and
single words that the grammars write in small letters, because those say nothing of anybody.

    corpus_spans.py FOLDER [--limit DOCUMENTS] [--grammars FOLDER]
"""

from collections import Counter
from itertools import groupby

import corpus_files
from corpus_files import Unusable, records
from corpus_words import GRAMMARS, FoldedText, ValueFinder, dictionary

LEAST_LENGTH = 5
DOCUMENT = ("id", "profile", "text", "spans")
SPAN = ("start", "end", "utf16Start", "utf16End", "surface")


class Communities:
    """The values of the communities that some documents are from, ready to be found."""

    def __init__(self, folder, authors, words):
        self.of_person = {}
        self.values = {}
        self.left_out = set()
        self.finders = {}
        waiting = set(authors)
        people = records(folder, "profiles.jsonl", ("id", "community", "values"))
        for community, members in groupby(people, key=lambda person: person["community"]):
            members = list(members)
            ids = {person["id"] for person in members}
            if waiting.isdisjoint(ids):
                continue
            if community in self.values:
                raise Unusable(f"Community {community} stands in two places of profiles.jsonl.")
            waiting -= ids
            self.of_person.update((person, community) for person in ids)
            self.values[community] = self.searched(members, words)
            if not waiting:
                break

    def searched(self, members, words):
        found = {}
        for person in members:
            for attribute, value in person["values"].items():
                folded = value.casefold()
                if len(value) >= LEAST_LENGTH:
                    if folded in words:
                        self.left_out.add(folded)
                    else:
                        found.setdefault(folded, attribute)
        return found

    def finder(self, author):
        """What finds the values of an author's community; None for an author without profile."""
        community = self.of_person.get(author)
        if community is not None and community not in self.finders:
            self.finders[community] = ValueFinder(self.values.pop(community))
        return self.finders.get(community)


def is_right(span, text, utf8, utf16):
    """Whether both slices of a span are its surface and lie at the same place."""
    start, end, surface = span["start"], span["end"], span["surface"]
    first, last = span["utf16Start"], span["utf16End"]
    # A slice of Python's may reach beyond the end, or count from it.
    if not (0 <= start < end <= len(utf8) and 0 <= first < last <= len(utf16) // 2):
        return False
    if utf8[start:end] != surface.encode() or (
            utf16[2 * first:2 * last] != surface.encode("utf-16-le")):
        return False
    if text.isascii():
        return start == first
    return len(utf8[:start].decode().encode("utf-16-le")) == 2 * first


def outside(document, finder):
    """The UTF-8 start and the attribute of each value that no span covers."""
    folded = FoldedText(document["text"])
    spans = [(span["start"], span["end"]) for span in document["spans"]]
    before = -1
    for start, end, attribute in finder.find(folded.folded):
        low, high = folded.bytes_of(start, end)
        if low != before and not any(a <= low and high <= b for a, b in spans):
            before = low
            yield low, attribute


def check(options):
    words = dictionary(options.grammars)
    authors = {document["profile"] for document in records(
        options.folder, "documents.jsonl", DOCUMENT, options.limit)}
    communities = Communities(options.folder, authors, words)
    counts, attributes, examples = Counter(), Counter(), []
    for document in records(options.folder, "documents.jsonl", DOCUMENT, options.limit):
        counts["documents"] += 1
        text = document["text"]
        utf8, utf16 = text.encode(), text.encode("utf-16-le")
        for span in document["spans"]:
            counts["spans"] += 1
            if any(field not in span for field in SPAN):
                raise Unusable(f"A span of {document['id']} lacks one of {', '.join(SPAN)}.")
            if not is_right(span, text, utf8, utf16):
                counts["bad"] += 1
                examples.append(f"{document['id']}: bad slice at {span['start']}")
        finder = communities.finder(document["profile"])
        if finder is None:
            counts["orphans"] += 1
            continue
        for place, attribute in outside(document, finder):
            attributes[attribute] += 1
            examples.append(f"{document['id']}: {attribute} outside of spans at {place}")
        del examples[10:]
    if counts["spans"] == 0:
        raise Unusable("No document has a span. Nothing can be said of their places.")
    print(f"{len(communities.left_out)} values are dictionary words and were not looked for")
    for attribute, count in attributes.most_common():
        print(f"outside of spans: {attribute} {count}")
    print("\n".join(examples), end="\n" if examples else "")
    found = attributes.total()
    return (f"{counts['documents']} documents, {counts['spans']} spans: {counts['bad']} bad slices,"
            f" {found} values outside, {counts['orphans']} without an author's profile",
            counts["bad"] + found + counts["orphans"] == 0)


def main():
    parser = corpus_files.arguments(__doc__)
    parser.add_argument("--limit", type=corpus_files.positive, default=100_000,
                        help="how many documents to check (100000)")
    parser.add_argument("--grammars", default=GRAMMARS,
                        help="where the corpus's grammars lie (the project's own)")
    corpus_files.run(check, parser)


if __name__ == "__main__":
    main()
