# SPDX-License-Identifier: Apache-2.0
"""Ranking measures by ranx, scikit-learn, RecBole and implicit on seeded cases: writes ranking.json.

Run with Python 3.11, numpy 2.4.6, scipy 1.17.1, scikit-learn 1.9.1, ranx 0.3.21, implicit 0.7.3 and
recbole 1.2.1 installed without its dependencies:

    python ranking.py

Seed 20250607. RecBole's metric classes are loaded from the installed package with stand-ins for
torch, which they use to split one matrix, and with the alias that NumPy removed. Vectors hold small
integers, so that scores are exact and many are equal; equal scores are ordered by item position.
"""

import importlib.util
import json
import pathlib
import sys
import types

import numpy as np

import implicit
import ranx
import scipy.sparse
import sklearn
from implicit.evaluation import ranking_metrics_at_k
from sklearn.metrics import label_ranking_average_precision_score, ndcg_score

SEED = 20250607


class Tensor:
    """The few operations that RecBole's metrics ask of a tensor."""

    def __init__(self, values):
        self.values = np.asarray(values)

    def numpy(self):
        return self.values

    def to(self, kind):
        return Tensor(self.values.astype(kind))

    def squeeze(self, axis):
        return Tensor(np.squeeze(self.values, axis))


def recbole_metrics():
    np.float = float  # the removed alias
    torch = types.ModuleType("torch")
    torch.bool = bool
    torch.split = lambda matrix, sizes, dim: [
        Tensor(part) for part in np.split(matrix.values, np.cumsum(sizes)[:-1], axis=dim)]
    utils = types.ModuleType("recbole.utils")
    utils.EvaluatorType = types.SimpleNamespace(RANKING=1, VALUE=2)
    curves = types.ModuleType("recbole.evaluator.utils")
    curves._binary_clf_curve = None
    folder = pathlib.Path(importlib.util.find_spec("ranx").origin).parents[1] / "recbole"
    sys.modules.update({
        "torch": torch, "recbole": types.ModuleType("recbole"), "recbole.utils": utils,
        "recbole.evaluator": types.ModuleType("recbole.evaluator"),
        "recbole.evaluator.utils": curves})
    for name in ["base_metric", "metrics"]:
        full = f"recbole.evaluator.{name}"
        spec = importlib.util.spec_from_file_location(full, folder / "evaluator" / f"{name}.py")
        sys.modules[full] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[full])
    return sys.modules["recbole.evaluator.metrics"]


class Fixed:
    """A model for implicit's evaluation that serves given lists."""

    def __init__(self, lists):
        self.lists = lists

    def recommend(self, users, user_items, N, **options):
        return self.lists[users][:, :N], np.zeros((len(users), N), np.float32)


def case(generator, users, items, k, width, train_share, relevant_share):
    user_rows = generator.integers(-3, 4, (users, width))
    item_rows = generator.integers(-2, 3, (items, width))
    draws = generator.random((users, items))
    train = draws < train_share
    relevant = (draws >= train_share) & (draws < train_share + relevant_share)
    relevant[0] = False  # somebody without a relevant item
    train[1] = True  # somebody for whom only two items may be listed
    train[1, [0, items // 2]] = False
    relevant[1] = False
    relevant[1, items // 2] = True
    scores = (user_rows @ item_rows.T).astype(float)
    scores[train] = -np.inf
    lists = np.full((users, k), -1, np.int32)
    for user in range(users):
        order = np.lexsort((np.arange(items), -scores[user]))
        order = order[np.isfinite(scores[user][order])][:k]
        lists[user, : len(order)] = order
    return user_rows, item_rows, train, relevant, lists


def ranx_values(lists, relevant, rows, k):
    qrels = ranx.Qrels({str(u): {str(i): 1 for i in np.flatnonzero(relevant[u])} for u in rows})
    run = ranx.Run({
        str(u): {str(i): float(k - place) for place, i in enumerate(lists[u]) if i >= 0}
        for u in rows})
    names = ["recall", "precision", "ndcg", "mrr", "map", "hit_rate"]
    ranx.evaluate(qrels, run, [f"{name}@{k}" for name in names], make_comparable=True)
    return {
        name: [float(run.scores[f"{name}@{k}"][str(u)]) for u in rows] for name in names}


def recbole_values(module, lists, relevant, train, rows, k):
    config = {"metric_decimal_place": 15, "topk": [k], "tail_ratio": 0.1}
    hits = np.array([[i >= 0 and relevant[u, i] for i in lists[u]] for u in rows])
    counts = relevant[rows].sum(axis=1)
    data = {
        "rec.topk": Tensor(np.column_stack([hits.astype(int), counts])),
        "rec.items": Tensor(lists[(lists >= 0).all(axis=1)] + 1),
        "data.num_items": train.shape[1] + 1,  # RecBole's dataset counts its [PAD] item
        "data.count_items": {i + 1: int(n) for i, n in enumerate(train.sum(axis=0))}}
    values = {}
    names = {
        "Recall": "recall", "Precision": "precision", "NDCG": "ndcg", "MRR": "mrr", "MAP": "map",
        "Hit": "hitRate"}
    for name, key in names.items():
        metric = getattr(module, name)(config)
        flags, lengths = metric.used_info(data)
        table = metric.metric_info(*([flags, lengths] if name in ("Recall", "NDCG", "MAP")
                                     else [flags]))
        values[key] = [float(x) for x in table[:, k - 1]]
    for name, key in {"ItemCoverage": "coverage", "AveragePopularity": "popularity"}.items():
        values[key] = float(list(getattr(module, name)(config).calculate_metric(data).values())[0])
    return values


def sklearn_values(lists, relevant, rows, k):
    items = relevant.shape[1]
    ranked = np.tile(-np.arange(items, dtype=float) - k, (len(rows), 1))
    for row, user in enumerate(rows):
        for place, item in enumerate(lists[user]):
            if item >= 0:
                ranked[row, item] = k - place
    truth = relevant[rows].astype(int)
    values = {"ndcg": [
        float(ndcg_score(truth[[r]], ranked[[r]], k=k, ignore_ties=True)) for r in range(len(rows))]}
    full = [r for r, user in enumerate(rows) if np.isin(np.flatnonzero(truth[r]), lists[user]).all()]
    values["lrapRows"] = full
    values["lrap"] = [
        float(label_ranking_average_precision_score(truth[[r]], ranked[[r]])) for r in full]
    return values


def main():
    generator = np.random.default_rng(SEED)
    module = recbole_metrics()
    shapes = [
        (12, 30, 5, 2, 0.3, 0.2), (20, 25, 10, 3, 0.2, 0.5), (15, 40, 1, 2, 0.1, 0.2),
        (9, 18, 18, 2, 0.0, 0.3), (30, 60, 20, 4, 0.3, 0.05), (16, 12, 3, 1, 0.0, 0.4)]
    cases = []
    for users, items, k, width, train_share, relevant_share in shapes:
        user_rows, item_rows, train, relevant, lists = case(
            generator, users, items, k, width, train_share, relevant_share)
        rows = [u for u in range(users) if relevant[u].any()]
        matrix = scipy.sparse.csr_matrix(relevant.astype(np.float32))
        pooled = ranking_metrics_at_k(
            Fixed(lists), scipy.sparse.csr_matrix(train.astype(np.float32)), matrix, K=k,
            show_progress=False)
        cases.append({
            "users": users, "items": items, "k": k, "userRows": user_rows.tolist(),
            "itemRows": item_rows.tolist(), "train": np.argwhere(train).tolist(),
            "relevant": np.argwhere(relevant).tolist(), "lists": lists.ravel().tolist(),
            "rows": rows, "ranx": ranx_values(lists, relevant, rows, k),
            "recbole": recbole_values(module, lists, relevant, train, rows, k),
            "sklearn": sklearn_values(lists, relevant, rows, k),
            "implicit": {name: float(pooled[name]) for name in ["precision", "map", "ndcg"]}})
    versions = {
        "numpy": np.__version__, "ranx": "0.3.21", "scikit-learn": sklearn.__version__,
        "recbole": "1.2.1", "implicit": implicit.__version__}
    out = pathlib.Path(__file__).with_suffix(".json")
    out.write_text(json.dumps({"seed": SEED, "versions": versions, "cases": cases}) + "\n")


if __name__ == "__main__":
    main()
