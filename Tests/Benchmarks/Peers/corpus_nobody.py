# SPDX-License-Identifier: Apache-2.0
"""Whether no number or address in a corpus can be anybody's, by packages apart from our code.

Of every person: phones lie in a range that the regulator keeps for fiction or, in IN, NZ and PH,
are invalid by phonenumbers; cards fail Luhn's check or are published for tests; national numbers,
passports and driving licences are never issued or fail their check; mail is under example.com, .net
or .org, or ends in .example, .test or .invalid. Likewise canaries, and the decoys, mail addresses
and sites in the first documents. What is not recognized fails, as does an attribute unknown here.

    corpus_nobody.py FOLDER [--jobs N] [--documents COUNT]

Needs phonenumbers, python-stdnum and regex in the versions of requirements.txt.
"""

import itertools
import multiprocessing
import os
import re
from collections import Counter

import corpus_files
from corpus_files import Unusable, exists, opened, parsed, records
from corpus_numbers import verdict

KINDS = {
    "phone": "phone", "work-phone": "phone", "emergency-contact-phone": "phone",
    "payment-card": "card", "national-id": "national-id", "passport": "passport",
    "drivers-licence": "drivers-licence", "email": "mail", "work-email": "mail",
}
# Attributes whose values reach and name nobody by themselves.
PLAIN = set("""
    full-name first-name last-name birth-name father-name mother-name sex birth-date age nationality
    birth-city birth-country street-address city region postcode country education school
    relationship-status spouse-name wedding-date children-count child-name job-title employer
    work-since income income-level finance-status net-worth credit-score handle blood-type allergy
    disability emergency-contact-name interest second-interest pet-name moved-from moved-date
    previous-employer
""".split())
SAFE = {"fiction", "invalid", "never issued", "test card", "reserved"}
MEANINGS = {"real": "may be somebody's", "unknown": "not recognized"}
CANARIES = {"card": "card", "mailbox": "mail"}
MAIL = re.compile(r"[^\s@<>()\"',;:]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
SITE = re.compile(r"(?:https?://|\b(?=www\.))([A-Za-z0-9.-]*[A-Za-z0-9])", re.IGNORECASE)


def judged(lines, place, wanted):
    """Counts of (source, attribute, locale, verdict) in profiles, and some people's locales."""
    counts, locales = Counter(), {}
    for number, line in enumerate(lines, 1):
        person = parsed(line, f"{place}:{number}", ("id", "locale", "values"))
        locale, values = person["locale"], person["values"]
        counts["people"] += 1
        for attribute in values.keys() - PLAIN:
            kind = KINDS.get(attribute)
            found = verdict(kind, locale, values[attribute]) if kind else "unknown"
            counts["profile", attribute, locale, found] += 1
        if person["id"] in wanted:
            locales[person["id"]] = locale
    return counts, locales


def judged_part(job):
    """The same for the lines that begin in a part of an unpacked file."""
    path, start, end, wanted = job
    with open(path, "rb") as file:
        if start > 0:
            # The line that begins here, if one does, is told by the byte before.
            file.seek(start - 1)
            file.readline()
        return judged(lines_until(file, end), f"{os.path.basename(path)}, byte {start}", wanted)


def lines_until(file, end):
    while file.tell() < end:
        line = file.readline()
        if not line:
            return
        yield line


def people(folder, jobs, wanted):
    """The counts over all profiles, by several processes where the file is not packed."""
    with opened(folder, "profiles.jsonl") as file:
        if jobs == 1 or file.name.endswith(".gz"):
            return judged(file, "profiles.jsonl", wanted)
        path, size = file.name, os.path.getsize(file.name)
    ends = [size * part // (8 * jobs) for part in range(8 * jobs + 1)]
    counts, locales = Counter(), {}
    with multiprocessing.Pool(jobs) as pool:
        parts = [(path, start, end, wanted) for start, end in itertools.pairwise(ends)]
        for found, of_people in pool.imap(judged_part, parts):
            counts.update(found)
            locales.update(of_people)
    return counts, locales


def in_documents(folder, limit):
    """What the first documents hold: decoys by author, and counts of addresses in the texts."""
    decoys, counts = Counter(), Counter()
    fields = ("profile", "text", "spans")
    for document in records(folder, "documents.jsonl", fields, limit, may_be_empty=True):
        counts["documents"] += 1
        text = document["text"]
        for span in document["spans"]:
            if span["disclosure"] == "decoy" and span["attribute"] in KINDS:
                made_up = span["value"] or span["surface"]
                decoys[document["profile"], span["attribute"], made_up] += 1
        for address in MAIL.findall(text) if "@" in text else ():
            counts["text", "mail", "any", verdict("mail", "any", address)] += 1
        for name in SITE.findall(text):
            counts["text", "site", "any", verdict("site", "any", name)] += 1
    return decoys, counts


def in_canaries(folder):
    counts = Counter()
    fields = ("format", "secret")
    for canary in records(folder, "canaries.jsonl", fields, may_be_empty=True):
        kind = CANARIES.get(canary["format"])
        if kind:
            counts["canary", kind, "any", verdict(kind, "any", canary["secret"])] += 1
    return counts


def check(options):
    folder, decoys, counts = options.folder, Counter(), Counter()
    if exists(folder, "documents.jsonl"):
        decoys, counts = in_documents(folder, options.documents)
    found, locales = people(folder, options.jobs, {author for author, _, _ in decoys})
    if found["people"] == 0:
        raise Unusable(f"profiles.jsonl in {folder} has no record.")
    counts.update(found)
    for (author, attribute, text), times in decoys.items():
        locale = locales.get(author, "none")
        counts["decoy", attribute, locale, verdict(KINDS[attribute], locale, text)] += times
    if exists(folder, "canaries.jsonl"):
        counts.update(in_canaries(folder))
    return told(counts)


def told(counts):
    """Prints a line for each attribute, and one for what fails; returns the outcome."""
    rows = {}
    for key, count in counts.items():
        if isinstance(key, tuple):
            rows.setdefault(key[:2], Counter())[key[2:]] += count
    total = Counter()
    for (source, attribute), found in sorted(rows.items()):
        verdicts = tally((name, count) for (_, name), count in found.items())
        total += verdicts
        print(f"{source:8s} {attribute:24s}{listed(verdicts)} ({listed(by_locale(found))})")
        for name in sorted(verdicts.keys() - SAFE):
            print(f"         FAILS: {MEANINGS[name]} ({listed(by_locale(found, name))})")
        if source == "profile" and attribute not in KINDS:
            print("         An attribute that is unknown to this check. Give it a kind there.")
    if not any(source == "profile" for source, _ in rows):
        raise Unusable("No profile has a number or an address. Nothing was judged.")
    return (f"{counts['people']} people, {counts['documents']} documents, {total.total()} numbers"
            f" and addresses: {total['real']} may be somebody's, {total['unknown']} not recognized",
            total.keys() <= SAFE)


def tally(pairs):
    counts = Counter()
    for name, count in pairs:
        counts[name] += count
    return counts


def by_locale(found, verdict_name=None):
    """Counts by country: of one verdict, or of all."""
    return tally((locale.rpartition("_")[2], count) for (locale, name), count in found.items()
                 if verdict_name in (None, name))


def listed(counts):
    return ", ".join(f"{name} {count}" for name, count in sorted(counts.items()))


def main():
    parser = corpus_files.arguments(__doc__)
    parser.add_argument("--jobs", type=corpus_files.positive, default=1, help="processes (1)")
    parser.add_argument("--documents", type=corpus_files.positive, default=100_000,
                        help="how many documents to look into (100000)")
    corpus_files.run(check, parser)


if __name__ == "__main__":
    main()
