# SPDX-License-Identifier: Apache-2.0
"""What a phone number, card, document or address of a corpus is: nobody's, or perhaps somebody's.

The rules for phones, cards and national numbers are those of `Tests/CorporaTests/Oracles`, asked
here a million times: phones by the digits in front, where all numbers behind those are alike.
"""

import pathlib
import re
import sys
from functools import lru_cache

import phonenumbers

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "CorporaTests" / "Oracles"))

from never_issued import form_verdict  # noqa: E402
from reserved_rules import (  # noqa: E402
    card_verdict, count_possible, identifier_verdict, is_fiction, patterns, phone_verdict)

# The countries whose regulator keeps numbers for fiction; elsewhere a number must be invalid.
FICTION = {"US", "CA", "GB", "AU", "IE"}
REGIONS = FICTION | {"NZ", "IN", "PH"}
# How many last digits may differ among numbers that are proved at once.
FREE_DIGITS = {"US": 2, "CA": 2, "GB": 3}
# Published by Stripe, PayPal and Adyen for tests: Visa, Mastercard, American Express, others.
TEST_CARDS = set("""
    4111111111111111 4242424242424242 4012888888881881 4000056655665556 4222222222222
    5555555555554444 5105105105105100 5200828282828210 2223003122003222 378282246310005
    371449635398431 6011111111111117 6011000990139424 30569309025904 3530111333300000
""".split())
LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")


@lru_cache(maxsize=1_000_000)
def phone_of_all(region, head, free):
    """The verdict on a text followed by any `free` digits; None where they are not alike.

    The least and the greatest are parsed. Fiction is tried for every number, and that none is valid
    follows where no pattern of the region matches any of them.
    """
    try:
        ends = [phonenumbers.national_significant_number(phonenumbers.parse(head + tail, region))
                for tail in ("0" * free, "9" * free)]
    except phonenumbers.NumberParseException:
        return None
    front = ends[0][:-free]
    if ends != [front + "0" * free, front + "9" * free]:
        return None
    if region in FICTION:
        numbers = (front + str(tail).zfill(free) for tail in range(10 ** free))
        return "fiction" if all(is_fiction(region, number) for number in numbers) else None
    return "invalid" if count_possible(front, len(ends[0]), patterns(region)) == 0 else None


@lru_cache(maxsize=100_000)
def phone_alone(region, text):
    """The verdict on one number."""
    try:
        found = phone_verdict(region, text)
    except phonenumbers.NumberParseException:
        return "unknown"
    # Where numbers are kept for fiction, another may be given out tomorrow.
    return "real" if found == "invalid" and region in FICTION else found


def phone(region, text):
    if not re.fullmatch(r"[+(\d][\d ()-]{6,}", text):
        return "unknown"
    free = FREE_DIGITS.get(region, 4)
    if text[-free:].isdigit():
        found = phone_of_all(region, text[:-free], free)
        if found:
            return found
    return phone_alone(region, text)


def card(region, text):
    bare = text.replace(" ", "").replace("-", "")
    if not re.fullmatch(r"\d{12,19}", bare):
        return "unknown"
    return "test card" if bare in TEST_CARDS else card_verdict(bare)


def national(region, text):
    """By the form where there is no check digit; else by the package, for what has the form."""
    found = form_verdict("national-id", region, text)
    return found if found == "unknown" or region == "GB" else identifier_verdict(region, text)


def host(text):
    """A name under example.com, .net or .org (RFC 2606), or under .example, .test or .invalid."""
    labels = text.lower().split(".")
    if not all(LABEL.fullmatch(label) for label in labels):
        return "unknown"
    if labels[-1] in ("example", "test", "invalid"):
        return "reserved"
    is_example = labels[-2:-1] == ["example"] and labels[-1] in ("com", "net", "org")
    return "reserved" if is_example else "real"


def mail(region, text):
    name, sign, domain = text.rpartition("@")
    return host(domain) if name and sign and "@" not in name and "." in domain else "unknown"


def passport(region, text):
    return form_verdict("passport", region, text)


def licence(region, text):
    return form_verdict("drivers-licence", region, text)


def site(region, text):
    return host(text)


JUDGES = {
    "phone": phone, "card": card, "national-id": national, "passport": passport,
    "drivers-licence": licence, "mail": mail, "site": site,
}


def verdict(kind, locale, text):
    """What a text of a kind is in a locale; "unknown" for what it is not."""
    region = locale[-2:]
    if kind not in ("card", "mail", "site") and region not in REGIONS:
        return "unknown"
    return JUDGES[kind](region, text)
