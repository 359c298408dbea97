# SPDX-License-Identifier: Apache-2.0
"""Writes reserved.json: what Google's metadata and python-stdnum say of the numbers we make.

Run with phonenumbers 9.0.43, python-stdnum 2.2 and regex 2026.11.19; nothing is drawn. Input is
../Golden/reserved-sample.tsv, which `ReservedSampleTests` records.

The regulators' ranges are stated here once more, on numbers that phonenumbers parsed. For IN, NZ and
PH, where no range is reserved, it is proved and not sampled that no number of a range is valid: a
prefix under which none of the region's patterns can match any continuation has no valid number.
"""

import importlib.metadata
import json
import pathlib

import phonenumbers
import regex
from phonenumbers import PhoneMetadata, PhoneNumberType
from stdnum import luhn, verhoeff
from stdnum.au import tfn
from stdnum.ca import sin
from stdnum.ie import pps
from stdnum.in_ import aadhaar
from stdnum.nz import ird
from stdnum.us import atin, itin, ssn

HERE = pathlib.Path(__file__).parent
SAMPLE = HERE.parent / "Golden" / "reserved-sample.tsv"

OFCOM = [
    "1134960", "1144960", "1154960", "1164960", "1174960", "1184960", "1214960", "1314960",
    "1414960", "1514960", "1614960", "1914980", "2079460", "2896496", "2920180", "1632960",
    "7700900",
]
ACMA = {
    "491570006", "491570156", "491570157", "491570158", "491570159", "491570110", "491570313",
    "491570737", "491571266", "491571491", "491571804", "491572549", "491572665", "491572983",
    "491573770", "491573087", "491574118", "491574632", "491575254", "491575789", "491576398",
    "491576801", "491577426", "491577644", "491578957", "491578148", "491578888", "491579212",
    "491579760", "491579455",
}
# Prefixes with the length of the numbers under them.
UNISSUED = {
    "IN": [("50", 10)],
    "NZ": [("23", 9), ("24", 9), ("25", 9), ("38", 8), ("41", 8), ("64", 8), ("76", 8), ("91", 8)],
    "PH": [(p, 10) for p in
           "900 901 902 903 904 913 940 941 980 982 984 990".split()],
}


def patterns(region):
    data = PhoneMetadata.metadata_for_region(region)
    kinds = ["mobile", "fixed_line", "toll_free", "premium_rate", "shared_cost",
             "personal_number", "voip", "pager", "uan", "voicemail"]
    found = [getattr(data, kind) for kind in kinds]
    return [regex.compile(d.national_number_pattern) for d in found
            if d and d.national_number_pattern]


def count_possible(prefix, length, tests):
    """The number of leaves under a prefix that some pattern matches; 0 proves that none is valid."""
    alive = [t for t in tests if t.fullmatch(prefix, partial=True)]
    if not alive:
        return 0
    if len(prefix) == length:
        return sum(1 for t in alive if t.fullmatch(prefix)) and 1
    return sum(count_possible(prefix + str(d), length, alive) for d in range(10))


def is_fiction(region, number):
    if region in ("US", "CA"):
        return len(number) == 10 and number[3:8] == "55501"
    if region == "GB":
        return len(number) == 10 and number[:7] in OFCOM
    if region == "AU":
        return number in ACMA or (
            len(number) == 9 and number[0] in "2378" and number[1:5] in ("5550", "7010"))
    if region == "IE":
        return len(number) == 9 and number.startswith("2091")
    return False


def phone_verdict(region, text):
    number = phonenumbers.parse(text, region)
    national = phonenumbers.national_significant_number(number)
    if is_fiction(region, national):
        return "fiction"
    return "real" if phonenumbers.is_valid_number(number) else "invalid"


def identifier_verdict(region, text):
    if region == "US":
        # The package takes any 9XX for an adopted child's number; the IRS issues them as 9XX-93.
        adopted = atin.is_valid(text) and text[4:6] == "93"
        taken = itin.is_valid(text) or adopted
        return "real" if ssn.is_valid(text) or taken else "invalid"
    if region == "PH":
        digits = text.replace("-", "")
        return "real" if digits[0] not in "01" and verhoeff.is_valid(digits) else "invalid"
    if region == "GB":
        return "unknown"
    test = {"CA": sin, "AU": tfn, "NZ": ird, "IE": pps, "IN": aadhaar}[region]
    return "real" if test.is_valid(text) else "invalid"


def verdict(kind, region, text):
    if kind in ("mobile", "landline"):
        return phone_verdict(region, text)
    if kind == "card":
        return "real" if luhn.is_valid(text.replace(" ", "")) else "invalid"
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
