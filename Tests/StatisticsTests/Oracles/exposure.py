#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes exposure.json: exposures by the formulas that TensorFlow Privacy uses.

Made with Python 3.11, numpy 2.4.6, scipy 1.17.1 and mpmath 1.3.0; all draws come from seed 20262.
Extrapolated exposures are -log2 of the distribution function of `skewnorm.fit`'s parameters;
SciPy's function where it keeps its digits ("scipy"), mpmath's integral everywhere ("exact").
`converged` fits again with a thousand times smaller tolerances.
"""
import json
import pathlib

import mpmath
import numpy as np
from scipy import optimize, stats

mpmath.mp.dps = 30
rng = np.random.default_rng(20262)


def log2_cumulative(x, shape, location, scale):
    z, a = (mpmath.mpf(x) - location) / scale, mpmath.mpf(shape)
    width = 1 / (1 + abs(z) * (1 + (a * a if z < 0 < a else 0)))
    cuts = {z - width * k for k in (4000, 600, 100, 30, 10, 3, 1, 0)}
    if z > 0 and a != 0:
        cuts |= {c for c in (k / a for k in (-10, -3, -1, 0, 1, 3, 10)) if c < z}
    cuts = sorted(cuts)
    total = mpmath.quad(lambda t: 2 * mpmath.npdf(t) * mpmath.ncdf(a * t), cuts)
    return float(mpmath.log(total, 2))


def tight(func, x0, args, disp):
    return optimize.fmin(func, x0, args=args, disp=disp, xtol=1e-7, ftol=1e-7, maxiter=6000,
                         maxfun=6000)


samples = [rng.normal(50, 4, 200), rng.gamma(3, 2, 500), -rng.gamma(2, 1, 150) + 30,
           stats.skewnorm.rvs(4, 20, 5, 1000, random_state=rng), rng.normal(0, 1, 20),
           np.exp(rng.normal(3, .2, 300)), rng.uniform(5, 6, 60)]
cases = []
for sample in samples:
    references = sample.round(4)
    shape, location, scale = (float(x) for x in stats.skewnorm.fit(references))
    again = [float(x) for x in stats.skewnorm.fit(references, optimizer=tight)]
    spread = references.std()
    scores = [float(x) for x in np.r_[
        references.min() - spread * np.array([.5, 2, 6, 20]), references[:3],
        np.quantile(references, [.01, .3, .9]), references.max() + spread]]
    points = []
    for score in scores:
        rank = 1 + int((references <= score).sum())
        cumulative = float(stats.skewnorm.cdf(score, shape, location, scale))
        points.append({
            "score": score, "sampled": float(np.log2(len(references)) - np.log2(rank)),
            "scipy": float(-np.log2(cumulative)) if cumulative > 1e-4 else None,
            "exact": -log2_cumulative(score, shape, location, scale)})
    cases.append({"references": references.tolist(), "shape": shape, "location": location,
                  "scale": scale, "converged": again, "points": points})
tails = []
for shape in (-30, -2, -.1, 0, .5, 3, 50):
    for z in (-35, -8, -2, -.1, .05, 1, 3.5):
        tails.append({"shape": shape, "z": z, "log2": log2_cumulative(z, shape, 0, 1)})
path = pathlib.Path(__file__).with_name("exposure.json")
path.write_text(json.dumps({"cases": cases, "tails": tails}) + "\n")
