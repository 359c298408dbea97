# SPDX-License-Identifier: Apache-2.0
"""Writes every_type.gguf, tensors.safetensors and model_files.json with other projects' writers.

Run with Python 3.11, gguf 0.19.0, safetensors 0.8.0 and numpy 2.4.6 in an environment of their own:

    python model_files.py

With the path of a GGUF or safetensors file as argument it prints what those packages read in it.
"""

import hashlib
import json
import pathlib
import sys
from importlib.metadata import version

import gguf
import numpy as np
from safetensors import safe_open
from safetensors.numpy import save_file

FOLDER = pathlib.Path(__file__).parent


def write_gguf(path):
    """Every type of value, arrays of each, and tensors of F32, F16 and Q8_0."""
    writer = gguf.GGUFWriter(path, "llama")
    writer.add_uint8("t.uint8", 255)
    writer.add_int8("t.int8", -128)
    writer.add_uint16("t.uint16", 65535)
    writer.add_int16("t.int16", -32768)
    writer.add_uint32("t.uint32", 4294967295)
    writer.add_int32("t.int32", -2147483648)
    writer.add_float32("t.float32", 0.1)
    writer.add_bool("t.bool", True)
    writer.add_string("t.string", "na\u00efve \u2581\U0001F600")
    writer.add_uint64("t.uint64", 18446744073709551615)
    writer.add_int64("t.int64", -9223372036854775808)
    writer.add_float64("t.float64", 0.1)
    writer.add_array("a.int32", [1, -2, 3])
    writer.add_array("a.float32", [0.5, -0.25])
    writer.add_array("a.bool", [True, False, True])
    writer.add_array("a.string", ["", "a", "\u00e9"])
    writer.add_array("a.array", [[1, 2], [3]])
    for name, numbers in [("uint8", [0, 255]), ("int8", [-1, 127]), ("uint16", [65535]),
                          ("int16", [-32768]), ("uint32", [4294967295]),
                          ("uint64", [18446744073709551615]), ("int64", [-1]),
                          ("float64", [0.1])]:
        writer.add_key_value(f"a.{name}", numbers, gguf.GGUFValueType.ARRAY,
                             sub_type=gguf.GGUFValueType[name.upper()])
    generator = np.random.default_rng(20261126)
    single = generator.standard_normal((3, 4)).astype(np.float32)
    half = generator.standard_normal((2, 3, 5)).astype(np.float16)
    wide = generator.standard_normal((2, 64)).astype(np.float32)
    blocks = gguf.quants.quantize(wide, gguf.GGMLQuantizationType.Q8_0)
    writer.add_tensor("single", single)
    writer.add_tensor("half", half)
    writer.add_tensor("blocks", blocks, raw_dtype=gguf.GGMLQuantizationType.Q8_0)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return {
        "single": described(single.shape, "F32", single),
        "half": described(half.shape, "F16", half),
        "blocks": described(wide.shape, "Q8_0", blocks),
    }


def write_safetensors(path):
    generator = np.random.default_rng(7)
    tensors = {
        "single": generator.standard_normal((3, 4)).astype(np.float32),
        "half": generator.standard_normal((5,)).astype(np.float16),
        "mask": np.tri(3, dtype=bool),
        "whole": np.array(-7, dtype=np.int64),
    }
    save_file(tensors, path, metadata={"format": "pt"})
    names = {"single": "F32", "half": "F16", "mask": "BOOL", "whole": "I64"}
    return {name: described(tensor.shape, names[name], tensor) for name, tensor in tensors.items()}


def described(shape, element, tensor):
    """Shape, type, digest of the stored bytes, and the numbers where they are floating-point."""
    numbers = [float(x) for x in tensor.ravel()] if tensor.dtype.kind == "f" else []
    return {"shape": [int(x) for x in shape], "type": element, "numbers": numbers,
            "sha256": hashlib.sha256(np.ascontiguousarray(tensor).tobytes()).hexdigest()}


def show(path):
    """Prints what the packages read in a file that somebody else wrote."""
    if path.endswith(".safetensors"):
        with safe_open(path, framework="numpy") as stored:
            print(stored.metadata())
            for name in stored.keys():
                part = stored.get_slice(name)
                # numpy has no type for BF16.
                total = "" if part.get_dtype() == "BF16" else float(
                    stored.get_tensor(name).astype(np.float64).sum())
                print(name, part.get_dtype(), part.get_shape(), total)
        return
    reader = gguf.GGUFReader(path)
    for field in reader.fields.values():
        print(field.name, field.types, str(field.contents())[:100])
    for tensor in reader.tensors:
        print(tensor.name, tensor.tensor_type.name, tensor.data.shape,
              float(tensor.data.astype(np.float64).sum()))


def main():
    if len(sys.argv) > 1:
        return show(sys.argv[1])
    document = {
        "versions": {name: version(name) for name in ["gguf", "safetensors", "numpy"]},
        "gguf": write_gguf(FOLDER / "every_type.gguf"),
        "safetensors": write_safetensors(FOLDER / "tensors.safetensors"),
    }
    (FOLDER / "model_files.json").write_text(json.dumps(document, sort_keys=True) + "\n")


if __name__ == "__main__":
    main()
