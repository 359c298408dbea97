# SPDX-License-Identifier: Apache-2.0
"""Writes texts that a language model has surely read, and controls that it cannot have read.

    python licence_texts.py --licences /usr/share/common-licenses --out FOLDER

members.jsonl   paragraphs of the licences that Debian ships, each once
invented.jsonl  for each of them a paragraph of as many clauses of the same lengths, every clause
                from another paragraph and each used once: the same words equally often, in the
                same kind of text, but in an order that nobody ever wrote
foreign.jsonl   made-up orders from a shop: texts of another kind, which the audit has to notice

Standard library alone; the seed is fixed, so the files depend on the licences alone.
"""

import argparse
import json
import pathlib
import random
import re

SHORTEST, LONGEST = 240, 1200
NEARBY = 12


def paragraphs(folder):
    """The paragraphs of all licences, without those that two licences share."""
    found, seen = [], set()
    for path in sorted(folder.iterdir()):
        if path.is_symlink() or not path.is_file():
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        for block in re.split(r"\n\s*\n", text):
            words = " ".join(block.split())
            key = re.sub(r"[^a-z]", "", words.lower())
            if SHORTEST <= len(words) <= LONGEST and key not in seen:
                seen.add(key)
                found.append(words)
    return found


def clauses(paragraph):
    """The paragraph cut after marks; joined with blanks they are the paragraph."""
    return re.split(r"(?<=[,;:.]) ", paragraph)


def invented(members, generator):
    """As many paragraphs of the same clauses, every clause of another paragraph than before."""
    places = [
        (len(clause), row, column, clause)
        for row, paragraph in enumerate(members)
        for column, clause in enumerate(clauses(paragraph))
    ]
    places.sort()
    # Clauses of nearly the same length change places, so that lengths tell nothing.
    taken = [None] * len(places)
    for start in range(0, len(places), NEARBY):
        block = list(range(start, min(start + NEARBY, len(places))))
        for _ in range(1000):
            order = block[:]
            generator.shuffle(order)
            if all(places[a][1] != places[b][1] for a, b in zip(block, order)):
                break
        for a, b in zip(block, order):
            taken[a] = places[b][3]
    rows = [dict() for _ in members]
    for (_, row, column, _), clause in zip(places, taken):
        rows[row][column] = clause
    return [" ".join(row[column] for column in sorted(row)) for row in rows]


def shuffled(texts, generator):
    generator.shuffle(texts)
    return texts


def foreign(count, generator):
    goods = ["lamp", "chair", "kettle", "blanket", "teapot", "rug", "shelf", "mirror", "clock"]
    colours = ["blue", "green", "grey", "white", "red", "yellow"]
    texts = []
    for number in range(count):
        lines = [
            f"{generator.randint(1, 9)} x {generator.choice(colours)} {generator.choice(goods)} at "
            f"{generator.randint(3, 90)}.{generator.randint(10, 99)} each"
            for _ in range(generator.randint(5, 14))
        ]
        texts.append(f"Order {number + 1000} of today: " + "; ".join(lines) + ". Paid by card.")
    return texts


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--licences", type=pathlib.Path, required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    arguments = parser.parse_args()
    generator = random.Random(11)
    members = paragraphs(arguments.licences)
    # An audit takes the first lines: they are to be of all licences on both sides.
    generator.shuffle(members)
    arguments.out.mkdir(parents=True, exist_ok=True)
    for name, texts in [
        ("members", members),
        ("invented", shuffled(invented(members, generator), generator)),
        ("foreign", foreign(len(members), generator)),
    ]:
        path = arguments.out / f"{name}.jsonl"
        path.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts))
        print(f"{path}: {len(texts)} texts")


if __name__ == "__main__":
    main()
