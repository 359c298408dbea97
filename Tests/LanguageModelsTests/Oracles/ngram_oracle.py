#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes ngram.json: interpolated Kneser-Ney probabilities by NLTK.

Made with Python 3.11, nltk 3.9.1, seed 20261126: `ngram_oracle.py > ngram.json`.
Sequences are not padded; NLTK's model of order 3 with discount 0.4 over a vocabulary of 12 tokens.
NLTK adds a token for the unknown to the vocabulary, so ours counts 13.
"""
import json
import random

from nltk.lm.models import InterpolatedLanguageModel
from nltk.lm.smoothing import KneserNey
from nltk.util import everygrams

ORDER, DISCOUNT, WORDS = 3, 0.4, 12
draws = random.Random(20261126)
sequences = []
for _ in range(20):
    word, sequence = draws.randrange(WORDS), []
    for _ in range(draws.randrange(4, 30)):
        sequence.append(word)
        word = (word * 5 + draws.choice([1, 1, 1, 2, 3])) % WORDS
    sequences.append(sequence)
model = InterpolatedLanguageModel(KneserNey, ORDER, params={"discount": DISCOUNT, "order": ORDER})
model.fit([list(everygrams(list(map(str, s)), max_len=ORDER)) for s in sequences],
          vocabulary_text=[str(w) for w in range(WORDS)])
assert len(model.vocab) == WORDS + 1
cases = []
for _ in range(400):
    context = [draws.randrange(WORDS) for _ in range(draws.randrange(0, 3))]
    if draws.random() < .6:
        sequence = draws.choice(sequences)
        place = draws.randrange(len(sequence) - 2)
        context = sequence[place:place + len(context)]
    word = draws.randrange(WORDS)
    cases.append({"context": context, "token": word,
                  "probability": model.score(str(word), list(map(str, context)))})
print(json.dumps({"order": ORDER, "discount": DISCOUNT, "vocabulary": WORDS + 1,
                  "sequences": sequences, "cases": cases}))
