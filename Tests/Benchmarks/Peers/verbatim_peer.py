# SPDX-License-Identifier: Apache-2.0
"""A Python set of the hashes of all 50-grams: files of a corpus and of documents (one a line) as
arguments; for each line read, builds the set, looks up every place of every document, answers seconds."""
import json
import sys
import time

WIDTH = 50


def main():
    with open(sys.argv[1], "rb") as file:
        corpus = file.read()
    with open(sys.argv[2], "rb") as file:
        documents = file.read().split(b"\n")
    print("ready", flush=True)
    for _ in sys.stdin:
        start = time.perf_counter()
        grams = {hash(corpus[i:i + WIDTH]) for i in range(len(corpus) - WIDTH + 1)}
        built = time.perf_counter()
        hits = 0
        for text in documents:
            hits += sum(hash(text[i:i + WIDTH]) in grams for i in range(len(text) - WIDTH + 1))
        done = time.perf_counter()
        del grams
        print(json.dumps({"build": built - start, "query": done - built, "hits": hits}), flush=True)


main()
