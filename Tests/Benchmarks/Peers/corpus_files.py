# SPDX-License-Identifier: Apache-2.0
"""Reads the files of a generated corpus for the checks beside it, and ends them alike.

A check ends with 0 if what it looked for holds and with 1 if it fails. It ends with 2 and one
sentence where nothing could be judged: a folder that is missing, empty, or no corpus.
"""

import argparse
import gzip
import itertools
import json
import pathlib
import sys


class Unusable(Exception):
    """Why a folder cannot be judged."""


def opened(folder, name):
    """The file of that name, or its gzip twin, as a stream of bytes."""
    folder = pathlib.Path(folder)
    if not folder.is_dir():
        raise Unusable(f"There is no folder {folder}. Name one that 'corpus generate' wrote.")
    if (folder / name).is_file():
        return open(folder / name, "rb")
    if (folder / f"{name}.gz").is_file():
        return gzip.open(folder / f"{name}.gz", "rb")
    raise Unusable(f"There is no {name} in {folder}. Name a folder that 'corpus generate' wrote.")


def parsed(line, place, fields):
    """The record of a line, which must have certain fields."""
    try:
        record = json.loads(line)
        missing = [field for field in fields if field not in record]
    except (ValueError, TypeError):
        raise Unusable(f"{place} is not a JSON record. Make the corpus again.") from None
    if missing:
        raise Unusable(f"{place} has no field '{missing[0]}'. Make the corpus again.")
    return record


def exists(folder, name):
    """Whether a corpus has the file, packed or not."""
    return any((pathlib.Path(folder) / (name + end)).is_file() for end in ("", ".gz"))


def records(folder, name, fields, limit=None, may_be_empty=False):
    """The records of a file in turn; without any there is mostly nothing to judge."""
    count = 0
    with opened(folder, name) as file:
        for count, line in enumerate(itertools.islice(file, limit), 1):
            yield parsed(line, f"{name}:{count}", fields)
    if count == 0 and not may_be_empty:
        raise Unusable(f"{name} in {folder} has no record. Nothing can be said of an empty corpus.")


def positive(text):
    """A whole number above zero, for options."""
    if not text.isascii() or not text.isdigit() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"'{text}' is no whole number above 0")
    return int(text)


def arguments(documentation):
    """A parser that shows the docstring and takes the folder."""
    parser = argparse.ArgumentParser(
        description=documentation, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", help="what 'palimpsest corpus generate' wrote")
    return parser


def run(check, parser):
    """Runs a check, which prints its findings and returns a summary and whether it holds."""
    try:
        summary, is_held = check(parser.parse_args())
    except Unusable as reason:
        sys.stdout.flush()
        print(f"{parser.prog}: {reason}", file=sys.stderr)
        sys.exit(2)
    print(f"{summary}: {'holds' if is_held else 'FAILS'}")
    sys.exit(0 if is_held else 1)
