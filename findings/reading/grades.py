"""Grades as printed: the judgement table of the first page, or the sentence that gives the overall judgement."""

from __future__ import annotations

import re
from collections.abc import Iterable

from findings.reading.headings import GRADE, only_grade
from findings.reading.marks import number_at, without_raised

_OVERALL = re.compile(
    rf"(?:the overall judgement is:?(?: that)?(?: children's services?)?|children's services? in .{{2,60}}?)"
    rf"(?: is| are)? (?P<grade>{GRADE})\b",
    re.I,
)
_BOARD = re.compile(
    rf"(?:the )?(?:effectiveness of the )?(?:.{{2,40}} )?safeguarding children(?:'s)? board(?: \(\w+\))?"
    rf"(?: is| are|:)? (?P<grade>{GRADE})\b",
    re.I,
)
_HEAD = re.compile(r"(?:key )?judge?ments?\b.*\bgrade", re.I)
_LONGEST_LABEL = 25  # words


def grades_of(first_page: Iterable[str], later: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """(what was graded, grade as printed), in order: the table of the first page, down to its overall row.

    Reports without that row say it in a sentence; the grade of a safeguarding board may stand in a heading `later`.
    """
    table: list[tuple[str, str]] = []
    sentences: list[str] = []
    for text in first_page:
        row = _row(text)
        if row is None:
            sentences.append(_plain(text))
        elif row[0] not in {label for label, _ in table}:
            table.append(row)
            if row[0].lower().startswith("overall effectiveness"):
                return tuple(table)
    overall = next((grade for text in sentences if (grade := overall_in(text))), None)
    board = next(
        (found["grade"] for text in (*sentences, *map(_plain, later)) if (found := _BOARD.match(text))), None
    )
    first = [(SAID_OVERALL, overall)] if overall else []
    last = [("Local Safeguarding Children Board", board)] if board else []
    return (*first, *table, *last)


def overall_in(text: str) -> str | None:
    """The overall grade that a sentence gives at its beginning; None when it gives none."""
    found = _OVERALL.match(_plain(text))
    return found["grade"] if found else None


# What an overall grade is called where it stands in a sentence and not in a table.
SAID_OVERALL = "Overall judgement"


def _plain(text: str) -> str:
    return " ".join(without_raised(text).replace("’", "'").split())


def _row(text: str) -> tuple[str, str] | None:
    """ "2.1 Adoption performance | Good" -> ("Adoption performance", "Good")."""
    cells = [
        " ".join(without_raised(cell).split()) for cell in re.split(r"\t+", text.strip()) if cell.strip()
    ]
    if len(cells) != 2 or _HEAD.match(text) or len(cells[0].split()) > _LONGEST_LABEL:
        return None
    grade = only_grade(cells[1])
    if grade is None:
        return None
    number = number_at(cells[0])
    return cells[0][number[1] :] if number else cells[0], grade
