"""The columns of an action plan and the cells of each passage. Pure."""

from __future__ import annotations

from datetime import date

from findings.citation import capital, dated, kind
from findings.packs import wording
from findings.packs.brief.brief_wording import short_place
from findings.packs.brief.shown_words import SENTENCE, words_of
from findings.packs.check import Checked, CheckedPack
from findings.packs.pack import PROGRESS
from findings.packs.wording import DUE, EVIDENCE, OWNER, RESPONSE, STATUS
from findings.reading.under import under

SHEET = "Action plan"
WORDS = "What it says"
REFERENCE = "Reference (leave as it is)"
# (heading, width in characters); what people fill in stands together.
COLUMNS = (
    *(("Item", 6), ("Authority", 13), ("Inspection", 16), ("Date", 12), ("Our label", 13)),
    *((WORDS, 46), ("Place", 12), (RESPONSE, 34), (EVIDENCE, 26), (OWNER, 13), (DUE, 12), (STATUS, 12)),
    (REFERENCE, 20),
)
FILLED_IN = (RESPONSE, EVIDENCE, OWNER, DUE, STATUS)
STATUSES = tuple(words for words in PROGRESS.values() if words)


def plan_rows(checked: CheckedPack) -> list[list[str | date | None]]:
    """The cells of each passage, in the order of the pack; days are dates, everything else is text."""
    return [_cells(one) for one in checked.items]


def reference(item_id: str, version: int) -> str:
    """By which a row is known when the file comes back, and what was seen when it was made."""
    return f"{item_id}/{version}"


def _cells(one: Checked) -> list[str | date | None]:
    item, kept = one.item, one.item.kept
    document, response = kept.document, item.response
    words = words_of(one, SENTENCE)
    above = " ".join(under(kept.passage, words.start, words.start + len(words.said)).split())
    return [
        str(one.number),
        document.about or "",
        capital(kind(document)),
        document.date or capital(dated(document)),
        wording.label(one),
        f"{above}\n{words.said}" if above else words.said,
        short_place(kept.passage, document),
        response.response,
        response.evidence,
        response.owner,
        response.due,
        PROGRESS[response.progress],
        reference(item.id, item.response_version),
    ]
