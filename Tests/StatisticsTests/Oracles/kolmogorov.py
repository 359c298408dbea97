#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes kolmogorov.json: exact two-sample Kolmogorov-Smirnov tests down to 1e-240, and areas.

Made with Python 3.11, numpy 2.4.6, scipy 1.17.1 and scikit-learn 1.7.2. No draws: sample values are
`(a * k % modulus) // tie + shift` for k below the size, which KolmogorovSmirnovTests repeats.
"""
import json
import pathlib

import numpy as np
from scipy import stats
from sklearn.metrics import roc_auc_score

cases = []
for m, n, tie, shift in [(400, 400, 1, 2000), (405, 405, 1, 2000), (400, 400, 1, 900), (300, 300, 1, 400), (300, 40, 1, 430),
                         (300, 40, 5, 60), (300, 300, 5, 40), (1000, 700, 1, 300), (500, 499, 1, 800),
                         (2000, 2000, 3, 20), (60, 1000, 7, 40), (1, 50, 1, 1500), (1500, 1500, 1, 0)]:
    first = (np.arange(m) * 467 % 1009) // tie
    second = (np.arange(n) * 631 % 1009) // tie + shift
    test = stats.ks_2samp(first, second, method="exact")
    labels = np.r_[np.zeros(m), np.ones(n)]
    cases.append({"sizes": [m, n], "tie": tie, "shift": shift, "statistic": test.statistic,
                  "pValue": test.pvalue, "area": roc_auc_score(labels, np.r_[first, second])})
path = pathlib.Path(__file__).with_name("kolmogorov.json")
path.write_text(json.dumps({"cases": cases}, default=float) + "\n")
