"""Sentences that lean on the one before them: "This has improved". Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

_LEANS = re.compile(
    r"\W*(?:this|that|these|those|such|it|its|they|their|he|she|his|her|both|however|but|nevertheless|nonetheless|"
    r"yet|as a result|consequently|therefore|in contrast|by contrast|conversely|even so|for example|for instance|"
    r"(?:of|in|for|among|from|with) (?:these|those|such|both|which|whom))\b",
    re.IGNORECASE,
)
# Sentences a quotation may reach back: what leans on a third is read in the source.
BACK = 2


def refers_back(text: str, at: int = 0) -> bool:
    """Whether the sentence that begins at `at` leans on the one before it."""
    return _LEANS.match(text, at) is not None


def reaching_back(text: str, starts: Sequence[int], place: int, quoted: Collection[int] = ()) -> int:
    """The place of the sentence with which a quotation must begin that is to hold the one at `place`; `starts` are the
    offsets of the sentences of a passage into its `text`, `quoted` those of what is quoted already."""
    first = place
    while (
        first > max(0, place - BACK) and starts[first - 1] not in quoted and refers_back(text, starts[first])
    ):
        first -= 1
    return first
