# SPDX-License-Identifier: Apache-2.0
"""Numbers of documents that no office issues, where no package knows the rule.

A number is compared without blanks and hyphens. `SHAPES` says what a country's number looks like;
`NEVER` which of those are never issued. What has the shape and is not in `NEVER` may be somebody's.

National numbers: only Britain's has no check digit. Its prefixes leave out D, F, I, Q, U and V, a
second O and seven pairs (HM Revenue & Customs, NIM39110); FY and OO were given out for benefits.

Driving licences state a month (GB, Ontario: plus 50 for women), a day counted in months of 31 (US
in Illinois's form: plus 600 for women), an office from 01 up (IN, PH), or have a length (AU at most
ten, NZ two letters and six, IE nine) that no licence breaks.

Passports have no check outside their machine-readable lines. India publishes its form: no Q, X, Z.
The rules of the others are observed on issued passports and published by nobody, which is weaker:
US nine digits or A first, GB no office 00, CA no Q, AU no O, NZ no O, IE no Q, PH no O or I last.
"""

import re

SHAPES = {
    "national-id": {
        "US": r"\d{9}", "GB": r"[A-Z]{2}\d{6}[A-D]", "CA": r"\d{9}", "AU": r"\d{8,9}",
        "NZ": r"\d{8,9}", "IE": r"\d{7}[A-W][A-IW]?", "IN": r"\d{12}", "PH": r"\d{12}",
    },
    "drivers-licence": {
        "US": r"[A-Z]\d{11}", "GB": r"[A-Z9]{5}\d{6}[A-Z9]{2}[A-Z\d][A-Z]{2}",
        "CA": r"[A-Z]\d{14}", "AU": r"[A-Z\d]{6,11}", "NZ": r"[A-Z]{2}\d{6,7}",
        "IE": r"\d{9,10}", "IN": r"[A-Z]{2}\d{13}", "PH": r"[A-Z]\d{10}",
    },
    "passport": {
        "US": r"\d{9}|[A-Z]\d{8}", "GB": r"\d{9}", "CA": r"[A-Z]{2}\d{6}|[A-Z]\d{6}[A-Z]{2}",
        "AU": r"[A-Z]{1,2}\d{7}", "NZ": r"[A-Z]{2}\d{6}", "IE": r"[A-Z]{2}\d{7}",
        "IN": r"[A-Z]\d{7}", "PH": r"[A-Z]{1,2}\d{7}[A-Z]?",
    },
}
MONTH = r"(?:00|1[3-9]|[2-4]\d|50|6[3-9]|[7-9]\d)"  # neither 01 to 12 nor 51 to 62
DAY = r"(?:000|37[3-9]|3[89]\d|[45]\d\d|600|97[3-9]|9[89]\d)"  # neither 1 to 372 nor 601 to 972
NEVER = {
    "national-id": {
        "GB": r"(?!FY|OO)(?:[DFIQUV][A-Z]|[A-Z][DFIOQUV]|BG|GB|KN|NK|NT|TN|ZZ)\d{6}[A-D]",
    },
    "drivers-licence": {
        "US": r"[A-Z]\d{8}" + DAY, "GB": r"[A-Z9]{5}\d" + MONTH + r"\d{3}[A-Z9]{2}.[A-Z]{2}",
        "CA": r"[A-Z]\d{10}" + MONTH + r"\d{2}", "AU": r"[A-Z\d]{11}", "NZ": r"[A-Z]{2}\d{7}",
        "IE": r"\d{10}", "IN": r"[A-Z]{2}00\d{11}", "PH": r"[A-Z]00\d{8}",
    },
    "passport": {
        "US": r"Q\d{8}", "GB": r"00\d{7}", "CA": r"Q[A-Z]\d{6}|Q\d{6}[A-Z]{2}", "AU": r"O\d{7}",
        "NZ": r"O[A-Z]\d{6}", "IE": r"Q[A-Z]\d{7}", "IN": r"[QXZ]\d{7}", "PH": r"P\d{7}[OI]",
    },
}
COMPILED = {
    (kind, region): (re.compile(shape), re.compile(NEVER[kind].get(region, r"(?!)")))
    for kind, regions in SHAPES.items() for region, shape in regions.items()
}


def form_verdict(kind, region, text):
    """"never issued", "real" where it may be, or "unknown" for what has no such shape."""
    shape, never = COMPILED.get((kind, region), (None, None))
    bare = text.replace(" ", "").replace("-", "")
    if shape is None or not shape.fullmatch(bare):
        return "unknown"
    return "never issued" if never.fullmatch(bare) else "real"
