# SPDX-License-Identifier: Apache-2.0
"""Fold-in by a plain dense solve of (a C + (1 - a) sum_A y y^T + l I) x = sum_A y.

Python 3, numpy; versions are written into the file. Run: python fold_in.py > fold_in.json
"""
import json
import sys

import numpy as np

SEED, BACKGROUND, RIDGE = 20240607, 0.1, 0.1
generator = np.random.default_rng(SEED)
cases = []
for width, rows, chosen in [(1, 4, [0, 2]), (3, 9, [1]), (5, 12, []), (17, 60, [3, 9, 30, 59]),
                            (33, 80, list(range(0, 80, 3)))]:
    table = generator.normal(size=(rows, width)).astype(np.float32)
    present = generator.uniform(size=rows) < 0.8
    for row in chosen:
        present[row] = True
    y = table.astype(np.float64)
    gram = y[present].T @ y[present]
    own = y[chosen].reshape(-1, width)
    matrix = BACKGROUND * gram + (1 - BACKGROUND) * own.T @ own + RIDGE * np.eye(width)
    solution = np.linalg.solve(matrix, own.sum(axis=0))
    cases.append({"width": width, "table": table.astype(float).tolist(),
                  "present": present.tolist(), "partners": chosen, "fit": solution.tolist()})
json.dump({"numpy": np.__version__, "python": sys.version.split()[0], "seed": SEED,
           "cases": cases}, sys.stdout)
print()
