# SPDX-License-Identifier: Apache-2.0
"""What `palimpsest model` says of a model, for checks."""
import json
import math
import subprocess


def texts(path, limit):
    """The first texts of a file, cut to what even a small context holds."""
    with open(path, encoding="utf-8") as lines:
        found = [json.loads(line)["text"][:400] for line in lines]
    return [text for text in found if text.strip()][:limit]


def run(program, *words):
    return subprocess.run([program, "model", *words], check=True, capture_output=True, text=True).stdout


def scores(program, model, items, folder, *words):
    """The tokens and log-probabilities of texts, one list of pairs a text."""
    path = f"{folder}/texts.jsonl"
    with open(path, "w", encoding="utf-8") as file:
        for text in items:
            file.write(json.dumps({"text": text}) + "\n")
    answer = run(program, "score", model, "--input", path, "--json", "--quiet", *words)
    return [[(token["id"], token["logprob"]) for token in json.loads(line)["tokens"]]
            for line in answer.splitlines()]


def continuation(program, model, prompt, count, *words):
    answer = run(program, "generate", model, "--prompt", prompt, "--max-tokens", str(count),
                 "--temperature", "0", "--json", "--quiet", *words)
    return json.loads(answer)


def worst(ours, theirs):
    """The largest and the mean difference of all values but each text's first, and their number.

    A value that is missing anywhere else is an error: nothing is compared by leaving it out.
    """
    differences = [abs(a - b) for own, other in zip(ours, theirs, strict=True)
                   for a, b in zip(own[1:], other[1:], strict=True)]
    return max(differences), math.fsum(differences) / len(differences), len(differences)
