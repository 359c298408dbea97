# SPDX-License-Identifier: Apache-2.0
"""scikit-learn's multinomial regression on rows of a file: PENALTY in, seconds and accuracy out."""
import json
import sys
import time

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression


def read(path, columns):
    starts, places, values = [0], [], []
    for line in open(path):
        for entry in line.split():
            column, value = entry.split(":")
            places.append(int(column))
            values.append(float(value))
        starts.append(len(places))
    shape = (len(starts) - 1, columns)
    return csr_matrix((np.array(values), np.array(places), np.array(starts)), shape=shape)


def main():
    path, columns, training = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    rows = read(path, columns)
    labels = np.array([int(word) for word in open(path + ".labels").read().split()])
    head, tail = rows[:training], rows[training:]
    print("ready", flush=True)
    for line in sys.stdin:
        start = time.perf_counter()
        model = LogisticRegression(C=1 / float(line), max_iter=1000)
        model.fit(head, labels[:training])
        accuracy = model.score(tail, labels[training:])
        print(json.dumps({
            "seconds": time.perf_counter() - start, "accuracy": accuracy}), flush=True)


main()
