"""A sentence that leans on the one before it is quoted with it: "This has improved" says nothing on its own, and
"However, ..." is half a finding. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from findings.asking.evidence import Sentence

_LEANS = re.compile(
    r"\W*(?:this|that|these|those|such|it|its|they|their|he|she|his|her|both|however|but|nevertheless|nonetheless|"
    r"yet|as a result|consequently|therefore|in contrast|by contrast|conversely|even so|for example|for instance|"
    r"(?:of|in|for|among|from|with) (?:these|those|such|both|which|whom))\b",
    re.IGNORECASE,
)
# Sentences a quotation may reach back: what leans on a third is read in the source.
_BACK = 2


def with_before(sentence: Sentence, chosen: Collection[Sentence]) -> Sentence:
    """The sentence from the start of those it leans on, in its passage; what is quoted already is not said again."""
    passage = sentence.passage
    said = {other.start for other in chosen if other.passage.id == passage.id}
    starts = [start for start, _ in passage.sentences]
    start = sentence.start
    for _ in range(_BACK):
        place = starts.index(start) if start in starts else 0
        if place == 0 or starts[place - 1] in said or not _LEANS.match(passage.text, start - passage.start):
            break
        start = starts[place - 1]
    return replace(
        sentence, start=start, text=passage.text[start - passage.start : sentence.end - passage.start]
    )
