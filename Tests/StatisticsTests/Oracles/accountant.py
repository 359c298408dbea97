#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes accountant.json: epsilons of DP-SGD by dp-accounting's Rényi accountant.

Made with Python 3.11 and dp-accounting 0.6.0: `accountant.py > accountant.json`. No draws.
"""
import itertools
import json

from dp_accounting import dp_event
from dp_accounting.rdp import RdpAccountant

cases = []
for rate, noise, steps, delta in itertools.product(
        (.0005, .01, .1, .5, 1.0), (.4, .8, 1.1, 2.0, 6.0), (1, 100, 10000), (1e-5, 1e-8)):
    step = dp_event.GaussianDpEvent(noise)
    if rate < 1:
        step = dp_event.PoissonSampledDpEvent(rate, step)
    accountant = RdpAccountant().compose(step, steps)
    cases.append({"rate": rate, "noise": noise, "steps": steps, "delta": delta,
                  "epsilon": accountant.get_epsilon(delta)})
print(json.dumps({"cases": cases}))
