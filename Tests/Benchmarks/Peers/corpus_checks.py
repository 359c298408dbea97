# SPDX-License-Identifier: Apache-2.0
"""Checks of a generated corpus by programs that know nothing of how it was made.

    corpus_checks.py spans FOLDER      are all values under spans, and all spans at their places?
    corpus_checks.py nobody FOLDER     can no number or address be anybody's?
    corpus_checks.py twins FOLDER      can members be told from twins without any model?
    corpus_checks.py hardness FOLDER   does a linear attacker find harder hints harder?

Each is a script of its own, `corpus_NAME.py`, and takes `--help`. The last line says `holds` (exit
status 0) or `FAILS` (1); 2 means that nothing could be judged.
"""

import importlib
import sys

CHECKS = ("spans", "nobody", "twins", "hardness")


def main():
    if len(sys.argv) < 2 or sys.argv[1] not in CHECKS:
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    name = f"corpus_{sys.argv.pop(1)}"
    sys.argv[0] = f"{name}.py"
    try:
        check = importlib.import_module(name)
    except ModuleNotFoundError as missing:
        print(f"{name}.py needs {missing.name}: pip install -r requirements.txt", file=sys.stderr)
        sys.exit(2)
    check.main()


if __name__ == "__main__":
    main()
