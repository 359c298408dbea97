# SPDX-License-Identifier: Apache-2.0
"""Whether members can be told from their twins without any model that was trained on them.

A linear attacker learns from a few documents of each person. Folds are drawn by person, and once
more so that a member stays with its twin; scores are means over three drawings. Either way the area
under the curve must lie in [.48, .52], with the whole of its 90 % interval, drawn by person.

    corpus_twins.py FOLDER [--people COUNT] [--documents COUNT]
"""

from collections import defaultdict

import numpy as np
from sklearn.metrics import roc_auc_score

import corpus_files
from corpus_attack import SEED, features, groups_of, out_of_fold

LOW, HIGH = 0.48, 0.52
DRAWS = 500
# How often folds are drawn.
DRAWINGS = 3


def taken(folder, people, per_person):
    """Text, side, author and pair of the first documents of the first people of both sides."""
    counts = defaultdict(int)
    fields = ("profile", "set", "text")
    for document in corpus_files.records(folder, "documents.jsonl", fields):
        person = document["profile"]
        if document["set"] == "unseen" or counts[person] == per_person:
            continue
        if counts[person] == 0 and len(counts) > 2 * people:
            del counts[person]
            continue
        counts[person] += 1
        number = int(person[1:])
        yield document["text"], document["set"] != "twin", person, (number // 20, number % 10)


def interval(labels, scores, persons):
    """The middle 90 % of the areas of people drawn with replacement."""
    rows = defaultdict(list)
    for row, person in enumerate(persons):
        rows[person].append(row)
    rows = [np.array(found) for found in rows.values()]
    generator = np.random.default_rng(SEED)
    areas = []
    for _ in range(DRAWS):
        drawn = np.concatenate([rows[i] for i in generator.integers(0, len(rows), len(rows))])
        areas.append(roc_auc_score(labels[drawn], scores[drawn]))
    return np.percentile(areas, [5, 95])


def check(options):
    rows = list(taken(options.folder, options.people, options.documents))
    sides = [len({person for _, label, person, _ in rows if label == side})
             for side in (True, False)]
    if min(sides) < 5:
        raise corpus_files.Unusable(
            f"Documents of {sides[0]} members and {sides[1]} twins are too few for five folds.")
    texts, labels, persons, pairs = zip(*rows)
    labels = np.array(labels)
    print(f"member against twin: {sides[0]} and {sides[1]} people, {len(texts)} documents")
    matrix = features(texts)
    ends = []
    for name, keys in (("person", persons), ("person with twin", pairs)):
        scores = sum(out_of_fold(matrix, labels, groups_of(keys), decide, draw=draw)
                     for draw in range(DRAWINGS)) / DRAWINGS
        low, high = interval(labels, scores, persons)
        ends += [low, high]
        print(f"  folds by {name}: AUC {roc_auc_score(labels, scores):.4f},"
              f" 90 % interval by person [{low:.4f}, {high:.4f}]", flush=True)
    return f"bar [{LOW}, {HIGH}]", LOW <= min(ends) and max(ends) <= HIGH


def decide(model, rows):
    return model.decision_function(rows)


def main():
    parser = corpus_files.arguments(__doc__)
    parser.add_argument("--people", type=corpus_files.positive, default=6000,
                        help="how many of each side, about (6000)")
    parser.add_argument("--documents", type=corpus_files.positive, default=3,
                        help="how many of each person (3)")
    corpus_files.run(check, parser)


if __name__ == "__main__":
    main()
