# SPDX-License-Identifier: Apache-2.0
"""Writes conditional_logit.json: questions drawn at random, and the penalized conditional logit's
minimum by SciPy's BFGS. Python 3, NumPy 2.x, SciPy 1.x; seed 7. Run in this folder."""
import json

import numpy as np
from scipy.optimize import minimize

generator = np.random.default_rng(7)
FEATURES, PENALTY = 4, 0.05
truth = np.array([1.0, -0.5, 0.0, 2.0])
questions, answers = [], []
for _ in range(40):
    rows = np.round(generator.normal(size=(int(generator.integers(2, 8)), FEATURES)), 4)
    scores = rows @ truth
    shares = np.exp(scores - scores.max())
    answers.append(int(generator.choice(len(rows), p=shares / shares.sum())))
    questions.append(rows)


def loss(weights):
    total = 0.0
    for rows, answer in zip(questions, answers):
        scores = rows @ weights
        total += np.logaddexp.reduce(scores) - scores[answer]
    return total / len(questions) + PENALTY / 2 * weights @ weights


best = minimize(loss, np.zeros(FEATURES), method="BFGS", options={"gtol": 1e-10})
best = minimize(loss, best.x, method="Nelder-Mead", options={"xatol": 1e-12, "fatol": 1e-15})
with open("conditional_logit.json", "w") as file:
    json.dump({"penalty": PENALTY, "questions": [q.ravel().tolist() for q in questions],
               "answers": answers, "weights": best.x.tolist()}, file)
