"""Which inspectorate a document is of, and of which kind: by its names, its titles and what only it prints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from findings.document_kinds import OTHER
from findings.reading.templates.template import Kind, Template, templates

# What a sign is worth, of names in the head, elsewhere, a title, and each thing that only this body prints.
_NAMED, _NAMED_LATER, _TITLED, _SIGN = 2, 1, 2, 1
_MOST_SIGNS = 4
# From here on a document is taken to be of a body: two things must agree, and a third; more where it is not named.
_ENOUGH, _ENOUGH_UNNAMED = 3, 4


@dataclass(frozen=True, slots=True)
class Body:
    """The template that fits a document, its kind, and whether the document prints whose it is."""

    template: Template
    kind: str
    named: bool


def body_of(head: Sequence[str], whole: str) -> Body | None:
    """What fits a document; None where no template, or more than one, does.

    `head` are the title lines and other short lines of the first pages, `whole` all of the text, both with straight
    quotes.
    """
    lines = "\n".join(head)
    small, small_lines = (" ".join(text.lower().split()) for text in (whole, lines))
    scored = []
    for template in templates():
        if template.first:
            continue
        kind = _titled(template, head)
        score, named = _TITLED if kind else 0, True
        if any(name.stands_in(lines, small_lines) for name in template.names):
            score += _NAMED
        elif any(name.stands_in(whole, small) for name in template.names):
            score += _NAMED_LATER
        else:
            named = False
        score += min(_MOST_SIGNS, sum(_SIGN for sign in template.signs if sign.stands_in(whole, small)))
        if score >= (_ENOUGH if named else _ENOUGH_UNNAMED):
            scored.append((score, kind is not None, named, template, kind))
    best = max(scored, key=lambda one: one[:3], default=None)
    if best is None or sum(one[:3] == best[:3] for one in scored) > 1:
        return None
    _, _, named, template, kind = best
    kind = kind or _signed(template, whole)
    return Body(template, kind.code if kind else OTHER, named)


def _titled(template: Template, head: Sequence[str]) -> Kind | None:
    """The first kind whose title stands in a line of the head, or over two lines of it."""
    pairs = [f"{one} {other}" for one, other in pairwise(head)]
    for kind in template.kinds:
        if any(kind.titles.search(line) and not template.not_titles.search(line) for line in (*head, *pairs)):
            return kind
    return None


def _signed(template: Template, whole: str) -> Kind | None:
    """The first kind that the text shows, else the one that is shown by nothing of its own."""
    signed = next((kind for kind in template.kinds if kind.signs.search(whole)), None)
    plain = (kind for kind in template.kinds if not (kind.titles.pattern + kind.signs.pattern).strip("(?!)"))
    return signed or next(plain, None)
