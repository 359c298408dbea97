# SPDX-License-Identifier: Apache-2.0
"""A linear attacker of scikit-learn for the checks beside it: words, pairs of words and lengths.

Folds never part what a caller groups together.
"""

import numpy as np
import scipy.sparse
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

SEED = 1


def features(texts):
    """Counts of words and pairs of words, and the two lengths in the last columns."""
    words = CountVectorizer(ngram_range=(1, 2), min_df=3, binary=True, dtype=np.float32)
    counts = words.fit_transform(texts)
    lengths = np.array([[len(text), len(text.split())] for text in texts], dtype=np.float32)
    lengths = (lengths - lengths.mean(axis=0)) / (lengths.std(axis=0) + 1e-9)
    return scipy.sparse.hstack([counts, scipy.sparse.csr_matrix(lengths)]).tocsr()


def groups_of(keys):
    """A number for each key, the same for the same key."""
    numbers = {}
    return np.array([numbers.setdefault(key, len(numbers)) for key in keys])


def out_of_fold(matrix, labels, groups, decide, learner=None, draw=0):
    """Scores (or guesses) of every row from a model that saw nothing of its group.

    Folds are drawn: in the order of people a fold would hold the same seats of every community.
    """
    found = [None] * len(labels)
    folds = GroupKFold(5, shuffle=True, random_state=SEED + draw)
    for train, test in folds.split(matrix, labels, groups):
        model = learner or LogisticRegression(C=0.1, max_iter=200, random_state=SEED)
        model.fit(matrix[train], labels[train])
        for row, value in zip(test, decide(model, matrix[test])):
            found[row] = value
    return np.array(found)
