"""What a question needs an answer to hold, where that can be told for certain: a figure, a share, a sum, a date.

Which of these it asks for is learned from labelled questions (task "need" of `text/question_model.py`). One row a need:
what finds it in a sentence, and what a reader is told where nothing does. A need that is not met makes an answer less
likely; it never refuses by itself.
"""

from __future__ import annotations

from collections.abc import Callable
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


def _row(name: str, met: Callable[[str], bool], what: str) -> tuple[str, Need]:
    return name, Need(name, met, f"We did not find {what} in the documents searched.")


NEEDS: dict[str, Need] = dict(
    (
        _row("share", _figure("share", "none", "all", "rate"), "a percentage or share for this"),
        _row("money", _figure("money"), "a sum of money for this"),
        _row(
            "figure",
            _figure("money", "share", "time", "rate", "none", "all", "count"),
            "a figure for this",
        ),
        _row("date", lambda text: bool(dates_in(text)), "a date for this"),
    )
)


def need_of(question: str) -> Need | None:
    """What the question asks for; mostly nothing."""
    odds = question_model.probabilities("need", question)
    likeliest = max(odds, key=lambda name: odds[name])
    return NEEDS.get(likeliest) if odds[likeliest] >= SURE else None
