# SPDX-License-Identifier: Apache-2.0
"""Writes gguf_blocks.json: blocks of random bits and what gguf 0.19.0 (numpy 2.4.6) reads; seed 7.

Scales and minima are finite 16-bit floats of either sign, now and then subnormal or zero.
"""

import base64
import importlib.metadata
import json
import pathlib

import numpy as np
from gguf import quants
from gguf.constants import GGML_QUANT_SIZES, GGMLQuantizationType

HALVES = {"Q8_0": [0], "Q4_0": [0], "Q4_1": [0, 2], "Q5_0": [0], "Q5_1": [0, 2], "Q4_K": [0, 2],
          "Q5_K": [0, 2], "Q6_K": [208]}
generator = np.random.Generator(np.random.PCG64(7))


def halves(count):
    values = generator.normal(0, 0.05, count)
    values *= generator.choice([1, 1, 1, 1e-5, 0, 300], count)
    return values.astype("<f2").view(np.uint8).reshape(count, 2)


def blocks(name):
    if name == "F32":
        return generator.normal(0, 1, (37, 1)).astype("<f4").view(np.uint8)
    if name == "F16":
        return halves(61)
    if name == "BF16":
        bits = generator.normal(0, 1, (45, 1)).astype("<f4").view("<u4") >> 16
        return bits.astype("<u2").view(np.uint8)
    size, width = GGML_QUANT_SIZES[GGMLQuantizationType[name]]
    count = 3 if size == 256 else 9
    data = generator.integers(0, 256, (count, width), dtype=np.uint8)
    for place in HALVES[name]:
        data[:, place:place + 2] = halves(count)
    return data


def text(array):
    return base64.b64encode(array.tobytes()).decode()


types = {}
for name in ["F32", "F16", "BF16", "Q8_0", "Q4_0", "Q4_1", "Q5_0", "Q5_1", "Q4_K", "Q5_K", "Q6_K"]:
    data = blocks(name)
    if name in ("F32", "F16"):  # gguf hands these on as they are
        values = data.reshape(-1).view("<f4" if name == "F32" else "<f2")
    else:
        values = quants.dequantize(data, GGMLQuantizationType[name])
    values = np.ascontiguousarray(values, dtype="<f4").reshape(-1)
    types[name] = {"count": len(values), "bytes": text(data), "floats": text(values)}
document = {"versions": {"gguf": importlib.metadata.version("gguf"), "numpy": np.__version__},
            "types": types}
path = pathlib.Path(__file__).with_name("gguf_blocks.json")
path.write_text(json.dumps(document, indent=1) + "\n")
