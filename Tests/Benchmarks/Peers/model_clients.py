# SPDX-License-Identifier: Apache-2.0
"""Scores through HTTP: our server by the openai client, and llama.cpp's server by us."""
import contextlib
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

import model_commands as commands

TEXTS = 20


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@contextlib.contextmanager
def running(words, url):
    """A server that answers at `url`, ended with the block."""
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(600):
            with contextlib.suppress(OSError):
                urllib.request.urlopen(url, timeout=1).close()
                break
            if process.poll() is not None:
                sys.exit(f"{words[0]} ended with {process.returncode}")
            time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait()


def client(program, model, path):
    import openai
    items = commands.texts(path, TEXTS)
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    with running([program, "model", "serve", model, "--port", str(port), "--quiet"], f"{base}/health"):
        connection = openai.OpenAI(base_url=f"{base}/v1", api_key="none")
        name = connection.models.list().data[0].id
        theirs = []
        for text in items:
            answer = connection.completions.create(
                model=name, prompt=text, max_tokens=0, echo=True, logprobs=1, temperature=0)
            theirs.append(answer.choices[0].logprobs.token_logprobs)
    with tempfile.TemporaryDirectory() as folder:
        ours = [[p for _, p in text] for text in commands.scores(program, model, items, folder)]
    largest, _, number = commands.worst(ours, theirs)
    print(f"model serve, openai client: {number} tokens, largest difference {largest:.3g} (bar 1e-06)")
    return largest <= 1e-6


def served(program, path, texts):
    """Within 1e-2 a token for a file of floats; within .03 in the mean for a quantized one."""
    items = commands.texts(texts, TEXTS)
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    server = [sys.executable, os.path.join(os.path.dirname(__file__), "llama_server.py"), path, str(port)]
    with tempfile.TemporaryDirectory() as folder:
        local = commands.scores(program, path, items, folder)
        with running(server, f"{base}/health"):
            remote = commands.scores(program, base, items, folder)
    ours = [[p for _, p in text] for text in local]
    theirs = [[p for _, p in text] for text in remote]
    if any(len(a) != len(b) for a, b in zip(ours, theirs, strict=True)):
        print("the numbers of tokens differ")
        return False
    largest, mean, number = commands.worst(ours, theirs)

    def nll(lists):
        values = [p for values in lists for p in values if p is not None]
        return -sum(values) / len(values)

    difference = abs(nll(ours) - nll(theirs))
    print(f"llama-server: {number} tokens, largest difference {largest:.3g}, mean {mean:.3g};"
          f" negative log-likelihood {nll(ours):.5f} and {nll(theirs):.5f}, {difference:.3g} apart")
    measures = json.loads(commands.run(program, "inspect", path, "--json"))["measures"]
    elements = {measure["group"]["element"] for measure in measures}
    return largest <= 1e-2 if elements <= {"F16", "F32"} else difference <= 0.03
