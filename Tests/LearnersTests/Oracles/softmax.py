#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes softmax.json: multinomial regression with a quadratic penalty, by SciPy's L-BFGS-B.

Made with Python 3.11, NumPy 2.4.6 and SciPy 1.17.1: `softmax.py > softmax.json`. Seed 20260806.
"""
import json

import numpy as np
from scipy.optimize import minimize
from scipy.special import log_softmax, softmax

random = np.random.default_rng(20260806)
ROWS, COLUMNS, LABELS, PENALTY = 40, 5, 3, 0.05

rows = np.round(random.normal(size=(ROWS, COLUMNS)) * (random.random((ROWS, COLUMNS)) < 0.6), 3)
labels = np.argmax(
    rows @ random.normal(size=(COLUMNS, LABELS)) + random.gumbel(size=(ROWS, LABELS)), axis=1)
extended = np.hstack([rows, np.ones((ROWS, 1))])
targets = np.eye(LABELS)[labels]


def loss(flat):
    weights = flat.reshape(COLUMNS + 1, LABELS)
    scores = extended @ weights
    value = -(targets * log_softmax(scores, axis=1)).sum() / ROWS
    value += PENALTY / 2 * (weights[:COLUMNS] ** 2).sum()
    gradient = extended.T @ (softmax(scores, axis=1) - targets) / ROWS
    gradient[:COLUMNS] += PENALTY * weights[:COLUMNS]
    return value, gradient.ravel()


found = minimize(
    loss, np.zeros((COLUMNS + 1) * LABELS), jac=True, method="L-BFGS-B",
    options={"maxiter": 10_000, "ftol": 1e-16, "gtol": 1e-10})
weights = found.x.reshape(COLUMNS + 1, LABELS)
print(json.dumps({
    "rows": rows.tolist(), "labels": labels.tolist(), "penalty": PENALTY,
    "weights": weights.ravel().tolist(),
    "said": np.argmax(extended @ weights, axis=1).tolist(),
}))
