"""Understanding a query: what it searches for, within which documents, and under which other names.

Every filter taken from the words of a query is listed in `Plan.detected`, so that a person sees it and can remove it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace

from findings.document_kinds import KINDS
from findings.errors import QueryError
from findings.records import EVERYTHING, Document, Filters, Plan
from findings.search.expansion import Vocabulary
from findings.search.query_words import Range, read_words
from findings.search.subjects import named_subjects
from findings.settings import MAX_QUERY
from findings.text import places
from findings.text.authority_groups import NEIGHBOURS, NO_NEIGHBOURS, Neighbours, find_groups, members
from findings.text.plain_letters import plain_letters

_QUOTED = re.compile(r'["“”„]([^"“”„]+)["“”„]')
# "Warrington Hospital", "Halton Road": a name with a place in it, not the authority.
_NAMED_AFTER = re.compile(
    r"\s+(?:hospitals?|road|street|college|university|school|academy|healthcare|health|nhs|infirmary|lea|house|centre|"
    r"youth|haven|view|lodge|court|park|general|football)\b",
    re.I,
)
_POSSESSIVE = re.compile(r"['’]s?$")  # "Halton's school attendance" is the authority's
_PREPOSITION = re.compile(r"\b(?:in|for|at|by|of|about|within|across)\s+$", re.I)
# Before a group of authorities: "with its neighbours", "in the North West".
_BEFORE_GROUP = re.compile(
    r"\b(?:(?:in|for|at|by|of|about|within|across|with)\s+)?(?:the\s+|its\s+|their\s+|our\s+)?$", re.I
)


def clean(query: str) -> str:
    """The query in one line: composed characters in plain letters, control characters and runs of white space gone.

    Raises:
        QueryError: nothing to search for, or longer than MAX_QUERY characters.
    """
    text = plain_letters(unicodedata.normalize("NFC", query))
    text = "".join(" " if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") else c for c in text)
    text = " ".join(text.split())
    if not text:
        raise QueryError("Enter a topic or question.")
    if len(text) > MAX_QUERY:
        raise QueryError(f"Your question must be {MAX_QUERY} characters or fewer. It has {len(text):,}.")
    if not any(c.isalnum() for c in text):
        raise QueryError(f"‘{text[:40]}’ has no word or number to search for. Enter a topic or question.")
    return text


def understand(
    query: str,
    documents: Sequence[Document],
    vocabulary: Vocabulary,
    filters: Filters = EVERYTHING,
    neighbours: Neighbours = NO_NEIGHBOURS,
) -> Plan:
    """Plan the search of `query` over `documents`.

    `filters` win over those in the words; words of detected filters that they ignore are searched for as ordinary
    words. A detected filter that no document meets is not applied. `neighbours` are those of each authority, for who
    asks about "its statistical neighbours".

    Raises:
        QueryError: an unusable query, an unknown kind or authority, or a range that ends before it begins.
    """
    text = clean(query)
    filters = checked(documents, filters)
    phrases = tuple(
        " ".join(match.split()) for match in _QUOTED.findall(text) if any(c.isalnum() for c in match)
    )
    text = _QUOTED.sub(r"\1", text).replace('"', " ")
    ignored = {word.lower() for word in filters.ignore}
    detected: list[tuple[str, str]] = []
    cuts: list[tuple[int, int]] = []

    words = read_words(text)
    cuts += [(one.start, one.end) for one in words.instructions]
    ranges = [one for one in words.ranges if one.words.text.lower() not in ignored]
    cuts += [(one.words.start, one.words.end) for one in ranges]
    if filters.year_from is None and filters.year_to is None:
        for one in ranges:
            filters = _within(filters, one)
            detected.append((one.words.text, _years_in_words(one.year_from, one.year_to)))

    if not filters.authorities:
        found = [f for f in _named(text, documents) if text[f[0] : f[1]].lower() not in ignored]
        filters = replace(filters, authorities=tuple(dict.fromkeys(name for _, _, name in found)))
        for start, end, name in found:
            detected.append((text[start:end], name))
            cuts.append(_with_preposition(text, start, end))
    # Who names or chooses authorities wants those, and a region may be where their children are placed; but the
    # neighbours of the one authority are meant beside it.
    named, held = filters.authorities, {d.authority for d in documents if d.authority}
    groups = [
        group
        for group in find_groups(text)
        if text[group[0] : group[1]].lower() not in ignored and (group[2] == NEIGHBOURS or not named)
    ]
    belong = sorted(held & members({name for *_, name in groups}, named, neighbours) - set(named))
    if belong:
        filters = replace(filters, authorities=(*named, *belong))
        for start, end, name in groups:
            detected.append((text[start:end], name))
            cuts.append(_with_preposition(text, start, end, _BEFORE_GROUP))
    if not filters.kinds:
        # Of documents that the other filters leave: a kind that would leave none is no place to look.
        held_kinds = {d.kind for d in selected(documents, filters)}
        of_kinds = [
            (one.words, code)
            for one in words.kinds
            for code in sorted(one.codes & held_kinds)
            if one.words.text.lower() not in ignored
        ]
        filters = replace(filters, kinds=tuple(dict.fromkeys(code for _, code in of_kinds)))
        for own, code in of_kinds:
            detected.append((own.text, KINDS[code]))
            cuts.append((own.start, own.end))

    topic = _without(text, cuts)
    if not any(c.isalnum() for c in topic):
        topic = text
    return Plan(
        query=query,
        topic=topic,
        phrases=phrases,
        added=vocabulary.find(topic),
        filters=filters,
        detected=tuple(dict.fromkeys(detected)),
        instructions=tuple(one.text for one in words.instructions),
    )


def _within(filters: Filters, one: Range) -> Filters:
    """The filters with the years of the range besides."""
    return replace(
        filters, year_from=one.year_from or filters.year_from, year_to=one.year_to or filters.year_to
    )


def in_years(document: Document, filters: Filters) -> bool:
    """Whether the visit or the publication of `document` falls into the years; False when neither is known."""
    if filters.year_from is None and filters.year_to is None:
        return True
    years = [d.year for d in (document.inspection_start, document.inspection_end, document.published) if d]
    return bool(years) and max(years) >= (filters.year_from or 0) and min(years) <= (filters.year_to or 9999)


def selected(documents: Iterable[Document], filters: Filters) -> tuple[Document, ...]:
    """The ready documents that the filters leave."""
    return tuple(
        document
        for document in documents
        if document.status == "ready"
        and (not filters.authorities or not document.names.isdisjoint(filters.authorities))
        and (not filters.kinds or document.kind in filters.kinds)
        and in_years(document, filters)
    )


def unreadable(documents: Iterable[Document], filters: Filters) -> tuple[Document, ...]:
    """Files that could not be read and may be among those the filters leave, by what their names give away."""
    return tuple(d for d in documents if d.status == "unreadable" and _may_belong(d, filters))


def _may_belong(document: Document, filters: Filters) -> bool:
    file = document.file.replace("-", " ")
    named = document.names or {name for _, _, name in places.find_in(file)}
    if filters.authorities and named and not named & set(filters.authorities):
        return False
    return document.date is None or in_years(document, filters)


def checked(documents: Sequence[Document], filters: Filters) -> Filters:
    """The filters with authorities by their usual names and kinds by their codes.

    Raises:
        QueryError: an unknown kind, an authority without a document, or a range that ends before it begins.
    """
    held = sorted(frozenset[str]().union(*(d.names for d in documents)))
    names = []
    for name in filters.authorities:
        canonical = name if name in held else places.canonical(name)
        if canonical not in held:
            choice = f" Choose from: {', '.join(held)}." if held else ""
            raise QueryError(f"There are no documents about ‘{name}’.{choice}")
        names.append(canonical)
    codes = []
    for kind in filters.kinds:
        code = kind if kind in KINDS else {words: code for code, words in KINDS.items()}.get(kind.lower())
        if code is None:
            raise QueryError(f"‘{kind}’ is not a document type. Choose from: {_kinds_held(documents)}.")
        codes.append(code)
    if filters.year_from is not None and filters.year_to is not None and filters.year_from > filters.year_to:
        raise QueryError(
            f"The first year ({filters.year_from}) must not be after the last year ({filters.year_to})."
        )
    return replace(filters, authorities=tuple(dict.fromkeys(names)), kinds=tuple(dict.fromkeys(codes)))


def _kinds_held(documents: Iterable[Document]) -> str:
    held = {document.kind for document in documents}
    return ", ".join(kind for kind in KINDS if kind in held)


def _named(text: str, documents: Sequence[Document]) -> list[tuple[int, int, str]]:
    """(start, end, name) of the subjects and authorities named that documents are about.

    Where a subject is named, the authority it lies in says where it is and is no filter of its own.
    """
    held = {d.authority for d in documents if d.authority}
    subjects = named_subjects(text, documents)
    around = {d.authority for d in documents for _, _, subject in subjects if d.subject == subject}
    authorities = [
        found
        for found in _named_authorities(text)
        if found[2] in held - around
        and not any(found[0] < end and start < found[1] for start, end, _ in subjects)
    ]
    return sorted([*subjects, *authorities])


def _named_authorities(text: str) -> list[tuple[int, int, str]]:
    """(start, end, name) of the authorities named; other things named after their places are left out."""
    return [
        found
        for found in places.find_in(text)
        if _POSSESSIVE.search(text[: found[1]]) or not _NAMED_AFTER.match(text[found[1] :])
    ]


def _with_preposition(
    text: str, start: int, end: int, preposition: re.Pattern[str] = _PREPOSITION
) -> tuple[int, int]:
    before = preposition.search(text[:start])
    return (before.start() if before else start), end


def _years_in_words(year_from: int | None, year_to: int | None) -> str:
    if year_from and year_to:
        return f"{year_from} to {year_to}"
    return f"from {year_from}" if year_from else f"up to {year_to}"


def _without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """`text` without the spans, white space and left-over punctuation tidied."""
    kept = list(text)
    for start, end in spans:
        kept[start:end] = " " * (end - start)
    words = " ".join("".join(kept).split())
    words = re.sub(r"\s+([,;:.?!])", r"\1", words).strip(" ,;:-–")
    return re.sub(r"[\s,;:–-]+([?!.])$", r"\1", words)
