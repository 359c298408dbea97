# SPDX-License-Identifier: Apache-2.0
"""implicit 0.7.3 behind one line in, one line out: implicit_peer.py FOLDER THREADS.

    fit EPOCHS FACTORS RATE REGULARIZATION SEED   train BPR, write implicit-{users,items}.f32
    rank NAME FACTORS                             ranking metrics at 20 of NAME-{users,items}.f32
"""
import json
import sys
import time

import numpy as np
import scipy.sparse
from implicit.cpu.bpr import BayesianPersonalizedRanking
from implicit.evaluation import ranking_metrics_at_k


def matrix(folder, name, shape):
    pairs = np.fromfile(f"{folder}/{name}.i32", dtype="<i4").reshape(-1, 2)
    ones = np.ones(len(pairs), dtype=np.float32)
    return scipy.sparse.csr_matrix((ones, (pairs[:, 0], pairs[:, 1])), shape=shape)


def fit(folder, threads, train, epochs, factors, rate, regularization, seed):
    model = BayesianPersonalizedRanking(
        factors=int(factors), learning_rate=float(rate), regularization=float(regularization),
        iterations=int(epochs), num_threads=threads, random_state=int(seed))
    seconds = []
    start, processor = time.perf_counter(), time.process_time()
    model.fit(train, show_progress=False, callback=lambda epoch, elapsed, *_: seconds.append(elapsed))
    whole, processor = time.perf_counter() - start, time.process_time() - processor
    model.user_factors.astype("<f4").tofile(f"{folder}/implicit-users.f32")
    model.item_factors.astype("<f4").tofile(f"{folder}/implicit-items.f32")
    return {"fit": whole, "epochs": sum(seconds), "processor": processor,
            "samples": train.nnz * int(epochs)}


def rank(folder, threads, train, test, name, factors):
    model = BayesianPersonalizedRanking(factors=int(factors), num_threads=threads)
    width = int(factors) + 1
    model.user_factors = np.fromfile(f"{folder}/{name}-users.f32", dtype="<f4").reshape(-1, width)
    model.item_factors = np.fromfile(f"{folder}/{name}-items.f32", dtype="<f4").reshape(-1, width)
    start, processor = time.perf_counter(), time.process_time()
    metrics = ranking_metrics_at_k(
        model, train, test, K=20, show_progress=False, num_threads=threads)
    return {"rank": time.perf_counter() - start, "processor": time.process_time() - processor,
            "ndcg": metrics["ndcg"]}


def main():
    folder, threads = sys.argv[1], int(sys.argv[2])
    shape = (50_000, 20_000)
    train, test = matrix(folder, "train", shape), matrix(folder, "test", shape)
    print("ready", flush=True)
    for line in sys.stdin:
        command, *words = line.split()
        answer = (fit(folder, threads, train, *words) if command == "fit"
                  else rank(folder, threads, train, test, *words))
        print(json.dumps(answer), flush=True)


main()
