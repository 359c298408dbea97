# SPDX-License-Identifier: Apache-2.0
"""Whether a phone, identity or card number can be somebody's, by packages apart from our code.

`reserved.py` asks of a recorded sample, `Tests/Benchmarks/Peers/corpus_nobody.py` of a corpus.
Needs phonenumbers 9.0.43, python-stdnum 2.2 and regex 2026.11.19. The regulators' ranges are stated
here once more, on numbers that phonenumbers parsed.
"""

import phonenumbers
import regex
from phonenumbers import PhoneMetadata
from stdnum import luhn, verhoeff
from stdnum.au import tfn
from stdnum.ca import sin
from stdnum.ie import pps
from stdnum.in_ import aadhaar
from stdnum.nz import ird
from stdnum.us import atin, itin, ssn

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


def patterns(region):
    data = PhoneMetadata.metadata_for_region(region)
    kinds = ["mobile", "fixed_line", "toll_free", "premium_rate", "shared_cost",
             "personal_number", "voip", "pager", "uan", "voicemail"]
    found = [getattr(data, kind) for kind in kinds]
    return [regex.compile(d.national_number_pattern) for d in found
            if d and d.national_number_pattern]


def count_possible(prefix, length, tests):
    """How many numbers under a prefix some pattern matches; 0 proves that none is valid."""
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
        # It knows 9XX-70 and up as taxpayers' numbers, but 9XX-50 to 9XX-65 are given out too.
        adopted = atin.is_valid(text) and text[4:6] == "93"
        newer = regex.fullmatch(r"9\d\d-(5\d|6[0-5])-\d{4}", text)
        taken = itin.is_valid(text) or adopted or newer
        return "real" if ssn.is_valid(text) or taken else "invalid"
    if region == "PH":
        digits = text.replace("-", "")
        return "real" if digits[0] not in "01" and verhoeff.is_valid(digits) else "invalid"
    if region == "GB":
        return "unknown"
    test = {"CA": sin, "AU": tfn, "NZ": ird, "IE": pps, "IN": aadhaar}[region]
    return "real" if test.is_valid(text) else "invalid"


def card_verdict(text):
    return "real" if luhn.is_valid(text.replace(" ", "")) else "invalid"
