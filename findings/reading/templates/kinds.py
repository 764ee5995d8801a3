"""The kind of a document that is told by its title lines, never by its prose: reports mention other inspections."""

from __future__ import annotations

from findings.document_kinds import OTHER
from findings.reading.templates.template import templates


def kind_of(title: str, opening: str = "") -> str:
    """The kind (a key of KINDS) of a document with this title, normalised; `opening` is its first sentence."""
    for template in templates():
        for kind in template.kinds if template.first else ():
            if kind.speakers is not None:
                if kind.titles.match(title) or kind.titles.match(opening):
                    speaks = kind.speakers.search(title) or kind.speakers.search(opening)
                    return kind.code if speaks else OTHER
            elif not template.not_titles.search(title) and kind.titles.search(title):
                return kind.code
    return OTHER
