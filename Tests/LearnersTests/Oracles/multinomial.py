#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes multinomial.json: scikit-learn's LogisticRegression on sparse rows, more columns than rows.

Made with Python 3.11, NumPy 2.4.6 and scikit-learn 1.7.2: `multinomial.py > multinomial.json`.
Seed 20261128.
"""
import json

import numpy as np
from sklearn.linear_model import LogisticRegression

random = np.random.default_rng(20261128)
cases = []
for labels, penalty in [(2, 1.0), (4, 0.1), (5, 0.01)]:
    rows, columns, training = 90, 150, 60
    table = np.round(random.random((rows, columns)) * (random.random((rows, columns)) < 0.1), 3)
    table[7] = 0
    table[9] = table[8]
    truth = np.argmax(
        table @ random.normal(size=(columns, labels)) * 2 + random.gumbel(size=(rows, labels)), axis=1)
    truth[:labels] = np.arange(labels)
    model = LogisticRegression(C=1 / penalty, tol=1e-12, max_iter=100_000)
    if labels == 2:
        # With two labels scikit-learn has one vector of weights: W and -W with twice the penalty.
        model = LogisticRegression(C=2 / penalty, tol=1e-12, max_iter=100_000)
    model.fit(table[:training], truth[:training])
    weights = model.coef_.T if labels > 2 else np.outer(model.coef_[0], [-0.5, 0.5])
    cases.append({
        "rows": [[v or 0 for v in row] for row in table.tolist()], "labels": truth.tolist(), "labelCount": labels, "penalty": penalty,
        "training": training, "probabilities": np.round(model.predict_proba(table), 8).tolist(),
        "weights": np.round(weights, 7).ravel().tolist(),
    })
print(json.dumps(cases))
