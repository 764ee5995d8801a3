"""What was looked at, where that is no authority: a school, a home, a prison, a force, by its printed name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from findings.reading.templates.postal_address import POSTCODE, addressed, name_before
from findings.reading.templates.printed_labels import first_line, short
from findings.reading.templates.template import Template, general

_MOST_WORDS = 12
# What ends a name in a title: who looked, when, what came of it.
_MONTH = "(?:january|february|march|april|may|june|july|august|september|october|november|december)"
_AFTER = re.compile(
    r"\s*(?:,?\s+by\s+(?:hm|her|his|the)\b.*"
    rf"|[\s,(–-]+(?:from\s+)?\d{{1,2}}(?:st|nd|rd|th)?(?:\s*(?:[-–]|to|and|&)\s*\d{{1,2}}(?:st|nd|rd|th)?)?\s+{_MONTH}\b.*"
    rf"|[,\s]+{_MONTH}\s+\d{{4}}.*"
    r"|\s*[:|–-]\s*(?:an?\s+)?(?:inspection|report|unannounced|announced|follow-up)\b.*"
    r"|\s+inspection\s+report$)",
    re.I | re.S,
)
# What begins an entry of a list, or a label before a value.
_NO_NAME = re.compile(r"\(?\d{1,2}[.)]\s|.{3,40}:\s")
_EDGES = re.compile(r"^(?:of|at|the following|name)\s+", re.I)


def subject_of(
    template: Template | None,
    head: Sequence[str],
    labelled: Sequence[str],
    prose: Sequence[str] = (),
    text: str = "",
) -> str | None:
    """The name after its label, in a title, or a title line that is a name itself.

    `head` are title lines, `prose` the paragraphs of the first pages, `text` what is printed, where a name that
    stands before an address may stand alone.
    """
    ending, beginning = general().subject_endings, general().subject_beginnings
    own = template.subject_endings if template else ending
    for value in labelled:
        name = None if POSTCODE.search(first_line(value)) else _name(short(value, _MOST_WORDS))
        name = name or next(
            (_name(name_before(one, text, ending)) for one in addressed([first_line(value)])), None
        )
        if name:
            return name
    lines = "\n".join(head)
    only = template is not None and template.subject_only
    for one in (*((template,) if template else ()), *(() if only else (general(),))):
        for pattern in one.subject_titles:
            found = pattern.search(lines)
            name = _name(found["subject"]) if found else None
            if name:
                return name
    for pattern in template.subject_sentences if template else ():
        for paragraph in prose:
            found = pattern.search(" ".join(paragraph.split()))
            if found and (name := _name(found["subject"])):
                return name
    for line in head if not only else ():
        name = None if _NO_NAME.match(line) else _name(line)
        if name and (own.search(name) or ending.search(name) or beginning.match(name)):
            return name
    if template and template.subject_addressed:
        for address in addressed(head):
            named = any(name.pattern.search(address) for name in template.names)
            if not named and (name := _name(name_before(address, text, ending))):
                return name
    if template and template.subject_first_line:
        return next((name for line in head if (name := _name(line))), None)
    return None


def _name(text: str | None) -> str | None:
    if not text:
        return None
    words = _EDGES.sub("", _AFTER.sub("", " ".join(text.split()))).strip(" .,:;-–")
    fits = 1 <= len(words.split()) <= _MOST_WORDS and (words[:1].isupper() or words[:1].isdigit())
    lower = sum(word[:1].islower() for word in words.split())
    # "Inspection of services for children": a title in words, not a name.
    return (
        words if fits and 2 * lower <= len(words.split()) and not general().not_titles.search(words) else None
    )
