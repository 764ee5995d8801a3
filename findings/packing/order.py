"""The order of a pack: by topic, then by inspection, the newest first unless a person has moved something. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from findings.packing.pack import Item, Pack


def sections(pack: Pack) -> tuple[tuple[str, tuple[Item, ...]], ...]:
    """(heading, its items) in the order in which a person meets them; topics stand as they were begun."""
    grouped: dict[str, list[Item]] = {}
    for item in sorted(pack.items, key=lambda item: item.position):
        grouped.setdefault(item.kept.heading, []).append(item)
    return tuple(
        (heading, tuple(items if pack.arranged else sorted(items, key=_newest_first)))
        for heading, items in grouped.items()
    )


def in_order(pack: Pack) -> tuple[Item, ...]:
    """Every item, section after section."""
    return tuple(item for _, items in sections(pack) for item in items)


def moved(pack: Pack, item_id: str, step: int) -> tuple[Item, ...]:
    """The items with one of them `step` places (-1 up, 1 down) further in its section; as they were at its ends."""
    groups = [list(items) for _, items in sections(pack)]
    for items in groups:
        _move(items, item_id, step)
    return tuple(item for items in groups for item in items)


def _move(items: list[Item], item_id: str, step: int) -> None:
    place = next((place for place, item in enumerate(items) if item.id == item_id), None)
    if place is not None and 0 <= place + step < len(items):
        items[place], items[place + step] = items[place + step], items[place]


def by_inspection(items: Sequence[Item]) -> list[list[Item]]:
    """Neighbours that are of one document together."""
    runs: list[list[Item]] = []
    for item in items:
        if runs and runs[-1][0].kept.document.id == item.kept.document.id:
            runs[-1].append(item)
        else:
            runs.append([item])
    return runs


def _newest_first(item: Item) -> tuple[bool, int, str, int]:
    """Undated documents last; inside a document as printed."""
    day = item.kept.document.date
    return day is None, -day.toordinal() if day else 0, item.kept.document.id, item.kept.start
