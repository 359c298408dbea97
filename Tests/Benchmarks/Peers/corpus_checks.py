# SPDX-License-Identifier: Apache-2.0
"""Attacks on a generated corpus by scikit-learn, which knows nothing of how it was made.

    corpus_checks.py twins FOLDER      can members be told from twins without any model?
    corpus_checks.py hardness FOLDER   does a linear attacker find harder hints harder?

Prints tables for people to read. Folds never part a person, nor a member from its twin.
"""

import json
import sys
from collections import defaultdict

import numpy as np
import scipy.sparse
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold
from sklearn.naive_bayes import MultinomialNB

SEED = 1
# What a hint about an attribute tells: the facet whose category is guessed.
FACETS = {
    "age": "age-band", "birth-date": "age-band", "sex": "sex",
    "relationship-status": "relationship", "education": "education", "job-title": "occupation",
    "income-level": "income-level", "income": "income-level",
}
# Attributes whose value itself is guessed: too many classes for anything but naive Bayes, which is
# linear too.
VALUES = {"city", "birth-city"}


def lines(folder, name):
    with open(f"{folder}/{name}", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def features(texts):
    words = CountVectorizer(ngram_range=(1, 2), min_df=3, binary=True, dtype=np.float32)
    counts = words.fit_transform(texts)
    lengths = np.array([[len(text), len(text.split())] for text in texts], dtype=np.float32)
    lengths = (lengths - lengths.mean(axis=0)) / (lengths.std(axis=0) + 1e-9)
    return scipy.sparse.hstack([counts, scipy.sparse.csr_matrix(lengths)]).tocsr()


def out_of_fold(matrix, labels, groups, decide, learner=None):
    """Scores (or guesses) of every row from a model that saw nothing of its group."""
    found = [None] * len(labels)
    for train, test in GroupKFold(5).split(matrix, labels, groups):
        model = learner or LogisticRegression(C=0.1, max_iter=200, random_state=SEED)
        model.fit(matrix[train], labels[train])
        for row, value in zip(test, decide(model, matrix[test])):
            found[row] = value
    return np.array(found)


def twins(folder, per_person=3, people=6000):
    texts, labels, persons, pairs = [], [], [], []
    taken = defaultdict(int)
    for document in lines(folder, "documents.jsonl"):
        if document["set"] == "unseen":
            continue
        person = document["profile"]
        if taken[person] == per_person or (person not in taken and len(taken) >= 2 * people):
            continue
        taken[person] += 1
        number = int(person[1:])
        texts.append(document["text"])
        labels.append(document["set"] != "twin")
        persons.append(person)
        pairs.append((number // 20, number % 10))
    labels = np.array(labels)
    groups = np.unique(np.array([a for a, b in pairs]), return_inverse=True)[1]
    scores = out_of_fold(
        features(texts), labels, groups, lambda model, rows: model.decision_function(rows))
    area = roc_auc_score(labels, scores)
    rows = defaultdict(list)
    for row, person in enumerate(persons):
        rows[person].append(row)
    rows = [np.array(found) for found in rows.values()]
    generator = np.random.default_rng(SEED)
    areas = []
    for _ in range(500):
        drawn = np.concatenate([rows[i] for i in generator.integers(0, len(rows), len(rows))])
        areas.append(roc_auc_score(labels[drawn], scores[drawn]))
    low, high = np.percentile(areas, [5, 95])
    sides = [len({p for p, label in zip(persons, labels) if label == side}) for side in (True, False)]
    print(f"member against twin: {sides[0]} and {sides[1]} people, {len(texts)} documents")
    print(f"AUC {area:.4f}, 90 % interval by person [{low:.4f}, {high:.4f}],"
          f" bar [.48, .52]: {'holds' if low >= 0.48 and high <= 0.52 else 'FAILS'}")


def hardness(folder):
    facets = {p["id"]: p["facets"] | {name: p["values"][name] for name in VALUES}
              for p in lines(folder, "profiles.jsonl")}
    rows = defaultdict(list)
    for document in lines(folder, "documents.jsonl"):
        if document["kind"] != "thread":
            continue
        for span in document["spans"]:
            attribute = span["attribute"]
            facet = attribute if attribute in VALUES else FACETS.get(attribute)
            if facet and span["hardness"] and span["disclosure"] != "decoy":
                if span["profile"] == document["profile"]:
                    rows[span["attribute"]].append(
                        (document["text"], facets[document["profile"]][facet], document["profile"],
                         span["hardness"]))
    pooled = defaultdict(list)
    print("attribute             n at hardness 1-5                 accuracy at hardness 1-5")
    for attribute, found in sorted(rows.items()):
        texts, labels, persons, levels = zip(*found)
        if len(set(labels)) < 2 or len(found) < 200:
            continue
        labels = np.array(labels)
        groups = np.unique(np.array(persons), return_inverse=True)[1]
        words = features(texts)
        learner = None
        if attribute in VALUES:
            # Word counts alone: lengths were centred and may be negative.
            words, learner = words[:, :-2], MultinomialNB(alpha=0.1)
        guesses = out_of_fold(words, labels, groups, lambda m, r: m.predict(r), learner)
        right = guesses == labels
        table, rights = [], []
        for level in range(1, 6):
            own = right[np.array(levels) == level]
            table.append((len(own), own.mean() if len(own) else float("nan")))
            rights.append(own)
        # An attribute without some level would change what is pooled from level to level.
        if all(len(own) for own in rights):
            for level, own in enumerate(rights, 1):
                pooled[level].extend(own)
        print(f"{attribute:20s}  " + " ".join(f"{n:6d}" for n, _ in table) + "  "
              + " ".join(f"{a:.3f}" for _, a in table) + "  " + steps(table))
    table = [(len(pooled[level]), np.mean(pooled[level]) if pooled[level] else
              float("nan")) for level in range(1, 6)]
    print(f"{'those with all five':20s}  " + " ".join(f"{n:6d}" for n, _ in table) + "  "
          + " ".join(f"{a:.3f}" for _, a in table) + "  " + steps(table))


def steps(table):
    """Which step up in hardness raises accuracy by more than the 95 % interval of the difference.

    A level without hints is stepped over.
    """
    bad = []
    levels = [level for level in range(5) if table[level][0] > 0]
    for level, after in zip(levels, levels[1:]):
        (n, a), (m, b) = table[level], table[after]
        half = 1.96 * np.sqrt(a * (1 - a) / n + b * (1 - b) / m)
        if b - a > half:
            bad.append(f"{level + 1}->{after + 1} by {b - a:.3f} (interval {half:.3f})")
    return "RISES " + ", ".join(bad) if bad else "no rise"


{"twins": twins, "hardness": hardness}[sys.argv[1]](sys.argv[2])
