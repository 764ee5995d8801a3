"""Pages set in columns: found only where the drawing order itself reads one column after the other."""

from __future__ import annotations

from collections.abc import Sequence

from findings.reading.pdf.lines import PrintedLine

_FEWEST_LINES = 6  # of a column


def in_reading_order(lines: Sequence[PrintedLine]) -> list[list[PrintedLine]]:
    """The lines in parts to be read one after the other; one part, from top to bottom, where there are no columns."""
    gutter = _gutter(lines)
    if gutter is None:
        return [list(lines)] if lines else []
    parts: list[list[PrintedLine]] = []
    left: list[PrintedLine] = []
    right: list[PrintedLine] = []
    for line in lines:
        if line.x0 < gutter < line.x1:
            parts.extend(part for part in (left, right) if part)
            left, right = [], []
            if parts and parts[-1][0].x0 < gutter < parts[-1][-1].x1:
                parts[-1].append(line)
            else:
                parts.append([line])
        else:
            (left if line.x1 <= gutter else right).append(line)
    parts.extend(part for part in (left, right) if part)
    return parts


def _gutter(lines: Sequence[PrintedLine]) -> float | None:
    """The middle of the white space between two columns of prose, or None."""
    if len(lines) < 2 * _FEWEST_LINES:
        return None
    start, end = min(line.x0 for line in lines), max(line.x1 for line in lines)
    width = end - start
    for begin in sorted({round(line.x0) for line in lines if 0.3 * width < line.x0 - start < 0.75 * width}):
        gutter = begin - 4.0
        left = [line for line in lines if line.x1 <= gutter]
        right = [line for line in lines if line.x0 >= gutter]
        if min(len(left), len(right)) < _FEWEST_LINES:
            continue
        crossing = len(lines) - len(left) - len(right)
        if crossing > 0.34 * len(lines):
            continue
        # Filled lines on both sides, and the left column drawn wholly before the right one.
        filled = sum(line.x1 - line.x0 > 0.6 * (gutter - start) for line in left) > 0.5 * len(left)
        filled = filled and sum(line.x1 - line.x0 > 0.6 * (end - gutter) for line in right) > 0.5 * len(right)
        overlap = min(left[-1].base, right[-1].base) - max(left[0].base, right[0].base)
        if filled and overlap > 4 * left[0].size and _drawn_apart(left, right):
            return gutter
    return None


def _drawn_apart(left: Sequence[PrintedLine], right: Sequence[PrintedLine]) -> bool:
    """Whether nearly every line of the left column was drawn before every line of the right one."""
    late = sum(1 for line in left if line.drawn > min(other.drawn for other in right))
    return late <= 0.1 * len(left)
