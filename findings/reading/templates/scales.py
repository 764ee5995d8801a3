"""Grades by a template's scales: in rows, after the area or under it, in headings and in the sentences it names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from findings.reading.marks import number_at, without_raised
from findings.reading.templates import phrases
from findings.reading.templates.template import Scale, Template

# "Grade 3 (Adequate)"
_FIGURE = re.compile(r"(?:grade|rating)?\s*\d\s*[(:–-]?\s*", re.I)
_LONGEST = 25  # words of an area with its grade
_LONGEST_TEXT = 400  # characters of a block of such lines
_DOTS = " \t●•○■◉⬤*.¹²³⁴"
_JOINT = re.compile(r"\s*(?:[:\t–-]|\b(?:is|are|was|were)\b)?\s*['\"]*", re.I)


def graded(
    template: Template,
    kind: str,
    texts: Sequence[str],
    headings: Sequence[str] = (),
    lead_ins: Sequence[str] = (),
) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """((what was graded, grade as printed), ...) of the first scale that gives any, and that scale's words.

    `headings` are those that each of `texts` stands under, `lead_ins` what it hangs on, where that is known.
    """
    for scale in template.scales:
        if scale.kinds and kind not in scale.kinds:
            continue
        found = _by_areas(scale, texts) or _by_sentences(scale, texts, headings, lead_ins)
        if found:
            return tuple(found.items()), scale.grades
    return (), ()


def _by_areas(scale: Scale, texts: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    only = re.compile(phrases.either(scale.grades), re.I)
    for place, text in enumerate(texts):
        after = texts[place + 1] if place + 1 < len(texts) else ""
        for line in text.split("\n") if len(text) < _LONGEST_TEXT else ():
            area, grade = _pair(scale, only, line, after)
            if area and grade and area.lower() not in {known.lower() for known in found}:
                found[area] = grade
    return found


def _pair(scale: Scale, only: re.Pattern[str], line: str, after: str) -> tuple[str, str]:
    """("Safe", "Good") of "Is the service safe?⇥Good ●", of "Safety: good", or of a label above its grade."""
    plain = " ".join(without_raised(line).replace("’", "'").split(" ")).strip()
    number = number_at(plain) or _numbered(plain)
    plain = plain[number[1] :] if number else plain
    label = scale.areas.match(plain)
    if not label or scale.except_.search(plain) or len(plain.split()) > _LONGEST:
        return "", ""
    rest = plain[label.end() :]
    ends = rest.strip(_DOTS + "'\":")
    if not ends:
        return label[0].strip(), _grade(only, after)
    joint = _JOINT.match(rest)
    value = rest[joint.end() if joint else 0 :].lstrip("\t ")
    # A third cell holds a score or a dot.
    return label[0].strip(), _grade(only, value.split("\t")[0])


def _grade(only: re.Pattern[str], text: str) -> str:
    """The grade a text consists of, a figure before it and a dot after it allowed."""
    words = text.strip(_DOTS + "'\"()")
    figure = _FIGURE.match(words)
    found = only.fullmatch(words) or (only.fullmatch(words, figure.end()) if figure else None)
    return found[0] if found else ""


def _numbered(text: str) -> tuple[str, int] | None:
    found = re.match(r"(\d{1,2})\s*[:.)]\s*(?=[A-Z])", text)
    return (found[1], found.end()) if found else None


def _by_sentences(
    scale: Scale, texts: Sequence[str], headings: Sequence[str], lead_ins: Sequence[str]
) -> dict[str, str]:
    found: dict[str, str] = {}
    none = [""] * len(texts)
    for text, heading, lead_in in zip(texts, headings or none, lead_ins or none, strict=True):
        if scale.under_headings and not scale.areas.fullmatch(heading):
            continue
        whole = f"{lead_in} {text}" if scale.with_lead_in else text
        plain = " ".join(without_raised(whole).replace("’", "'").replace("‘", "'").split())
        for pattern in scale.sentences:
            for match in pattern.finditer(plain):
                parts = match.groupdict()
                area = heading if scale.under_headings else parts.get("area") or scale.called
                found.setdefault(area.strip(" '\".,"), parts["grade"])
    return found
