# SPDX-License-Identifier: Apache-2.0
"""Scores and greedy texts of a model in this process against those of transformers and llama.cpp."""
import tempfile

import numpy as np

import model_commands as commands

TEXTS, PROMPTS, NEW_TOKENS = 40, 8, 24


def log_probabilities(logits, tokens):
    logits = np.asarray(logits, dtype=np.float64)
    logits -= logits.max(axis=-1, keepdims=True)
    logits -= np.log(np.exp(logits).sum(axis=-1, keepdims=True))
    return [None] + [float(logits[place, token]) for place, token in enumerate(tokens[1:])]


def report(name, ours, theirs, bar, same, count):
    largest, mean, number = commands.worst(ours, theirs)
    print(f"{name}: {number} tokens, largest difference {largest:.3g} (bar {bar:g}), mean {mean:.3g};"
          f" {same} of {count} greedy texts are the same")
    return largest <= bar and same == count


def own(program, model, items):
    with tempfile.TemporaryDirectory() as folder:
        scored = commands.scores(program, model, items, folder)
    return [[token for token, _ in text] for text in scored], [[p for _, p in text] for text in scored]


def greedy(program, model, items, continue_):
    """How many prompts, the first third of each text, both go on from alike."""
    same = 0
    for text in items[:PROMPTS]:
        prompt = text[: max(1, len(text) // 3)][:200]
        answer = commands.continuation(program, model, prompt, NEW_TOKENS)
        same += continue_(prompt) == [token["id"] for token in answer["tokens"]]
    return same


def transformers(program, folder, path):
    import torch
    from transformers import AutoModelForCausalLM, AutoTokenizer
    model = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32).eval()
    tokenizer = AutoTokenizer.from_pretrained(folder)
    items = commands.texts(path, TEXTS)
    tokens, ours = own(program, folder, items)
    if tokens != [tokenizer(text)["input_ids"] for text in items]:
        print("the tokens differ")
        return False

    def continue_(prompt):
        ids = tokenizer(prompt, return_tensors="pt")
        answer = model.generate(**ids, max_new_tokens=NEW_TOKENS, do_sample=False)
        new = answer[0, ids["input_ids"].shape[1]:].tolist()
        return new[:-1] if new and new[-1] == tokenizer.eos_token_id else new

    with torch.inference_mode():
        theirs = [log_probabilities(model(torch.tensor([ids])).logits[0], ids) for ids in tokens]
    same = greedy(program, folder, items, continue_)
    return report("transformers", ours, theirs, 1e-4, same, min(PROMPTS, len(items)))


def llama(program, path, texts):
    from llama_cpp import Llama
    f32 = 0
    model = Llama(path, n_ctx=0, logits_all=True, type_k=f32, type_v=f32, verbose=False)
    items = commands.texts(texts, TEXTS)
    tokens, ours = own(program, path, items)
    theirs = []
    for ids in tokens:
        model.reset()
        model.eval(ids)
        theirs.append(log_probabilities(model._scores[: len(ids)], ids))

    def continue_(prompt):
        ids = own(program, path, [prompt])[0][0]
        new = []
        for token in model.generate(ids, temp=0.0, top_k=1, repeat_penalty=1.0):
            if token == model.token_eos() or len(new) == NEW_TOKENS:
                break
            new.append(token)
        return new

    same = greedy(program, path, items, continue_)
    return report("llama.cpp", ours, theirs, 1e-3, same, min(PROMPTS, len(items)))


def int8(program, model, texts):
    """Continuations with 8-bit activations, and what floats find of the same tokens."""
    differences, prompts = [], commands.texts(texts, PROMPTS)
    read = 0
    for text in prompts:
        prompt = text[:200]
        answer = commands.continuation(program, model, prompt, 64, "--activations", "int8")
        whole = prompt + answer["text"]
        with tempfile.TemporaryDirectory() as folder:
            scored = commands.scores(program, model, [whole], folder)[0]
        new = answer["tokens"]
        if [token for token, _ in scored[-len(new):]] != [token["id"] for token in new]:
            continue
        read += 1
        differences += [abs(p - token["logprob"]) for (_, p), token in zip(scored[-len(new):], new)]
    print(f"{read} of {len(prompts)} continuations were read back as the same tokens")
    if 2 * read < len(prompts):
        return False
    mean = sum(differences) / len(differences)
    print(f"8-bit activations: {len(differences)} tokens, mean difference {mean:.4f} (bar 0.05)")
    return mean <= 0.05
