# SPDX-License-Identifier: Apache-2.0
"""Checks of models by programs that know nothing of how palimpsest computes them.

    model_checks.py transformers PALIMPSEST FOLDER TEXTS   a Hugging Face folder in transformers
    model_checks.py llama PALIMPSEST GGUF TEXTS            an F32 GGUF file in llama.cpp
    model_checks.py client PALIMPSEST MODEL TEXTS          `model serve` through the openai client
    model_checks.py served PALIMPSEST GGUF TEXTS           llama.cpp's server, scored by us
    model_checks.py int8 PALIMPSEST MODEL TEXTS            8-bit activations against floats

TEXTS is a file of JSON lines with `text`. Each is a function of `model_<name>.py` and prints what it
measured; the last line says `holds` (exit status 0) or `FAILS` (1); 2 means that nothing could be
judged. Needs
requirements-models.txt and requirements-model-checks.txt.
"""
import importlib
import sys

CHECKS = {
    "transformers": "model_peers", "llama": "model_peers", "int8": "model_peers",
    "client": "model_clients", "served": "model_clients",
}


def main():
    if len(sys.argv) != 5 or sys.argv[1] not in CHECKS:
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    try:
        check = getattr(importlib.import_module(CHECKS[sys.argv[1]]), sys.argv[1])
        holds = check(*sys.argv[2:])
    except ModuleNotFoundError as missing:
        print(f"{sys.argv[1]} needs {missing.name}: pip install -r requirements-models.txt"
              " -r requirements-model-checks.txt", file=sys.stderr)
        sys.exit(2)
    print("holds" if holds else "FAILS")
    sys.exit(0 if holds else 1)


if __name__ == "__main__":
    main()
