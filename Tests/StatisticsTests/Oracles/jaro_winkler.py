#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Similarities by rapidfuzz 3.14.6, which agree with jellyfish 1.3.0: python3 jaro_winkler.py.

Pairs named by the issue, edge cases, and 300 pairs of random words over a small alphabet, seed 7.
"""
import importlib.metadata
import json
import os
import random

import jellyfish
from rapidfuzz.distance import JaroWinkler

VERSIONS = {"rapidfuzz": "3.14.6", "jellyfish": "1.3.0"}
for package, version in VERSIONS.items():
    if importlib.metadata.version(package) != version:
        raise SystemExit(f"{package} {version} is needed")

PAIRS = [
    ("austria", "australia"), ("iran", "iraq"), ("niger", "nigeria"),
    ("software engineer", "software tester"), ("new york", "new orleans"),
    ("london, united kingdom", "london, canada"), ("berlin, germany", "bern, switzerland"),
    ("male", "female"), ("", ""), ("a", ""), ("a", "a"), ("a", "b"), ("ab", "ba"),
    ("martha", "marhta"), ("dixon", "dicksonx"), ("jellyfish", "smellyfish"), ("zürich", "zurich"),
    ("东京", "东京都"), ("not in a relationship", "in relationship"),
    ("construction worker", "construction engineer"),
]
draw = random.Random(7)
for _ in range(300):
    PAIRS.append(tuple(
        "".join(draw.choice("abcde ") for _ in range(draw.randint(0, 14))) for _ in range(2)))

rows = []
for left, right in PAIRS:
    value = JaroWinkler.similarity(left, right)
    # jellyfish calls two empty texts 0, and takes the prefix at exactly .7 too.
    if left and right and abs(value - jellyfish.jaro_winkler_similarity(left, right)) > 1e-12:
        print("differ:", left, right, value, jellyfish.jaro_winkler_similarity(left, right))
    rows.append({"left": left, "right": right, "value": value})
path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "jaro_winkler.json")
with open(path, "w", encoding="utf-8") as file:
    json.dump(rows, file, ensure_ascii=False, indent=0)
    file.write("\n")
