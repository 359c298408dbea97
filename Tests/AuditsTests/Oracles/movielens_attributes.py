#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes movielens_attributes.json: attributes told from user vectors by scikit-learn.

    palimpsest recommender train ml-100k.inter --seed 1 -o model.safetensors
    movielens_attributes.py model.safetensors ml-100k.user > movielens_attributes.json

Made with Python 3.11, NumPy 2.4.6 and scikit-learn 1.9.1, kernel set avx2, audit seed 1. Vectors are
standardized by the users learned from; LogisticRegression(C=1); scores are pooled over five folds. The
folds are those of the audit, made again here: users of a class by SplitMix64 of their ids, dealt out in
turn. No row of MovieLens is in the output.
"""
import json
import struct
import sys

import numpy as np
import sklearn
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.preprocessing import StandardScaler

MASK = 2**64 - 1
GOLDEN = 0x9E3779B97F4A7C15


def mix(word):
    word = (word ^ word >> 30) * 0xBF58476D1CE4E5B9 & MASK
    word = (word ^ word >> 27) * 0x94D049BB133111EB & MASK
    return word ^ word >> 31


def key(seed, text):
    print_ = 0xCBF29CE484222325
    for byte in text.encode():
        print_ = (print_ ^ byte) * 0x100000001B3 & MASK
    # Swift's precedence: the sum comes with the exclusive or, from left to right.
    return mix((seed + GOLDEN & MASK) ^ print_)


def band(age):
    for limit, name in [(18, "under-18"), (25, "18-24"), (35, "25-34"), (45, "35-44"), (55, "45-54")]:
        if age < limit:
            return name
    return "55-plus"


blob = open(sys.argv[1], "rb").read()
length = struct.unpack("<Q", blob[:8])[0]
header = json.loads(blob[8:8 + length])


def tensor(name, kind):
    start, end = header[name]["data_offsets"]
    return np.frombuffer(blob[8 + length + start:8 + length + end], kind).reshape(header[name]["shape"])


ids = json.loads(tensor("user_ids", "u1").tobytes())
vectors = tensor("user_factors", "<f4").astype(float)
lines = [line.split("\t") for line in open(sys.argv[2]).read().splitlines()]
columns = [name.split(":")[0] for name in lines[0]]
people = {line[0]: dict(zip(columns, line)) for line in lines[1:]}

found = {}
for name in ["age", "gender", "occupation"]:
    values = [people[one][name] if name != "age" else band(float(people[one][name])) for one in ids]
    kept = sorted(value for value in set(values) if values.count(value) >= 10)
    seed = key(key(1, "attribute folds"), name)
    fold, dealt = {}, 0
    for value in kept:
        members = [one for one, own in zip(ids, values) if own == value]
        for one in sorted(members, key=lambda one: key(seed, one)):
            fold[one] = dealt % 5
            dealt += 1
    rows = [place for place, one in enumerate(ids) if one in fold]
    folds = np.array([fold[ids[row]] for row in rows])
    labels = np.array([kept.index(values[row]) for row in rows])
    told = np.zeros((len(rows), len(kept)))
    for part in range(5):
        train = folds != part
        scaler = StandardScaler().fit(vectors[rows][train])
        learned = LogisticRegression(C=1.0, max_iter=10_000, tol=1e-8).fit(
            scaler.transform(vectors[rows][train]), labels[train])
        told[~train] = learned.predict_proba(scaler.transform(vectors[rows][~train]))
    ranked = [1] if len(kept) == 2 else range(len(kept))
    found[name] = {
        "users": len(rows),
        "auc": float(np.mean([roc_auc_score(labels == one, told[:, one]) for one in ranked])),
        "accuracy": float(np.mean(told.argmax(axis=1) == labels)),
    }
print(json.dumps({"scikit-learn": sklearn.__version__, "attributes": found}, indent=1))
