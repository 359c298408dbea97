# SPDX-License-Identifier: Apache-2.0
"""NumPy's products of float matrices: FORM M N K REPETITIONS in, seconds out; FORM is NN, NT or TN."""
import json
import sys
import time

import numpy as np


def factors(form, m, n, k):
    random = np.random.default_rng(1)
    a = random.standard_normal((k, m) if form == "TN" else (m, k), dtype=np.float32)
    b = random.standard_normal((n, k) if form == "NT" else (k, n), dtype=np.float32)
    return (a.T if form == "TN" else a), (b.T if form == "NT" else b)


def main():
    print("ready", flush=True)
    known = {}
    for line in sys.stdin:
        form, *numbers = line.split()
        m, n, k, repetitions = map(int, numbers)
        if (form, m, n, k) not in known:
            known = {(form, m, n, k): (*factors(form, m, n, k), np.empty((m, n), np.float32))}
        a, b, c = known[form, m, n, k]
        np.matmul(a, b, out=c)
        start = time.perf_counter()
        for _ in range(repetitions):
            np.matmul(a, b, out=c)
        print(json.dumps({"seconds": time.perf_counter() - start}), flush=True)


main()
