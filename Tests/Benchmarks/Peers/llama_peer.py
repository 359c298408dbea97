# SPDX-License-Identifier: Apache-2.0
"""llama.cpp, built from llama-cpp-python's sources for this machine: llama_peer.py FILE THREADS.

    read TOKEN...          seconds of reading the prompt
    write COUNT TOKEN...   seconds of COUNT tokens after the prompt, the likeliest each time

Calls the library's own `llama_decode`, so that nothing of Python's is in the figures but a call a token.
"""
import ctypes
import json
import sys
import time

import llama_cpp
import numpy as np


class Model:
    def __init__(self, path, threads):
        self.model = llama_cpp.Llama(
            path, n_ctx=1024, n_batch=512, n_threads=threads, n_threads_batch=threads, verbose=False)
        self.context = self.model.ctx
        self.vocabulary = self.model.n_vocab()

    def forget(self):
        llama_cpp.llama_memory_clear(llama_cpp.llama_get_memory(self.context), True)

    def read(self, tokens):
        array = (ctypes.c_int32 * len(tokens))(*tokens)
        batch = llama_cpp.llama_batch_get_one(array, len(tokens))
        if llama_cpp.llama_decode(self.context, batch):
            sys.exit("llama_decode failed")
        # Waits for what is still under way.
        return llama_cpp.llama_get_logits_ith(self.context, -1)

    def likeliest(self, logits):
        return int(np.ctypeslib.as_array(logits, (self.vocabulary,)).argmax())


def main():
    model = Model(sys.argv[1], int(sys.argv[2]))
    model.read([1, 2, 3])
    print("ready", flush=True)
    for line in sys.stdin:
        command, *words = line.split()
        numbers = [int(word) for word in words]
        model.forget()
        if command == "read":
            start = time.perf_counter()
            model.read(numbers)
            count = len(numbers)
        else:
            count, *prompt = numbers
            logits = model.read(prompt)
            start = time.perf_counter()
            for _ in range(count):
                logits = model.read([model.likeliest(logits)])
        print(json.dumps({"seconds": time.perf_counter() - start, "tokens": count}), flush=True)


main()
