#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes per_example.json: memorization and influence of nearest neighbours, by NumPy.

Made with Python 3.11 and NumPy 2.4.6: `per_example.py > per_example.json`. Seed 20260805.

Three clouds of points with labels, some of them wrong. Leaving one out is done by brute force; the
effect at parts of m points is summed over the rank of the nearest point that is in the part; estimates
from random parts are differences of two means.
"""
import json
from math import comb

import numpy as np

random = np.random.default_rng(20260805)
COUNT, EXAMINED, PARTS, MODELS = 60, 20, 42, 50

centres = random.normal(size=(3, 4)) * 1.5
labels = random.integers(0, 3, size=COUNT + EXAMINED)
points = np.round(centres[labels] + random.normal(size=(COUNT + EXAMINED, 4)), 3)
wrong = random.random(COUNT + EXAMINED) < 0.15
labels = np.where(wrong, random.integers(0, 3, size=COUNT + EXAMINED), labels)


def neighbours(row):
    """All rows by distance from one, itself first."""
    distances = ((points - points[row]) ** 2).sum(axis=1)
    distances[row] = -1
    return np.argsort(distances, kind="stable")


order = [neighbours(row) for row in range(COUNT + EXAMINED)]


def said(row, learned, votes):
    """The label of most of the nearest rows that were learned from."""
    near = [labels[other] for other in order[row] if other in learned][:votes]
    most = max(near.count(label) for label in near)
    return next(label for label in near if near.count(label) == most)


def right(learned, votes):
    return np.array(
        [float(said(row, learned, votes) == labels[row]) for row in range(COUNT + EXAMINED)])


def left_out(votes):
    whole = set(range(COUNT))
    full = right(whole, votes)
    return [(full - right(whole - {row}, votes)).tolist() for row in range(COUNT)]


def chance_right(row, size):
    """The chance that the nearest of `size` random rows but `row` has its label."""
    others = [other for other in order[row] if other != row and other < COUNT]
    total = comb(len(others), size)
    return sum(
        comb(len(others) - 1 - rank, size - 1) / total
        for rank, other in enumerate(others) if labels[other] == labels[row])


inclusion = np.zeros((MODELS, COUNT), dtype=int)
for model in range(MODELS):
    inclusion[model, random.permutation(COUNT)[:PARTS]] = 1
performance = np.array([right(set(np.flatnonzero(part)), 3) for part in inclusion])


def effect(candidate, example):
    inside = performance[inclusion[:, candidate] == 1, example]
    outside = performance[inclusion[:, candidate] == 0, example]
    error = inside.var(ddof=1) / len(inside) + outside.var(ddof=1) / len(outside)
    return [inside.mean() - outside.mean(), float(np.sqrt(error))]


print(json.dumps({
    "points": points.tolist(), "labels": labels.tolist(), "count": COUNT, "size": PARTS,
    "leftOutOne": left_out(1), "leftOutThree": left_out(3),
    "chanceRight": [chance_right(row, PARTS) for row in range(COUNT)],
    "inclusion": inclusion.tolist(), "performance": performance.astype(int).tolist(),
    "memorization": [effect(row, row) for row in range(COUNT)],
    "influence": [[effect(row, other) for other in range(COUNT, COUNT + EXAMINED)]
                  for row in range(0, COUNT, 10)],
}))
