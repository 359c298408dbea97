# SPDX-License-Identifier: Apache-2.0
"""Reads Golden/tiny.safetensors with the safetensors package: writes foreign_reader.json and a twin.

Run with Python 3.11, safetensors 0.8.0 and numpy 2.4.6 in an environment of their own:

    python foreign_reader.py

The twin foreign_reader.safetensors holds the same tensors and metadata as that package writes them.
"""

import json
import pathlib
from importlib.metadata import version

from safetensors import safe_open
from safetensors.numpy import save_file


def main():
    folder = pathlib.Path(__file__).parent
    path = folder.parent / "Golden" / "tiny.safetensors"
    with safe_open(path, framework="numpy") as stored:
        metadata = stored.metadata()
        tensors = {name: stored.get_tensor(name) for name in stored.keys()}
    (folder / "foreign_reader.json").write_text(json.dumps({
        "versions": {"safetensors": version("safetensors"), "numpy": version("numpy")},
        "metadata": metadata,
        "numbers": {name: [float(x) for x in tensors[name].ravel()]
                    for name in ["item_bias", "item_factors", "user_factors"]},
        "shapes": {name: list(tensor.shape) for name, tensor in tensors.items()},
        "identifiers": {name: json.loads(tensors[name].tobytes().decode())
                        for name in ["item_ids", "user_ids"]},
    }, sort_keys=True) + "\n")
    save_file(tensors, folder / "foreign_reader.safetensors", metadata=metadata)


if __name__ == "__main__":
    main()
