# SPDX-License-Identifier: Apache-2.0
"""Writes reserved.json: what Google's metadata and python-stdnum say of the numbers we make.

Run with phonenumbers 9.0.43, python-stdnum 2.2 and regex 2026.11.19; nothing is drawn. Input is
../Golden/reserved-sample.tsv, which `ReservedSampleTests` records; `reserved_rules.py` judges.

For IN, NZ and PH, where no range is reserved, it is proved and not sampled that no number of a
range is valid: a prefix under which none of the region's patterns can match any continuation has no
valid number.
"""

import importlib.metadata
import json
import pathlib

import phonenumbers
from phonenumbers import PhoneNumberType
from reserved_rules import (
    card_verdict, count_possible, identifier_verdict, patterns, phone_verdict)

HERE = pathlib.Path(__file__).parent
SAMPLE = HERE.parent / "Golden" / "reserved-sample.tsv"

# Prefixes with the length of the numbers under them.
UNISSUED = {
    "IN": [("50", 10)],
    "NZ": [("23", 9), ("24", 9), ("25", 9), ("38", 8), ("41", 8), ("64", 8), ("76", 8), ("91", 8)],
    "PH": [(p, 10) for p in
           "900 901 902 903 904 913 940 941 980 982 984 990".split()],
}


def verdict(kind, region, text):
    if kind in ("mobile", "landline"):
        return phone_verdict(region, text)
    if kind == "card":
        return card_verdict(text)
    return identifier_verdict(region, text) if kind == "national-id" else "unknown"


def controls():
    """Numbers that may be somebody's: the metadata's examples, in national form."""
    rows = []
    for region in ("US", "CA", "GB", "AU", "NZ", "IE", "IN", "PH"):
        for kind in (PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE):
            number = phonenumbers.example_number_for_type(region, kind)
            text = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
            if region == "US":
                text = text.replace("555-0123", "671-0123")  # the example itself is fiction
            rows.append({"kind": "mobile", "region": region, "text": text,
                         "verdict": phone_verdict(region, text)})
    return rows


def main():
    rows = []
    for line in SAMPLE.read_text().splitlines():
        mode, kind, locale, text = line.split("\t")
        region = locale[-2:]
        rows.append({"mode": mode, "kind": kind, "locale": locale, "text": text,
                     "verdict": verdict(kind, region, text)})
    proofs = [{"region": region, "prefix": prefix, "length": length,
               "possible": count_possible(prefix, length, patterns(region))}
              for region, ranges in UNISSUED.items() for prefix, length in ranges]
    # The proof must be able to fail: a range in use.
    live = count_possible("91712345", 10, patterns("PH"))
    document = {
        "versions": {name: importlib.metadata.version(name)
                     for name in ("phonenumbers", "python-stdnum", "regex")},
        "proofs": proofs, "possibleUnderALivePrefix": live, "made": rows, "controls": controls()}
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    (HERE / "reserved.json").write_text(text.replace("},{", "},\n{") + "\n")


main()
