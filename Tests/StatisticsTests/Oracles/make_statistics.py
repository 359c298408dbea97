# SPDX-License-Identifier: Apache-2.0
"""Writes statistics.json: reference values from NumPy, SciPy and scikit-learn.

Run with numpy 2.4.6, scipy 1.17.1, scikit-learn 1.9.1; all draws come from seed 20260.
"""

import itertools
import json
import pathlib

import numpy as np
import scipy
import sklearn
from scipy import special, stats
from sklearn.metrics import roc_auc_score, roc_curve

SEED = 20260
rng = np.random.default_rng(SEED)


def proportions():
    cases = []
    for k, n in [(0, 10), (1, 10), (5, 10), (10, 10), (3, 200), (81, 263), (1, 1), (99_950, 100_000)]:
        for level in (0.9, 0.95, 0.99):
            test = stats.binomtest(k, n)
            wilson = test.proportion_ci(level, method="wilson")
            exact = test.proportion_ci(level, method="exact")
            cases.append({
                "successes": k, "trials": n, "level": level,
                "wilson": [wilson.low, wilson.high], "exact": [exact.low, exact.high]})
    return cases


def student():
    return [{"p": p, "freedom": v, "quantile": stats.t.ppf(p, v)}
            for v in (1, 2, 3.5, 10, 30, 1000) for p in (0.001, 0.05, 0.3, 0.6, 0.9, 0.975, 0.9999)]


def summaries():
    cases = []
    for size in (2, 3, 10, 101):
        x = rng.normal(3, 2, size).round(6)
        interval = stats.t.interval(0.95, size - 1, x.mean(), stats.sem(x))
        cases.append({
            "values": x.tolist(), "mean": x.mean(), "deviation": x.std(ddof=1),
            "quantiles": [[p, np.quantile(x, p)] for p in (0, 0.05, 0.25, 0.5, 0.9, 1)],
            "interval": [float(end) for end in interval]})
    return cases


def delong(pos, neg):
    """Structural components by their definition, all pairs: O(mn)."""
    kernel = (pos[:, None] > neg[None, :]) + 0.5 * (pos[:, None] == neg[None, :])
    return kernel.mean(), kernel.mean(axis=1), kernel.mean(axis=0)


def curves():
    cases = []
    for m, n, decimals in [(5, 7, 1), (30, 50, 1), (30, 50, 6), (200, 150, 1), (2, 2, 0)]:
        shared_pos, shared_neg = rng.normal(0.8, 1, m), rng.normal(0, 1, n)
        pos = shared_pos.round(decimals)
        neg = shared_neg.round(decimals)
        pos2 = (shared_pos + rng.normal(0, 0.7, m)).round(decimals)
        neg2 = (shared_neg + rng.normal(0, 0.7, n)).round(decimals)
        wp, wn = rng.uniform(0, 2, m).round(3), rng.uniform(0, 2, n).round(3)
        y = np.r_[np.ones(m), np.zeros(n)]
        s = np.r_[pos, neg]
        auc, v10, v01 = delong(pos, neg)
        auc2, w10, w01 = delong(pos2, neg2)
        variance = v10.var(ddof=1) / m + v01.var(ddof=1) / n
        variance2 = w10.var(ddof=1) / m + w01.var(ddof=1) / n
        covariance = np.cov(v10, w10)[0, 1] / m + np.cov(v01, w01)[0, 1] / n
        spread = variance + variance2 - 2 * covariance
        z = (auc - auc2) / np.sqrt(spread) if spread > 0 else 0.0
        fpr, tpr, thresholds = roc_curve(y, s, drop_intermediate=False)
        cases.append({
            "positives": pos.tolist(), "negatives": neg.tolist(),
            "otherPositives": pos2.tolist(), "otherNegatives": neg2.tolist(),
            "positiveWeights": wp.tolist(), "negativeWeights": wn.tolist(),
            "area": roc_auc_score(y, s),
            "weightedArea": roc_auc_score(y, s, sample_weight=np.r_[wp, wn]),
            "variance": variance, "otherVariance": variance2, "covariance": covariance,
            "z": z, "pValue": 2 * stats.norm.sf(abs(z)),
            "falsePositiveRates": fpr.tolist(), "truePositiveRates": tpr.tolist(),
            "thresholds": thresholds[1:].tolist()})
    return cases


def kolmogorov():
    cases = []
    for m, n, shift, decimals in [(3, 4, 0, 6), (10, 10, 1, 6), (25, 40, 0.5, 6), (25, 40, 0.5, 0),
                                  (60, 61, 0.2, 6), (100, 80, 1.5, 6), (1, 5, 0, 6)]:
        a, b = rng.normal(0, 1, m).round(decimals), rng.normal(shift, 1, n).round(decimals)
        result = stats.ks_2samp(a, b, method="exact")
        limit = special.kolmogorov(np.sqrt(m * n / (m + n)) * result.statistic)
        cases.append({"first": a.tolist(), "second": b.tolist(), "statistic": result.statistic,
                      "pValue": result.pvalue, "limit": limit})
    return cases


def permutations():
    cases = []
    for m, n, shift in [(3, 4, 1.0), (6, 6, 0.0), (5, 9, 2.0), (2, 2, 3.0), (8, 4, 0.5)]:
        a, b = rng.normal(0, 1, m).round(3), rng.normal(shift, 1, n).round(3)
        values = {}
        for name, statistic in [
                ("two-sided", lambda x, y, axis: np.abs(x.mean(axis=axis) - y.mean(axis=axis))),
                ("greater", lambda x, y, axis: x.mean(axis=axis) - y.mean(axis=axis)),
                ("less", lambda x, y, axis: y.mean(axis=axis) - x.mean(axis=axis))]:
            values[name] = stats.permutation_test(
                (a, b), statistic, alternative="greater", n_resamples=np.inf).pvalue
        cases.append({"first": a.tolist(), "second": b.tolist(), "pValues": values})
    return cases


def bootstraps():
    """The exact bootstrap distribution: every way to draw n clusters from n, n to the n of them."""
    cases = []
    for size in (3, 4, 5):
        num = rng.uniform(0, 3, size).round(3)
        den = rng.integers(1, 5, size)
        ratios = np.array([num[list(draw)].sum() / den[list(draw)].sum()
                           for draw in itertools.product(range(size), repeat=size)])
        cases.append({"numerators": num.tolist(), "denominators": den.astype(float).tolist(),
                      "ratio": num.sum() / den.sum(), "mean": ratios.mean(),
                      "deviation": ratios.std()})
    return cases


document = {
    "versions": {"numpy": np.__version__, "scipy": scipy.__version__,
                 "scikit-learn": sklearn.__version__},
    "seed": SEED,
    "proportions": proportions(), "student": student(), "summaries": summaries(),
    "curves": curves(), "kolmogorov": kolmogorov(), "permutations": permutations(),
    "bootstraps": bootstraps(),
}
path = pathlib.Path(__file__).with_name("statistics.json")
path.write_text(json.dumps(document, default=float) + "\n")
