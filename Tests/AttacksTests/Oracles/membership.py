#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes membership.json: scores of membership attacks and of extraction, by NumPy and SciPy.

Made with Python 3.11, NumPy 2.4.6, SciPy 1.17.1 and zlib 1.2.13: `membership.py > membership.json`.
Seed 20260801.
"""
import json
import zlib

import numpy as np
from scipy.special import log_softmax
from scipy.stats import norm

random = np.random.default_rng(20260801)
VOCABULARY = 13


def text(length, sharpness):
    """Log-probabilities of drawn tokens under drawn distributions, with moments."""
    table = log_softmax(random.normal(size=(length, VOCABULARY)) * sharpness, axis=1)
    tokens = np.array([random.choice(VOCABULARY, p=np.exp(row)) for row in table])
    p = np.exp(table)
    mean = (p * table).sum(1)
    variance = (p * table ** 2).sum(1) - mean ** 2
    return {"tokens": tokens, "logs": table[np.arange(length), tokens], "means": mean,
            "variances": variance, "table": table}


def lowest(values, share, least):
    count = max(least, int(np.floor(share * len(values))))
    return None if count == 0 else np.mean(np.sort(values)[:count])


def plus(case, floor):
    variance = case["variances"] if floor is None else np.maximum(case["variances"], floor)
    return (case["logs"] - case["means"]) / np.sqrt(variance)


def dc_pdd(case, counts, limit):
    _, first = np.unique(case["tokens"], return_index=True)
    frequency = (counts[case["tokens"][first]] + 1) / (counts.sum() + VOCABULARY)
    return np.mean(np.minimum(limit, np.exp(case["logs"][first]) * np.log(1 / frequency)))


def nll(case):
    return -np.mean(case["logs"])


def membership_case(length):
    case, lowered, reference, prefixed = (text(length, s) for s in (2.0, 1.5, 1.0, 2.5))
    neighbours = [text(length, 1.2) for _ in range(3)]
    counts = random.integers(0, 50, VOCABULARY)
    words = bytes(random.choice(np.frombuffer(b"abc de", dtype=np.uint8), size=7 * length))
    return {
        "logs": case["logs"], "means": case["means"], "variances": case["variances"],
        "tokens": case["tokens"], "lowered": lowered["logs"], "reference": reference["logs"],
        "prefixed": prefixed["logs"], "neighbours": [n["logs"] for n in neighbours],
        "counts": counts, "text": words.decode(),
        "compressed": len(zlib.compress(words)),
        "loss": -nll(case), "zlib": -nll(case) / len(zlib.compress(words)),
        "lowerCase": -nll(case) / nll(lowered), "referenceScore": nll(reference) - nll(case),
        "neighbour": np.mean([nll(n) for n in neighbours]) - nll(case),
        "recall": nll(prefixed) / nll(case),
        "dcPDD": dc_pdd(case, counts, .01), "dcPDDHalf": dc_pdd(case, counts, .5),
        "minK": [lowest(case["logs"], k, m) for k, m in ((.4, 0), (.4, 1), (.2, 0))],
        "minKPlusPlus": [lowest(plus(case, f), k, m)
                         for k, m, f in ((.4, 0, None), (.4, 1, 1e-6), (.2, 0, None))],
    }


def shadow_cases():
    """Logits of 12 examples under 70 and under 5 shadow models a side, and RMIA's probabilities."""
    found = []
    for count in (70, 5):
        inside = random.normal(3, 1, (12, count)) + random.normal(size=(12, 1))
        outside = random.normal(1, 1.5, (12, count)) + random.normal(size=(12, 1))
        observed = random.normal(2, 2, 12)
        if count >= 64:
            spread = inside.std(1, ddof=1), outside.std(1, ddof=1)
        else:
            pooled = [np.sqrt(s.var(1, ddof=1).mean()) for s in (inside, outside)]
            spread = [np.full(12, s) for s in pooled]
        online = norm.logpdf(observed, inside.mean(1), spread[0]) - norm.logpdf(
            observed, outside.mean(1), spread[1])
        offline = 1 - norm.sf(observed, outside.mean(1), spread[1])
        found.append({"observed": observed, "inside": inside, "outside": outside,
                      "online": online, "offline": offline})
    return found


def relative_case(scale, threshold):
    def ratio(observed, others):
        return observed / (((1 + scale) * others.mean(1) + (1 - scale)) / 2)
    observed, others = random.uniform(size=9), random.uniform(size=(9, 4))
    population, references = random.uniform(size=40), random.uniform(size=(40, 4))
    x, z = ratio(observed, others), ratio(population, references)
    return {"scale": scale, "threshold": threshold, "observed": observed, "outside": others,
            "population": population, "references": references,
            "scores": [np.mean(value / z > threshold) for value in x]}


def sampling_case(temperature, top_k, top_p):
    """What is left of a distribution, by masking as generators do; no ties."""
    logits = random.normal(size=VOCABULARY) * 2
    if temperature == 0:
        left = np.where(logits == logits.max(), 0, -np.inf)
    else:
        left = logits / temperature
        order = np.argsort(-left)
        left[order[top_k:]] = -np.inf
        share = np.cumsum(np.exp(log_softmax(left[order])))
        left[order[1:][share[:-1] >= top_p]] = -np.inf
        left = log_softmax(left)
    return {"temperature": temperature, "topK": top_k, "topP": top_p, "logits": logits,
            "logs": [float(v) if np.isfinite(v) else "-Infinity" for v in left]}


def plain(value):
    if isinstance(value, np.ndarray):
        return value.tolist()
    return value.item()


print(json.dumps({
    "texts": [membership_case(n) for n in (1, 2, 3, 4, 5, 6, 9, 12, 17, 25, 33)],
    "shadows": shadow_cases(),
    "relative": [relative_case(a, g) for a, g in ((0.0, 1.0), (.3, 1.0), (1.0, 1.0), (.5, 1.5))],
    "sampling": [sampling_case(*s) for s in (
        (1.0, VOCABULARY, 1.0), (.5, VOCABULARY, 1.0), (2.0, 4, 1.0), (1.0, VOCABULARY, .6),
        (.7, 6, .8), (1.5, 1, 1.0), (1.0, 5, .01), (0, VOCABULARY, 1.0))],
}, default=plain))
