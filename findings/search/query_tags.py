"""Which words of a query are no part of what is looked for, learned from queries whose words were tagged by hand.

`TAGS` are those of `training/forms/README.md`, which also says how they are learned; nothing here lists how people ask.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from findings.search.kind_names import stems_of_names
from findings.text.content_words import ASKING_WORDS, FUNCTION_WORDS
from findings.text.dates import MONTHS
from findings.text.places import find_in
from findings.text.question_model import fragments, plain, written
from findings.text.stems import tokens
from findings.text.tagger import Tagger, tagger_of

# Words that are no part of what is looked for: the course of time, what is said to the tool, years, kinds, inspections.
TAGS = ("over", "ask", "from", "until", "between", "kind", "visit")
NONE = "none"
# Log-odds of the tags of a query against none at all, from which they count: words wrongly cut from a topic harm more
# than words left in it, and of a hundred queries as people type them three or four have a tag.
SURE = 1.5
_WORD = re.compile(r"\S+")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# What stands for every year, month of a year and authority; words are in small letters.
YEAR, MONTH, PLACE = "YEAR", "MONTH", "PLACE"
# How many words to each side are seen one by one, and in any order.
_NEAR, _FAR = 2, 12
# Sorts of words that say how something is asked: functions, asking.
_PLAIN_SORTS = "fa"


@dataclass(frozen=True, slots=True)
class Tagged:
    """Neighbouring words of one tag: `text[start:end]` of the query, the punctuation around them included."""

    tag: str
    start: int
    end: int


@lru_cache(maxsize=256)
def tagged(query: str) -> tuple[Tagged, ...]:
    """The tagged words of a query, in order."""
    words = [match.span() for match in _WORD.finditer(query)]
    tags = sure_tags(_tagger(), word_features(query))
    runs = groupby(zip(tags, words, strict=True), key=lambda pair: pair[0])
    spans = [(tag, [span for _, span in run]) for tag, run in runs]
    return tuple(Tagged(tag, own[0][0], own[-1][1]) for tag, own in spans if tag != NONE)


def sure_tags(tagger: Tagger, seen: Sequence[frozenset[str]]) -> tuple[str, ...]:
    """The tag of each word of a query; none at all where it is not as sure as SURE that there is any."""
    tags, plain_tags = tagger.tags(seen), (NONE,) * len(seen)
    return tags if tagger.score(seen, tags) - tagger.score(seen, plain_tags) >= SURE else plain_tags


@lru_cache(maxsize=1)
def _tagger() -> Tagger:
    return tagger_of(written("query"))


def word_features(query: str) -> list[frozenset[str]]:
    """Of each word of a query, between white space: what the tagger sees of it."""
    found = [*_WORD.finditer(query)]
    forms = _forms(query, found)
    sorts = "".join(_sorts(query, found, forms))
    return [
        frozenset(
            (
                *_own(found[place][0], forms[place], sorts[place]),
                *_near(forms, sorts, place),
                *_far(forms, sorts, place),
            )
        )
        for place in range(len(found))
    ]


def _forms(query: str, found: Sequence[re.Match[str]]) -> list[str]:
    """Each word in small letters; a year, a month of a year and a name of an authority as one word each."""
    forms = [re.sub(r"\d", "0", _YEAR.sub(YEAR, plain(match[0]) or match[0])) for match in found]
    for place, form in enumerate(forms):
        if form in MONTHS and any(YEAR in after for after in forms[place + 1 : place + 4]):
            forms[place] = MONTH
    for start, end, _ in find_in(query):
        for place, match in enumerate(found):
            if start < match.end() and match.start() < end:
                forms[place] = PLACE
    return forms


def _sorts(query: str, found: Sequence[re.Match[str]], forms: Sequence[str]) -> Iterator[str]:
    """A letter for what each word can be: year, month, place, word of a kind's name, function or asking word, figure,
    punctuation, any other."""
    named = [token.start for token in tokens(query, stems_of_names())]
    for match, form in zip(found, forms, strict=True):
        if YEAR in form:
            yield "y" if form == YEAR else "z"
        elif form in (MONTH, PLACE):
            yield form[0].lower()
        elif form in FUNCTION_WORDS:
            yield "f"
        elif any(match.start() <= start < match.end() for start in named):
            yield "k"
        elif form in ASKING_WORDS:
            yield "a"
        elif not any(c.isalnum() for c in form):
            yield "-"
        else:
            yield "n" if form.strip("0") == "" else "w"


def _own(word: str, form: str, sort: str) -> Iterator[str]:
    yield f"0 {form}"
    yield f"sort {sort}"
    yield f"ends {word[-1] if not word[-1].isalnum() else ''}"
    if word.isupper() and len(word) > 1:
        yield "capitals"
    yield from fragments([form])


def _near(forms: Sequence[str], sorts: str, place: int) -> Iterator[str]:
    ends = ["^"] * _NEAR, ["$"] * _NEAR
    around = [*ends[0], *forms, *ends[1]][place : place + 2 * _NEAR + 1]
    kinds = f"{'^' * _NEAR}{sorts}{'$' * _NEAR}"[place : place + 2 * _NEAR + 1]
    yield from (f"{at - _NEAR} {word}" for at, word in enumerate(around) if at != _NEAR)
    yield from (f"{at} {one} {other}" for at, one, other in zip("abcd", around[:-1], around[1:], strict=True))
    yield f"abc {' '.join(around[:3])}"
    yield f"bcd {' '.join(around[1:4])}"
    yield f"cde {' '.join(around[2:])}"
    yield f"sorts {kinds}"
    yield f"sorts {kinds[1:4]}"
    yield f"sorts< {kinds[:3]}"
    yield f"sorts> {kinds[2:]}"
    yield f"-1 {around[1]} {kinds[2]}"
    yield f"+1 {kinds[2]} {around[3]}"
    yield f"place {min(place, 4)}"
    yield f"left {min(len(forms) - place, 5)}"


def _far(forms: Sequence[str], sorts: str, place: int) -> Iterator[str]:
    """Words further away, with this one where it says how something is asked: "how" and, later, "changed"."""
    own = forms[place] if sorts[place] in _PLAIN_SORTS else ""
    before, after = forms[max(0, place - _FAR) : place], forms[place + 1 : place + 1 + _FAR]
    for word in before:
        yield f"< {word}"
    for word in after:
        yield f"> {word}"
        if own:
            yield f"> {own} {word}"
    yield f"first {forms[0]} {own}"
    yield f"opens {' '.join(forms[:2])} {sorts[place]}{sorts[place + 1 : place + 2] or '$'}"
    yield f"opens {' '.join(forms[:2])}"
    yield f"last {forms[-1]}"
    yield f"years {min(3, sum(YEAR in form for form in forms))}"
