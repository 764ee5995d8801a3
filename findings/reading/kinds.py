"""The kind of a document from its title lines, never from its prose: reports mention other inspections."""

from __future__ import annotations

import re

_PATTERNS = (
    ("jtai", r"joint targeted area inspection|\bjtai\b"),
    (
        "area-send",
        r"area send\b|area special educational needs|send (?:re-?)?inspection|"
        r"inspection of .{0,60}special educational needs (?:and|or|and/or) disabilit",
    ),
    ("focused-visit", r"focused visit"),
    ("monitoring-visit", r"monitoring visit"),
    (
        "reinspection",
        r"re-?inspection of (?:services for children|local authority|children's|.{0,60}children's services)",
    ),
    ("sif", r"inspection of services for children in need of help and protection"),
    (
        "looked-after",
        r"(?:inspection of|services for) (?:.{0,60} )?(?:children looked after|looked after children)",
    ),
    (
        "joint-review",
        r"joint area review|inspection of progress made in the provision of safeguarding services",
    ),
    (
        "ilacs",
        r"inspection of (?:.{0,70} )?(?:local authority )?children's (?:social care )?services|\bilacs\b",
    ),
    (
        "lscb-review",
        r"review of (?:the effectiveness of )?(?:the )?(?:.{0,60} )?(?:local )?safeguarding children board",
    ),
)
_KINDS = tuple((kind, re.compile(pattern, re.I)) for kind, pattern in _PATTERNS)
# Words of other inspections that would otherwise be taken for these.
_OTHER = re.compile(
    r"assurance visit|youth (?:offending|justice)|arrangements for the protection of children|"
    r"adoption (?:agency|support)|"
    r"fostering (?:agency|service)|children's homes?\b|secure (?:training|children)|cafcass|"
    r"safeguarding and looked after children services",
    re.I,
)
_STATEMENT = re.compile(
    r"(?:(?:council|public|media|press|joint)\s+)?statement (?:from|by|of|on behalf of)\b|"
    r"(?:council|authority)(?:'s)? (?:statement|response) (?:to|on|following|about)\b|"
    r"response (?:from|by|of) .{0,60}council\b|press release|news release",
    re.I,
)
_COUNCIL = re.compile(
    r"\bcouncil(?:lor|'s)?\b|\blocal authority\b|director of children|executive director|leader of|cabinet member",
    re.I,
)


def kind_of(title: str, opening: str = "") -> str:
    """The kind (a key of KINDS) of a document with this title, normalised; `opening` is its first sentence."""
    if _STATEMENT.match(title) or _STATEMENT.match(opening):
        speaks = _COUNCIL.search(title) or _COUNCIL.search(opening)
        return "statement" if speaks else "other"
    if _OTHER.search(title):
        return "other"
    return next((kind for kind, pattern in _KINDS if pattern.search(title)), "other")
