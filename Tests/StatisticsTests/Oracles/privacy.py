#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes privacy.json: lower bounds of epsilon, straight from their formulas.

Made with Python 3.11, numpy 2.4.6 and scipy 1.17.1; all draws come from seed 20261. The one-run
p-value sums every probability and tries every i; the error-rate bound takes SciPy's Beta quantiles.
"""
import json
import pathlib

import numpy as np
from scipy import special, stats

rng = np.random.default_rng(20261)


def p_value(m, r, v, delta, eps):
    chance = special.expit(eps)
    tail = stats.binom.sf(v - 1, r, chance)
    if delta == 0 or v == 0:
        return tail
    below = np.cumsum(stats.binom.pmf(np.arange(v - 1, -1, -1), r, chance))
    return tail + 2 * m * delta * np.max(below / np.arange(1, v + 1))


def one_run(m, r, v, delta, error):
    if p_value(m, r, v, delta, 0) >= error:
        return 0.0
    low, high = 0.0, 1.0
    while p_value(m, r, v, delta, high) < error:
        low, high = high, 2 * high
    while high - low > 1e-11:
        middle = (low + high) / 2
        if p_value(m, r, v, delta, middle) < error:
            low = middle
        else:
            high = middle
    return low


def limits(k, n, error):
    low = 0.0 if k == 0 else stats.beta.ppf(error / 2, k, n - k + 1)
    high = 1.0 if k == n else stats.beta.isf(error / 2, k + 1, n - k)
    return low, high


def error_rates(tp, p, fp, n, delta, error):
    found, alarms = limits(tp, p, error)[0], limits(fp, n, error)[1]
    forms = [0.0]
    if found > delta:
        forms.append(np.log((found - delta) / alarms))
    if 1 - alarms > delta:
        forms.append(np.log((1 - alarms - delta) / (1 - found)))
    return max(forms)


runs = [(1000, 600, 600, 1e-5, .05), (1000, 1000, 600, 0, .05), (1000, 100, 95, 1e-5, .05),
        (1_000_000, 1_000_000, 520_000, 1e-9, .05), (1_000_000, 20_000, 19_990, 1e-8, .01),
        (1_000_000, 500_000, 500_000, 1e-8, .05), (1_000_000, 1_000_000, 900_000, 0, .05)]
for _ in range(60):
    m = int(10 ** rng.uniform(0.5, 4))
    r = int(rng.integers(1, m + 1))
    v = int(rng.binomial(r, rng.uniform(.5, 1)))
    runs.append((m, r, v, float(rng.choice([0, 1e-3, 1e-5, 1e-7])), float(rng.choice([.05, .01, .2]))))
rates = [(90, 100, 5, 100, 0, .05), (100, 100, 0, 100, 1e-5, .05), (0, 10, 10, 10, 0, .05),
         (5, 1000, 0, 1000, 1e-3, .05), (1000, 1000, 990, 1000, 0, .1)]
for _ in range(60):
    p, n = (int(10 ** rng.uniform(0.5, 5)) for _ in range(2))
    rates.append((int(rng.binomial(p, rng.uniform())), p, int(rng.binomial(n, rng.uniform(0, .5))), n,
                  float(rng.choice([0, 1e-2, 1e-5])), float(rng.choice([.05, .01, .2]))))
document = {
    "oneRun": [dict(zip(("canaries", "guesses", "correct", "delta", "error"), case),
                    bound=one_run(*case)) for case in runs],
    "errorRates": [dict(zip(("found", "members", "alarms", "nonMembers", "delta", "error"), case),
                        bound=error_rates(*case)) for case in rates],
}
path = pathlib.Path(__file__).with_name("privacy.json")
path.write_text(json.dumps(document, default=float) + "\n")
