# SPDX-License-Identifier: Apache-2.0
"""A tiny BPR model by implicit with its own top-10 lists: writes implicit_model.npz, .json and twins.

Run with Python 3.11, implicit 0.7.3, numpy 2.4.6, scipy 1.17.1:

    python implicit_model.py

Seed 7, one thread. User 4 and item 7 have no data, so implicit zeroes their factors. The twin
implicit_model_compressed.npz holds the same numbers deflated, in double precision and column-major;
implicit_als.npz is a model by another method, which has no bias column.
"""

import json
import pathlib

import implicit
import numpy as np
import scipy
import scipy.sparse
from implicit.cpu.als import AlternatingLeastSquares
from implicit.cpu.bpr import BayesianPersonalizedRanking

SEED = 7
USERS, ITEMS, FACTORS, K = 30, 24, 4, 10


def main():
    folder = pathlib.Path(__file__).parent
    generator = np.random.default_rng(SEED)
    dense = (generator.random((USERS, ITEMS)) < 0.2).astype(np.float32)
    dense[4] = 0
    dense[:, 7] = 0
    matrix = scipy.sparse.csr_matrix(dense)
    model = BayesianPersonalizedRanking(
        factors=FACTORS, iterations=50, random_state=SEED, num_threads=1)
    model.fit(matrix, show_progress=False)
    model.save(str(folder / "implicit_model.npz"))
    with np.load(folder / "implicit_model.npz") as stored:
        arrays = {name: stored[name] for name in stored.files}
    for name in ["user_factors", "item_factors"]:
        arrays[name] = np.asfortranarray(arrays[name].astype(np.float64))
    np.savez_compressed(folder / "implicit_model_compressed.npz", **arrays)
    other = AlternatingLeastSquares(
        factors=FACTORS, iterations=2, random_state=SEED, num_threads=1)
    other.fit(matrix, show_progress=False)
    other.save(str(folder / "implicit_als.npz"))
    lists, scores = model.recommend(
        np.arange(USERS), matrix, N=K, filter_already_liked_items=False)
    (folder / "implicit_model.json").write_text(json.dumps({
        "seed": SEED,
        "versions": {"implicit": implicit.__version__, "numpy": np.__version__,
                     "scipy": scipy.__version__},
        "users": USERS, "items": ITEMS, "factors": FACTORS, "k": K,
        "lists": lists.ravel().tolist(), "scores": [float(x) for x in scores.ravel()],
    }) + "\n")


if __name__ == "__main__":
    main()
