"""The passages that a search found, to be taken away: each quotation compared with its document; what was searched."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from findings.errors import PackError
from findings.packs.check import SAME, Checked, CheckedPack, Texts, check
from findings.packs.pack import Item, Pack, Searched
from findings.packs.snapshot import kept_passage, searched
from findings.records import Hit, Passage, Receipt, Stance


@dataclass(frozen=True, slots=True)
class Results:
    """Passages in the order in which they were found; the first `clear` are clear matches, the others possible ones."""

    searched: Searched
    checked: CheckedPack
    clear: int

    @property
    def found(self) -> tuple[Checked, ...]:
        return self.checked.items


def checked_results(
    hits: Sequence[Hit], receipt: Receipt, stance: Callable[[Passage], Stance], texts: Texts
) -> Results:
    """The hits of a search with its receipt; every quotation is cut from its document again. `stance` is the library's.

    Raises PackError when one is not as it stands in its document: then no file may be made of them.
    """
    at = datetime.fromisoformat(receipt.built)
    ordered = sorted(hits, key=lambda hit: hit.possible)
    items = tuple(_item(hit, number, stance(hit.passage).label, at) for number, hit in enumerate(ordered))
    name = receipt.plan.query
    pack = Pack("", name, "", "", "", at, at, version=1, arranged=True, items=items)
    checked = check(pack, texts)
    different = [one for one in checked.items if one.status != SAME]
    if different:
        first = different[0].item.kept
        raise PackError(
            f"{len(different):,} quotations are not as they stand in their documents, the first in "
            f"‘{first.document.file}’. Nothing was written. Search again; if it goes on, run `findings verify`."
        )
    return Results(searched("search", receipt), checked, sum(not hit.possible for hit in ordered))


def _item(hit: Hit, number: int, label: str, at: datetime) -> Item:
    kept = kept_passage(hit.passage, hit.document, "", label)
    return Item(str(number), kept, at, label, False, "", 1, number)
