# SPDX-License-Identifier: Apache-2.0
# Writes self-bleu.json. Python 3.11 or newer, nltk 3.9.1, random.Random(7).
import json
import pathlib
import random

from nltk.translate.bleu_score import SmoothingFunction, sentence_bleu

draws = random.Random(7)
smoothing = SmoothingFunction(epsilon=0.1).method1


def self_bleu(texts):
    tokens = [text.split() for text in texts]
    scores = [
        sentence_bleu(tokens[:i] + tokens[i + 1:], tokens[i], (0.25,) * 4, smoothing)
        for i in range(len(tokens))
    ]
    return sum(scores) / len(scores)


cases = []
for size, words, longest in [(2, 4, 6), (5, 6, 12), (12, 9, 20), (30, 25, 15), (20, 60, 9)]:
    texts = [
        " ".join(f"w{draws.randrange(words)}" for _ in range(draws.randint(1, longest)))
        for _ in range(size)
    ]
    cases.append({"texts": texts, "selfBLEU": self_bleu(texts)})
path = pathlib.Path(__file__).with_name("self-bleu.json")
path.write_text(json.dumps(cases, indent=1) + "\n")
