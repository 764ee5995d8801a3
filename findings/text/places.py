"""English local authorities by every name people use for them. The list is `authorities.csv`.

It holds the 153 that run children's services and some of the past, named in reports that are still read. A name is the
everyday one, as reports print it: Durham, not County Durham.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from findings.text.csv_tables import names_in, rows_of

FILE = Path(__file__).with_name("authorities.csv")
ROWS = rows_of(FILE, ("name", "kind", "region", "other names"))
# Name -> its other names.
_EVERY = {name: names_in(others) for name, _, _, others in ROWS}
# Those of today.
AUTHORITIES = tuple(name for name, kind, _, _ in ROWS if kind != "former")
# Also everyday words: places only with a capital, and at the start of a sentence only with more than that.
_WORDS = frozenset({"barking", "bath", "bury", "reading", "slough", "stoke"})
# Short forms that are words, initials or surnames in lower case.
_CAPITALS_ONLY = frozenset(
    {"bucks", "cambs", "glos", "hants", "herts", "lancs", "leics", "lincs", "mk", "notts", "oxon", "staffs"}
    | {"warks", "wilts", "worcs"}
)
# Another place or thing that begins with an authority's name.
_NOT_BEFORE = re.compile(
    r"[\s-]+(?:under[\s-]lyme|st\.?\s+edmunds|coldfield|in\s+ashfield|newington|mandeville|poges|hospice|terrace)\b",
    re.I,
)
# A person or another place that ends with one.
_NOT_AFTER = re.compile(
    r"(?:\b(?:mr|mrs|ms|miss|dr|sir|dame|lord|lady|professor|prof|cllr|councillor|new|port)\.?|-)\s*$", re.I
)
_CIVIC_PREFIX = (
    r"(?:the\s+)?(?:(?:london|royal|metropolitan)\s+)*(?:borough|county|city|district)(?:\s+council)?"
    r"(?:\s+and\s+county)?\s+of\s+"
)
_CIVIC_SUFFIX = (
    r"(?:['’]s)?(?:,?\s+(?:(?:(?:metropolitan|borough|county|city|district|unitary|royal|london)\s+)*"
    r"(?:council|local\s+authority)|mbc)(?:['’]s)?\b)?"
)
_SERVICES = re.compile(r"(?:['’]s)?\s+children['’]?s\s+(?:social\s+care\s+)?services$", re.I)
# What stands beside the name of a place and not beside a verb.
_PLACE_BEFORE = re.compile(
    r"\b(?:in|at|for|of|from|across|within|about|to|and|near|by|with)\s+(?:the\s+)?$", re.I
)
_PLACE_AFTER = re.compile(
    r"^(?:['’]s\b|,?\s+(?:metropolitan|borough|council|local|authority|children|social|ofsted|inspection|safeguarding|\d{4})\b)",
    re.I,
)
_COUNCIL_AFTER = re.compile(
    r"^\s+(?:metropolitan\s+|borough\s+|city\s+)*(?:council|local\s+authority)\b", re.I
)
_SUBJECT_AFTER = re.compile(r"^(?:,|\s+and|\s*&)\s+(?:writing|math|numeracy|english|spelling)", re.I)
_EDGES = re.compile(r"^(?:the\s+)?|[\s.,;:]+$", re.I)


def _key(name: str) -> str:
    """One key for names that differ in case, hyphens, commas, "&" or "St.": "stockton on tees"."""
    name = name.lower().replace("&", " and ").replace("’", "'")
    return " ".join(re.sub(r"[-_,.]", " ", name).split())


@cache
def _aliases() -> dict[str, str]:
    """Key of every alias -> the authority's name; an alias never hides a name."""
    names = {_key(alias): name for name, aliases in _EVERY.items() for alias in aliases}
    return names | {_key(name): name for name in _EVERY}


def _pattern_of(key: str) -> str:
    parts = [re.escape(word) for word in key.split()]
    parts = [r"(?:and|&)" if part == "and" else r"st\.?" if part == "st" else part for part in parts]
    return r"[\s,-]+".join(parts) if "christchurch" in parts else r"[\s-]+".join(parts)


@cache
def _finder() -> re.Pattern[str]:
    names = "|".join(_pattern_of(key) for key in sorted(_aliases(), key=lambda key: (-len(key), key)))
    return re.compile(
        rf"(?<![\w'’])(?P<prefix>{_CIVIC_PREFIX})?(?P<name>{names})(?![\w&])(?P<suffix>{_CIVIC_SUFFIX})", re.I
    )


def canonical(name: str) -> str | None:
    """The authority a name stands for, None for no authority: "Halton Borough Council" -> "Halton".

    A file or folder name with hyphens will do: "cheshire-west-and-chester".
    """
    name = _SERVICES.sub("", _EDGES.sub("", name.strip().replace("_", " ")))
    if _key(name) in _aliases():
        return _aliases()[_key(name)]
    found = _finder().fullmatch(name)
    if found:
        return _aliases()[_key(found["name"])]
    # "Bristol, City of"; "Kingston upon Hull, City of"; "Herefordshire, County of"
    turned = re.fullmatch(r"(.+?),\s+(?:city|county|borough)\s+of", name, re.I)
    return _aliases().get(_key(turned[1])) if turned else None


def find_in(text: str) -> list[tuple[int, int, str]]:
    """The authorities named in `text`, in order: (start, end, name); the span takes in "Borough Council".

    "reading" and "bath" in lower case are words, not places; "Reading" opening a sentence is one only before
    "Borough Council", "children's services" and the like.
    """
    return [
        (found.start(), found.end(), _aliases()[_key(found["name"])])
        for found in _finder().finditer(text)
        if _is_place(text, found)
    ]


def _is_place(text: str, found: re.Match[str]) -> bool:
    name, before, after = found["name"], text[: found.start("name")], text[found.end("name") :]
    if _NOT_BEFORE.match(after) or _NOT_AFTER.search(before):
        return False
    if name.lower() in _CAPITALS_ONLY:
        return not name.islower()
    if name.lower() not in _WORDS or found["prefix"]:
        return True
    if name.islower():
        return _COUNCIL_AFTER.match(after) is not None
    if _SUBJECT_AFTER.match(after):
        return False
    opens = not before.strip() or before.rstrip()[-1] in ".!?:;“\"‘'(•" or before.endswith("\n")
    if opens:
        return not after.strip() or _PLACE_AFTER.match(after) is not None
    return not name.isupper() or _PLACE_BEFORE.search(before) is not None
