"""What a question needs an answer to hold, where that can be told for certain: a figure, a share, a sum, a date.

Which of these it asks for is learned from labelled questions (task "need" of `text/question_model.py`). One row a need:
what finds it in a sentence, and what a reader is told where no sentence holds it. It never refuses: what a sentence
without a figure is worth to one who asks for a figure, the judge has learnt.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from findings.text import question_model
from findings.text.figures import dates_in, figures

# Below this probability a question needs nothing.
SURE = 0.5


@dataclass(frozen=True, slots=True)
class Need:
    """`met`: whether a sentence holds what is needed."""

    name: str
    met: Callable[[str], bool]
    missing: str


def _figure(*kinds: str) -> Callable[[str], bool]:
    return lambda text: any(figure.kind in kinds for figure in figures(text))


_ANY_FIGURE = _figure("money", "share", "time", "rate", "none", "all", "count")
# How often something happens, as reports print it, answers "how many times a year" as well as a number does.
_HOW_OFTEN = re.compile(
    r"\b(?:daily|weekly|fortnightly|monthly|quarterly|termly|annual(?:ly)?|yearly|once|twice)\b", re.I
)


def _row(name: str, met: Callable[[str], bool], what: str) -> tuple[str, Need]:
    return name, Need(name, met, f"We did not find {what} in the documents searched.")


NEEDS: dict[str, Need] = dict(
    (
        _row("share", _figure("share", "none", "all", "rate"), "a percentage or share for this"),
        _row("money", _figure("money"), "a sum of money for this"),
        _row("figure", lambda text: bool(_ANY_FIGURE(text) or _HOW_OFTEN.search(text)), "a figure for this"),
        _row("date", lambda text: bool(dates_in(text)), "a date for this"),
    )
)


def unmet(question: str, sentences: Iterable[str]) -> str:
    """What to tell where a question asks for something that none of the sentences holds; "" where one does."""
    need = need_of(question)
    return need.missing if need is not None and not any(map(need.met, sentences)) else ""


def need_of(question: str) -> Need | None:
    """What the question asks for; mostly nothing."""
    return NEEDS.get(question_model.surely("need", question, SURE))
