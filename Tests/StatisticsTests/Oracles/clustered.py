# SPDX-License-Identifier: Apache-2.0
"""Writes clustered.json: intervals of shares in clusters, after Korn and Graubard (1998), by SciPy.

    python clustered.py          # scipy 1.17.1, numpy 2.4.6; seed 5
"""

import json
import pathlib

import numpy
from scipy import stats


def interval(successes, trials, level):
    successes, trials = numpy.array(successes, float), numpy.array(trials, float)
    n, m = trials.sum(), len(trials)
    p = successes.sum() / n
    if 0 < p < 1:
        residuals = successes - p * trials
        variance = m / (m - 1) * (residuals**2).sum() / n**2
        effective = p * (1 - p) / variance
        tail = (1 - level) / 2
        effective *= (stats.t.ppf(tail, n - 1) / stats.t.ppf(tail, m - 1)) ** 2
        effective = min(max(effective, 1), n)
    else:
        effective = m
    tail, x = (1 - level) / 2, p * effective
    low = 0.0 if p == 0 else stats.beta.ppf(tail, x, effective - x + 1)
    high = 1.0 if p == 1 else stats.beta.ppf(1 - tail, x + 1, effective - x)
    return effective, low, high


def main():
    generator = numpy.random.default_rng(5)
    cases = []
    for people, most, rate, spread in [
        (40, 6, 0.05, 0.5), (200, 5, 0.02, 0.2), (12, 30, 0.4, 3.0), (300, 1, 0.1, 5.0),
        (50, 4, 0.0, 1.0), (9, 7, 1.0, 1.0),
    ]:
        trials = generator.integers(1, most + 1, people)
        if 0 < rate < 1:
            chances = generator.beta(rate * spread, (1 - rate) * spread, people)
        else:
            chances = numpy.full(people, rate)
        successes = generator.binomial(trials, chances)
        for level in (0.95, 0.99):
            effective, low, high = interval(successes, trials, level)
            cases.append({
                "successes": successes.tolist(), "trials": trials.tolist(), "level": level,
                "effective": effective, "low": low, "high": high,
            })
    path = pathlib.Path(__file__).with_suffix(".json")
    path.write_text(json.dumps(cases) + "\n")


if __name__ == "__main__":
    main()
