"""Near-duplicates among hits go under the best of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from findings.indexing.alike import alike
from findings.records import Passage


def group_rows(order: Iterable[int], alike: Mapping[int, Sequence[int]]) -> list[tuple[int, tuple[int, ...]]]:
    """Rows best first -> (row, its near-duplicates further down), order kept.

    `alike` are the near-duplicates of each row that has some. A row like several goes under the best of them; what is
    like it alone stands for itself.
    """
    groups: list[tuple[int, list[int]]] = []
    leading: dict[int, int] = {}  # row -> the group it leads
    for row in order:
        under = [leading[other] for other in alike.get(row, ()) if other in leading]
        if under:
            groups[min(under)][1].append(row)
        else:
            leading[row] = len(groups)
            groups.append((row, []))
    return [(leader, tuple(followers)) for leader, followers in groups]


def group(passages: Sequence[Passage]) -> list[tuple[Passage, tuple[Passage, ...]]]:
    """The same of passages, which are compared now."""
    groups = group_rows(range(len(passages)), alike(passages))
    return [(passages[leader], tuple(passages[place] for place in same)) for leader, same in groups]
