"""The facts of a document as its inspectorate's template says where they stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from findings.document_kinds import OTHER
from findings.reading.templates import printed_labels as labels
from findings.reading.templates import scales
from findings.reading.templates.body import body_of
from findings.reading.templates.grade_columns import by_columns
from findings.reading.templates.postal_address import authority_in
from findings.reading.templates.subject import subject_of
from findings.reading.templates.template import Template, general
from findings.reading.templates.template_days import Days, Span
from findings.records import Block, Content
from findings.text import places

# Where the cover and what stands before it may be: a letter, a cover, a page of facts.
_FIRST_PAGES = 3
_FIRST_BLOCKS = 60
_TITLE_WORDS = 25
# What a block of a label and its value has at most, further on in a document.
_LABEL_WORDS = 30
# Where names of bodies and what only they print are looked for, in characters from the start and the end.
_OPENING, _ENDING = 40_000, 10_000
_ID = re.compile(r"(?=\S*\d)[A-Z0-9][\w/().-]*(?:\s+\d[\w/.-]*)*")
_PLACE = re.compile(
    r"(?:[A-Z][\w'-]*|of|and|upon|on|the|&|with)(?:\s+(?:[A-Z][\w'-]*|of|and|upon|on|the|&|with)){0,5}"
)


@dataclass(frozen=True, slots=True)
class TemplateFacts:
    """What was found by a template; with `template` None only what every inspectorate prints alike."""

    template: Template | None
    kind: str = OTHER
    inspectorate: str | None = None
    subject: str | None = None
    identifier: str | None = None
    authority: str | None = None
    visit: Span | None = None
    published: Span | None = None
    lead_inspector: str | None = None
    grades: tuple[tuple[str, str], ...] = ()
    scale: tuple[str, ...] = ()


def template_facts(content: Content, name_of: Callable[[str], str | None]) -> TemplateFacts:
    """The facts of a document that its title alone does not tell.

    `name_of` gives the person's name that a text begins with.
    """
    blocks, texts, first = _first(content)
    head = [line for place in first for line in _title_lines(blocks[place], texts[place])]
    opening = _opening_and_ending(content.text)
    body = body_of(head, opening)
    template, kind = (body.template, body.kind) if body else (None, OTHER)
    every = general().labels
    shorts = [text for place, text in enumerate(texts) if place in first or len(text.split()) <= _LABEL_WORDS]
    found = labels.values(shorts, template.labels if template else {}, every)
    prose = [texts[place] for place in first if blocks[place].kind in ("paragraph", "bullet")]
    subject = subject_of(template, head, found.get("subject", ()), prose, opening)
    day = Days(template, head, prose)
    visit, published = day.inspected(found), day.published(found)
    headings = [block.section[-1] if block.section else "" for block in blocks]
    lead_ins = [block.lead_in for block in blocks]
    grades, scale = scales.graded(template, kind, texts, headings, lead_ins) if template else ((), ())
    for one in template.scales if template else ():
        if len(columns := by_columns(one, content, blocks)) > len(grades):
            grades, scale = tuple(columns.items()), one.grades
    lead = _lead(template, shorts, found.get("lead", ()), name_of)
    return TemplateFacts(
        template=template,
        inspectorate=template.name if body and template and body.named else None,
        kind=kind,
        subject=_as_printed(content.text, subject),
        identifier=_identifier(template, head, found.get("identifier", ())),
        authority=_authority(template, subject, found.get("authority", ()), head),
        visit=visit,
        published=published,
        lead_inspector=_as_printed(content.text, lead),
        grades=grades,
        scale=scale,
    )


def printed_days(content: Content, template: Template) -> tuple[date | None, date | None]:
    """First and last day of the visit after a label anywhere on the first pages."""
    _, texts, first = _first(content)
    found = labels.values([texts[place] for place in first], template.labels, general().labels)
    visit = Days(template, ()).inspected(found)
    return (visit.start, visit.end) if visit and not visit.month else (None, None)


def _first(content: Content) -> tuple[list[Block], list[str], list[int]]:
    """The blocks of a document, their texts with straight quotes, and the places of those on its first pages."""
    blocks = [block for block in content.blocks if block.kind not in ("footnote", "contents")]
    texts = labels.straight(content.text[block.start : block.end] for block in blocks)
    first = [
        place
        for place, block in enumerate(blocks[:_FIRST_BLOCKS])
        if block.page is None or block.page <= _FIRST_PAGES
    ]
    return blocks, texts, first


def _as_printed(text: str, value: str | None) -> str | None:
    """A name found with straight quotes, with those that are printed."""
    if value is None or "'" not in value:
        return value
    words = r"\s+".join(re.escape(word).replace("'", "['‘’]") for word in value.split())
    found = re.search(words, text)
    return " ".join(found[0].split()) if found else value


def _opening_and_ending(text: str) -> str:
    if len(text) > _OPENING + _ENDING:
        text = f"{text[:_OPENING]}\n{text[-_ENDING:]}"
    return labels.straight([text])[0]


def _title_lines(block: Block, text: str) -> list[str]:
    """The lines of a short block that may be of a title or a cover: no prose, no bullet."""
    if block.kind in ("bullet", "contents") or len(text.split()) > _TITLE_WORDS:
        return []
    lines = [" ".join(line.split()) for line in re.split(r"[\n\t]+", text)]
    return [line for line in lines if line and not (line.endswith(".") and len(line.split()) > 14)]


def _identifier(template: Template | None, head: Sequence[str], labelled: Sequence[str]) -> str | None:
    for value in labelled:
        found = _ID.match(labels.first_line(value))
        if found:
            return found[0].rstrip(".")
    for one in (*((template,) if template else ()), general()):
        for line in head:
            if match := one.identifiers.search(line):
                return match[0]
    return None


def _authority(
    template: Template | None, subject: str | None, labelled: Sequence[str], head: Sequence[str]
) -> str | None:
    for value in labelled:
        line = labels.first_line(value)
        known = places.canonical(line)
        own = (
            next((name for name in template.authorities.values() if _names(line, name)), None)
            if template
            else None
        )
        if own or known or _PLACE.fullmatch(line):
            return own or known or line
    if template and (found := authority_in(head, template.authorities)):
        return found
    return places.canonical(subject) if template and template.subject_is_authority and subject else None


def _names(text: str, name: str) -> bool:
    """Whether a text is a council of this name: "Powys County Council", "City and County of Swansea"."""
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.I) is not None


def _lead(
    template: Template | None,
    texts: Sequence[str],
    labelled: Sequence[str],
    name_of: Callable[[str], str | None],
) -> str | None:
    for value in labelled:
        if name := name_of(value):
            return name
    for one in (*((template,) if template else ()), general()):
        if after := one.after.get("lead"):
            for above, text in pairwise(("", *texts)):
                found = after.search(text)
                # In a row the name is the cell before.
                before = text[: found.start()].strip("\t").split("\t")[-1] if found else ""
                if found and found.span() == (0, len(text)):  # a line of its own below the name
                    before = above
                if 2 <= len(before.split()) <= 5 and (name := name_of(before)):
                    return name
    return None
