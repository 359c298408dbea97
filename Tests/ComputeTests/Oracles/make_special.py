# SPDX-License-Identifier: Apache-2.0
"""Writes special.json: special functions by SciPy 1.17.1 (numpy 2.4.6); no draws."""

import json
import pathlib

import numpy as np
import scipy
from scipy import special

probabilities = [1e-300, 1e-30, 1e-10, 1e-4, 0.02425, 0.05, 0.0749999, 0.075, 0.0750001, 0.3, 0.5,
                 0.5000001, 0.7, 0.925, 0.95, 0.999, 1 - 1e-9]
points = [-38, -10, -5.5, -2, -1, -0.3, 0, 1e-9, 0.7, 1.96, 4, 8]
shapes = [(0.5, 0.5), (1, 1), (1, 3), (2, 5), (0.5, 15), (15, 0.5), (30, 40), (300, 20),
          (5000, 5200), (1, 99_951), (99_951, 50), (0.01, 2)]
beta = []
for a, b in shapes:
    mean = a / (a + b)
    for x in (mean * 0.5, mean * 0.9, mean, mean + (1 - mean) * 0.01, mean + (1 - mean) * 0.5):
        beta.append({"a": a, "b": b, "x": x, "value": special.betainc(a, b, x)})
inverse = [{"a": a, "b": b, "p": p, "value": special.betaincinv(a, b, p)}
           for a, b in shapes for p in (0.001, 0.025, 0.3, 0.5, 0.95, 0.995)]
document = {
    "versions": {"numpy": np.__version__, "scipy": scipy.__version__},
    "normalQuantile": [[p, special.ndtri(p)] for p in probabilities],
    "normalCumulative": [[x, special.ndtr(x)] for x in points],
    "sigmoid": [[x, special.expit(x)] for x in [*points, -700, 700]],
    "logSigmoid": [[x, special.log_expit(x)] for x in [*points, -700, 700]],
    "logGamma": [[x, special.gammaln(x)] for x in (0.1, 0.5, 1, 2.5, 10, 171.5, 1e6)],
    "erf": [[x, special.erf(x)] for x in (-2, -0.1, 0, 0.5, 3)],
    "erfc": [[x, special.erfc(x)] for x in (-2, -0.1, 0, 0.5, 3, 20)],
    "beta": beta, "inverse": inverse,
}
path = pathlib.Path(__file__).with_name("special.json")
path.write_text(json.dumps(document, default=float) + "\n")
