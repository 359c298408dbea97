#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes calibration.json: ECE and reliability curves by NumPy.

Made with Python 3.11 and NumPy 2.4.6: `calibration.py > calibration.json`. Seed 20261127.
"""
import json

import numpy as np

random = np.random.default_rng(20261127)
cases = []
for count, bins in [(1, 15), (7, 15), (200, 15), (1000, 10), (333, 7), (500, 15)]:
    confidence = random.beta(2, 1, count)
    if count == 500:  # values on edges, 0 and 1, and ties
        confidence = np.round(confidence * 15) / 15
    right = random.random(count) < confidence ** 1.5
    edges = np.arange(bins + 1) / bins
    place = np.clip(np.searchsorted(edges, confidence, side="left") - 1, 0, bins - 1)
    order = np.argsort(confidence, kind="stable")
    cuts = [b * count // bins for b in range(bins + 1)]
    case = {"confidences": confidence.tolist(), "isRight": right.tolist(), "binCount": bins}
    for name, parts in [
        ("width", [np.flatnonzero(place == b) for b in range(bins)]),
        ("mass", [order[a:z] for a, z in zip(cuts, cuts[1:])]),
    ]:
        ece = 0.0
        for part in parts:
            if len(part):
                ece += len(part) / count * abs(right[part].mean() - confidence[part].mean())
        case[name] = ece
        case[name + "Counts"] = [len(part) for part in parts]
        case[name + "Accuracies"] = [right[p].mean() if len(p) else None for p in parts]
    cases.append(case)
print(json.dumps(cases))
