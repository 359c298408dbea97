# SPDX-License-Identifier: Apache-2.0
"""Checks of models by programs that know nothing of how palimpsest computes them.

    model_checks.py transformers PALIMPSEST FOLDER TEXTS   a Hugging Face folder in transformers
    model_checks.py llama PALIMPSEST GGUF TEXTS            an F32 GGUF file in llama.cpp
    model_checks.py client PALIMPSEST MODEL TEXTS          `model serve` through the openai client
    model_checks.py served PALIMPSEST GGUF TEXTS           llama.cpp's server, scored by us
    model_checks.py int8 PALIMPSEST MODEL TEXTS            8-bit activations against floats

TEXTS is a file of JSON lines with `text`. Each is a function of `model_<name>.py` and prints what it
measured; the last line says `holds` (exit status 0) or `FAILS` (1). Needs
requirements-models.txt and requirements-model-checks.txt.
"""
import sys

import model_clients
import model_peers

CHECKS = {
    "transformers": model_peers.transformers, "llama": model_peers.llama, "int8": model_peers.int8,
    "client": model_clients.client, "served": model_clients.served,
}


def main():
    if len(sys.argv) != 5 or sys.argv[1] not in CHECKS:
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    holds = CHECKS[sys.argv[1]](*sys.argv[2:])
    print("holds" if holds else "FAILS")
    sys.exit(0 if holds else 1)


if __name__ == "__main__":
    main()
