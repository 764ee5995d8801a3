"""The vocabulary: short forms with their long forms, found in the documents and joined with a curated list.

Found by the method of Schwartz and Hearst ("A simple algorithm for identifying abbreviation definitions in biomedical
text", 2003), both as "long form (SHORT)" and as "SHORT (long form)".
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from findings.records import Term
from findings.text.terms import SECTOR_TERMS

_BRACKETS = re.compile(r"\(([^()\n]{2,120})\)")
# A short form: 2 to 10 letters, figures and joining signs, at least two of the letters capital: LADO, EHCPs, LAC&CL.
_SHORT = re.compile(r"[A-Za-z][A-Za-z0-9&/-]{1,9}")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
# Where a long form cannot reach across: the end of a sentence, or another aside.
_BARRIER = re.compile(r"[.;:?!()\n\t\"“”]")
# A long form never begins or ends with one of these.
_SMALL = frozenset(
    "a an and as at by for from in into is its of on or our that the their this to was were with".split()
)
_ROMAN = re.compile(r"[IVXL]+")


def vocabulary_of(texts: Iterable[str]) -> tuple[Term, ...]:
    """The terms of a corpus, one text a document, and the curated ones; in order of their short forms.

    Long forms are in lower case. A pair found in the documents and also curated is curated, with its count.
    """
    forms: dict[tuple[str, str], Counter[tuple[str, str]]] = defaultdict(Counter)
    documents: Counter[tuple[str, str]] = Counter()
    for text in texts:
        found = set(definitions(text))
        for pair in found:
            forms[_comparable(*pair)][pair] += 1
        documents.update({_comparable(*pair) for pair in found})
    curated = {_comparable(*pair) for pair in SECTOR_TERMS}
    terms = [Term(*pair, "curated", documents[_comparable(*pair)]) for pair in SECTOR_TERMS]
    terms += [
        Term(*_commonest(pairs), "corpus", documents[form])
        for form, pairs in forms.items()
        if form not in curated
    ]
    return tuple(sorted(terms, key=_place))


def _place(term: Term) -> tuple[str, bool, int, str]:
    """Curated names of a short form first, as they are listed; then the corpus's, commonest first."""
    curated = term.source == "curated"
    return term.short.lower(), not curated, -term.count, "" if curated else term.long


def _commonest(pairs: Counter[tuple[str, str]]) -> tuple[str, str]:
    return min(pairs, key=lambda pair: (-pairs[pair], pair))


def _comparable(short: str, long: str) -> tuple[str, str]:
    """A pair without the differences that mean nothing: LADOs, "multi agency", "children's"."""
    words = re.sub(r"[\s\-–/,]+", " ", long.lower()).strip()
    return _singular(short).upper(), re.sub(r"(?<=[a-z]{3})'?s\b", "", words)


def _singular(short: str) -> str:
    return short[:-1] if len(short) > 2 and short[-1] == "s" and short[-2].isupper() else short


def definitions(text: str) -> Iterator[tuple[str, str]]:
    """(short form, long form in lower case) of every definition in a text, in order."""
    for match in _BRACKETS.finditer(text):
        inside = match.group(1).strip(" '‘’\"“”")
        before = _BARRIER.split(text[max(0, match.start() - 200) : match.start()])[-1].rstrip(" '‘’,")
        if _is_short(inside):
            long = _long_form(inside, before)
            if long:
                yield _singular(inside), long
        else:
            words = before.split()
            short = words[-1].strip("'‘’") if words else ""
            # The whole of the brackets must be the long form: "MASH (which is well led)" defines nothing.
            if _is_short(short) and _long_form(short, inside) == _normal(inside):
                yield _singular(short), _normal(inside)


def _is_short(text: str) -> bool:
    return bool(_SHORT.fullmatch(text)) and sum(c.isupper() for c in text) >= 2 and not _ROMAN.fullmatch(text)


def _normal(text: str) -> str:
    return " ".join(text.lower().replace("’", "'").split())


def _long_form(short: str, text: str) -> str | None:
    """The words at the end of `text` that `short` stands for, in lower case, or None.

    Every letter of the short form is found in order, from the last one backwards; the first one begins a word, and
    every capital letter begins a word or follows one that does ("CSE": the e of exploitation).
    """
    letters = [c.lower() for c in _singular(short) if c.isalnum()]
    # At most min(letters + 5, 2 x letters) words, as the paper has it; a word joined by a hyphen counts each part.
    words = list(_WORD.finditer(text))[-min(len(letters) + 5, 2 * len(letters)) :]
    if not words:
        return None
    low = text.lower()
    if initials := _by_initials(letters, words):
        return _normal(text[initials.start() :])
    starts = {word.start() for word in words}
    place = len(text)
    for index in range(len(letters) - 1, -1, -1):
        place -= 1
        while place >= words[0].start() and (
            low[place] != letters[index] or (index == 0 and place not in starts)
        ):
            place -= 1
        if place < words[0].start():
            return None
    long = low[place:]
    found = _WORD.findall(long)
    if not _plausible(letters, found):
        return None
    return _normal(long)


def _by_initials(letters: list[str], words: list[re.Match[str]]) -> re.Match[str] | None:
    """The word from which on the initials are exactly the letters, small words aside: education, employment and
    training (EET), where the letters alone are also found in its last three words."""
    for first in range(len(words) - 1, -1, -1):
        following = [word.group().lower() for word in words[first:]]
        if following[0] not in _SMALL and [w[0] for w in following if w not in _SMALL] == letters:
            return words[first]
    return None


def _plausible(letters: list[str], words: list[str]) -> bool:
    """Whether the words could be abbreviated so: most letters are initials of them."""
    if len(words) < 2 or len(words) > 10 or words[0] in _SMALL or words[-1] in _SMALL:
        return False
    initials = [word[0] for word in words]
    matched = 0
    for letter in letters:
        if letter in initials:
            matched += 1
            del initials[: initials.index(letter) + 1]
    meaningful = [word for word in words if word not in _SMALL]
    return matched >= len(letters) - 1 and len(meaningful) <= len(letters) + 1
