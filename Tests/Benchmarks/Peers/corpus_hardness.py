# SPDX-License-Identifier: Apache-2.0
"""Whether a linear attacker finds what harder hints imply less often.

For each attribute of the hints in threads the author's category is guessed from the text of the one
document, in folds by person. Accuracy must not rise from one hardness to the next by more than the
95 % interval of the difference: for the attributes with all five levels pooled, and for single
attributes by intervals wide enough to hold for all steps together (Bonferroni). Smaller rises of
single attributes, beyond an interval of their own, are shown: one in forty comes by chance.

    corpus_hardness.py FOLDER
"""

from collections import defaultdict
from statistics import NormalDist

import numpy as np
from sklearn.naive_bayes import MultinomialNB

import corpus_files
from corpus_attack import features, groups_of, out_of_fold

# What a hint about an attribute tells: the facet whose category is guessed.
FACETS = {
    "age": "age-band", "birth-date": "age-band", "sex": "sex",
    "relationship-status": "relationship", "education": "education", "job-title": "occupation",
    "income-level": "income-level", "income": "income-level",
}
# Attributes whose value itself is guessed: too many classes for anything but naive Bayes, which is
# linear too.
VALUES = {"city", "birth-city"}
LEAST_HINTS = 200
POOLED = "those with all five"
ONE = NormalDist().inv_cdf(0.975)  # standard errors of the 95 % interval of one step


def hints(folder):
    """By attribute: text, category, author and hardness of each hint about the author."""
    facets = {p["id"]: p["facets"] | {name: p["values"][name] for name in VALUES}
              for p in corpus_files.records(folder, "profiles.jsonl", ("id", "facets", "values"))}
    rows = defaultdict(list)
    fields = ("kind", "profile", "text", "spans")
    for document in corpus_files.records(folder, "documents.jsonl", fields):
        if document["kind"] != "thread":
            continue
        for span in document["spans"]:
            attribute = span["attribute"]
            facet = attribute if attribute in VALUES else FACETS.get(attribute)
            if facet and span["hardness"] and span["disclosure"] != "decoy":
                if span["profile"] == document["profile"]:
                    rows[attribute].append(
                        (document["text"], facets[document["profile"]][facet],
                         document["profile"], span["hardness"]))
    return rows


def guessed(attribute, found):
    """Whether the attacker was right on each hint, and the hints' hardness."""
    texts, labels, persons, levels = zip(*found)
    labels = np.array(labels)
    words, learner = features(texts), None
    if attribute in VALUES:
        # Word counts alone: lengths were centred and may be negative.
        words, learner = words[:, :-2], MultinomialNB(alpha=0.1)
    guesses = out_of_fold(
        words, labels, groups_of(persons), lambda model, rows: model.predict(rows), learner)
    return guesses == labels, np.array(levels)


def rises(table):
    """The steps up in hardness that raise accuracy: by how much, and its standard error.

    A level without hints is stepped over.
    """
    levels = [level for level in range(5) if table[level][0] > 0]
    for level, after in zip(levels, levels[1:]):
        (n, a), (m, b) = table[level], table[after]
        if b > a:
            error = np.sqrt(a * (1 - a) / n + b * (1 - b) / m)
            yield f"{level + 1}->{after + 1}", b - a, error


def row(name, by_level, far):
    """Prints counts and accuracies of five levels; returns how many steps rise too far."""
    table = [(len(own), np.mean(own) if len(own) else float("nan")) for own in by_level]
    notes, count = [], 0
    for step, rise, error in rises(table):
        is_far = rise > far * error
        count += is_far
        if rise > ONE * error:
            notes.append(f"{step} {'RISES' if is_far else 'rises'} by {rise:.3f}"
                         f" (interval {far * error:.3f})")
    print(f"{name:20s}  " + " ".join(f"{n:6d}" for n, _ in table) + "  "
          + " ".join(f"{a:.3f}" for _, a in table) + "  " + (", ".join(notes) or "no rise"))
    return count


def check(options):
    tables, pooled = {}, [[] for _ in range(5)]
    for attribute, found in sorted(hints(options.folder).items()):
        if len({label for _, label, _, _ in found}) < 2 or len(found) < LEAST_HINTS:
            continue
        right, levels = guessed(attribute, found)
        by_level = tables[attribute] = [right[levels == level] for level in range(1, 6)]
        # An attribute without some level would change what is pooled from level to level.
        if all(len(own) for own in by_level):
            for level, own in zip(pooled, by_level):
                level.extend(own)
    if not pooled[0]:
        raise corpus_files.Unusable(
            f"No attribute has {LEAST_HINTS} hints and all five levels. Make more threads.")
    steps = sum(max(sum(map(bool, map(len, own))) - 1, 0) for own in tables.values())
    far = NormalDist().inv_cdf(1 - 0.025 / steps)
    print("attribute             n at hardness 1-5                 accuracy at hardness 1-5")
    count = sum(row(attribute, by_level, far) for attribute, by_level in tables.items())
    together = row(POOLED, pooled, ONE)
    return (f"{sum(map(len, pooled))} hints pooled: {together} of 4 steps rise;"
            f" {count} of {steps} steps of single attributes", together + count == 0)


def main():
    corpus_files.run(check, corpus_files.arguments(__doc__))


if __name__ == "__main__":
    main()
