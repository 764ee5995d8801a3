"""What a brief says: a table of the passages, then each authority's latest, strengths, needs, requests and silences.

Pure. Everything in quotation marks was cut from a document and compared with it; nothing here judges anew.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from findings.packs import wording
from findings.packs.brief import brief_wording as said
from findings.packs.brief.brief_records import (
    USUAL,
    Authority,
    Brief,
    LaterWords,
    Options,
    Request,
    Row,
)
from findings.packs.brief.shown_words import words_of
from findings.packs.check import Checked, CheckedPack, Silence, silent
from findings.reading.under import under
from findings.records import Document

_LABELS = ("strength", "mixed", "needs_improvement", "mentioned", "")

# Of a checked passage: what later documents say on it, None if that is unknown; and whether a later one is held.
Later = Callable[[Checked], tuple[tuple[LaterWords, ...] | None, bool]]


def unknown_later(one: Checked) -> tuple[None, bool]:
    """Where there is no index to look into."""
    return None, False


def make_brief(
    checked: CheckedPack, on: date, options: Options = USUAL, later: Later = unknown_later
) -> Brief:
    """The brief of a checked pack, made on the day `on`."""
    pack = checked.pack
    made = {one.number: _row(one, options.context) for one in checked.items}
    rows = tuple(sorted(made.values(), key=_order(options.order)))
    silences = silent(checked)
    return Brief(
        title=pack.name,
        purpose=pack.purpose,
        prepared=said.prepared(on, pack.prepared_by),
        summary=said.summary(rows, len(silences)),
        rows=rows,
        authorities=_authorities(checked, made, silences, later),
        sources=_sources(checked),
        receipts=said.receipts(pack.searches),
        checked=said.checked_line(checked.items, on),
        on=on,
        author=pack.prepared_by,
        options=options,
    )


def _row(one: Checked, context: str) -> Row:
    kept, item = one.item.kept, one.item
    words = words_of(one, context)
    above = under(kept.passage, words.start, words.start + len(words.said))
    return Row(
        number=one.number,
        document=kept.document,
        label=item.label,
        label_words=said.label(wording.label(one), cut=words.said != kept.quote and item.label == "mixed"),
        under=" ".join(above.split()),
        words=words,
        place=said.short_place(kept.passage, kept.document),
        warnings=wording.warnings(one),
        note=item.note,
        response=item.response,
        asked=kept.passage.kind == "recommendation",
    )


def _order(order: str) -> Callable[[Row], tuple[object, ...]]:
    def newest(row: Row) -> tuple[object, ...]:
        day = row.document.date
        return day is None, -day.toordinal() if day else 0, row.number

    keys: dict[str, Callable[[Row], tuple[object, ...]]] = {
        "pack": lambda row: (row.number,),
        "newest": newest,
        "authority": lambda row: (not row.document.about, row.document.about or "", *newest(row)),
        "label": lambda row: (_LABELS.index(row.label), *newest(row)),
    }
    return keys[order]


def _authorities(
    checked: CheckedPack, made: Mapping[int, Row], silences: Sequence[Silence], later: Later
) -> tuple[Authority, ...]:
    """Those of the passages by name, then those that are only silent."""
    names = {row.document.about or "" for row in made.values()} | {
        one.document.about or "" for one in silences
    }
    newest = _order("newest")
    parts = []
    for name in sorted(names, key=lambda name: (not name, name)):
        items = [one for one in checked.items if (one.item.kept.document.about or "") == name]
        rows = sorted((made[one.number] for one in items), key=newest)
        asked = sorted(
            (one for one in items if made[one.number].asked), key=lambda one: newest(made[one.number])
        )
        parts.append(
            Authority(
                name=name,
                latest=tuple(row for row in rows if row.document.id == rows[0].document.id),
                labelled={label: tuple(row for row in rows if row.label == label) for label in _LABELS},
                requests=tuple(Request(made[one.number], *later(one)) for one in asked),
                silences=tuple(one for one in silences if (one.document.about or "") == name),
                not_quoted=_not_quoted(checked, name, rows),
            )
        )
    return tuple(parts)


def _not_quoted(checked: CheckedPack, name: str, rows: Sequence[Row]) -> tuple[Document, ...]:
    """Documents that a view over time found to speak, of which no passage is in the pack."""
    known = {row.document.id for row in rows}
    found: dict[str, Document] = {}
    for search in checked.pack.searches:
        if search.view == "over_time":
            quiet = {one.document.id for one in search.silent}
            found |= {
                one.id: one
                for one in search.documents
                if one.id not in quiet | known and (one.about or "") == name and one.status == "ready"
            }
    return tuple(wording.newest_first(list(found.values())))


def _sources(checked: CheckedPack) -> tuple[str, ...]:
    """Each document once, the newest first; twice where its file changed while the pack was filled."""
    held = {
        (one.item.kept.document.id, one.item.kept.document.checksum): one.item.kept.document
        for one in checked.items
    }
    return tuple(said.source(document) for document in wording.newest_first(list(held.values())))
