"""Proper names: those a question asks about, and those a sentence gives."""

from __future__ import annotations

import re
from collections.abc import Collection

from findings.records import Plan
from findings.text.content_words import ASKING_WORDS, FUNCTION_WORDS
from findings.text.places import find_in

_TOKEN = re.compile(r"[^\W_]+(?:['’&/-][^\W_]+)*")
_QUOTED = re.compile(r"(?:(?<=\s)|^)['‘]([^'‘’]{2,60})['’](?=[\s?.,;:]|$)")
# Capitals that name no thing a document could lack.
CALENDAR = frozenset(
    "january february march april may june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday spring summer autumn winter easter christmas".split()
)
# Capitals that report after report writes: a role or a body of any authority, never the name asked for.
_GENERIC = frozenset(
    """
    ofsted hmi hmcpsi hmicfrs hmip cqc inspector inspectors inspection inspectors' majesty's majesty her his senior lead
    children children's young people services service social care health board partnership council local authority
    director directors strategic head chair team teams safeguarding act department government england english national
    borough county city metropolitan area send ehc ehcp lado lscb mash cafcass camhs nhs gcse gcses key stage year
    section plan plans strategy panel forum group conference independent reviewing officer officers designated
    executive chief member members lead cabinet assistant adult adults education school schools police court family
    families special educational needs disabilities integrated icb ccg uk sen pa pas iro iros dcs ilacs sif jtai
    """.split()
)
_JOINS = frozenset({"of", "and", "the", "for", "on", "&"})


def names_in(plan: Plan) -> tuple[str, ...]:
    """Names in the topic of a question that its answer must speak of: capitalised words inside it, words with figures
    in them (Go4ward), what stands in quotation marks. Authorities, months and the inspectorates are none."""
    text = plan.topic
    places = [(start, end) for start, end, _ in find_in(text)]
    words = list(_TOKEN.finditer(text))
    capitals = [w for w in words if w[0][0].isupper()]
    found = [" ".join(m[1].split()) for m in _QUOTED.finditer(text)] + list(plan.phrases)
    if len(capitals) <= max(
        2, len(words) // 2
    ):  # a question typed In Title Case names nothing by its capitals
        found += _capitalised(text, words, places)
    return tuple(dict.fromkeys(found))


def _capitalised(text: str, words: list[re.Match[str]], places: list[tuple[int, int]]) -> list[str]:
    runs: list[list[re.Match[str]]] = []
    last = -2
    for number, word in enumerate(words):
        if not _is_name(word[0], first=number == 0) or any(s <= word.start() < e for s, e in places):
            continue
        between = [w[0].lower() for w in words[last + 1 : number]] if runs else []
        # "CIN and CP" are two, and so are "the LSCB's CSE group".
        apart = runs and (
            (between and _is_short(word[0]) and _is_short(runs[-1][-1][0]))
            or re.search(r"['’]s$", runs[-1][-1][0])
        )
        close = (
            runs and not apart and (last == number - 1 or (len(between) <= 2 and _JOINS.issuperset(between)))
        )
        if close and not re.search(r"[,;:.?]", text[words[last].end() : word.start()]):
            runs[-1].append(word)
        else:
            runs.append([word])
        last = number
    names = []
    for run in runs:
        name = text[run[0].start() : run[-1].end()]
        section = re.match(r"\s+(\d{1,3})\b(?!\s*(?:%|per))", text[run[-1].end() :])
        if section:  # Section 175
            name += " " + section[1]
        names.append(re.sub(r"['’]s?$", "", name))
    return names


def _is_short(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def _is_name(word: str, *, first: bool) -> bool:
    lower = word.lower().replace("’", "'")
    if lower in CALENDAR or lower in FUNCTION_WORDS or lower in ASKING_WORDS or lower == "ofsted":
        return False
    if re.search(r"[^\W\d_]\d|\d[^\W\d_]", word) and not re.fullmatch(r"\d+(?:st|nd|rd|th|s|m|k|%)", lower):
        return not re.match(r"\d+-|(?:under|over|pre|post)s?-?\d", word, re.I)  # Go4ward; not "16-year-olds"
    if re.fullmatch(r"[A-Z]&[A-Z]", word):
        return False  # A&E: its letters are found in any text
    return word[0].isupper() and (not first or word[1:].lower() != word[1:])


def proper_names(text: str, known: Collection[str]) -> tuple[str, ...]:
    """The proper names a sentence gives besides the words `known` (lower case) and the titles of any report.

    A capital that opens the sentence counts only when another follows it.
    """
    words = list(_TOKEN.finditer(text))
    names: list[list[str]] = []
    last = -2
    for number, word in enumerate(words):
        plain = re.sub(r"['’]s$", "", word[0].lower())
        if not word[0][0].isupper() or plain in CALENDAR or plain in FUNCTION_WORDS:
            continue
        if plain in _GENERIC or word[0].lower() in _GENERIC or plain in known:
            continue
        opens = number == 0 or re.search(r"[.!?:•\n]\s*$", text[: word.start()])
        if opens and not (number + 1 < len(words) and words[number + 1][0][0].isupper()):
            continue
        if names and last == number - 1:
            names[-1].append(word[0])
        else:
            names.append([word[0]])
        last = number
    return tuple(" ".join(name) for name in names)
