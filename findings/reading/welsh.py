"""Whether a document is in Welsh: the encoder and the judge know English, so such a document is searched by words."""

from __future__ import annotations

import re

WELSH = "cy"
SAID = "It is in Welsh, so it is searched by words only, not by meaning."

# Words that stand in every Welsh text and in no English one; an English report names places ("Ysgol y Bont").
_WORDS = frozenset(
    "yn yr ac mae ar wedi gan eu ei bod hyn sydd oedd nid neu fel ond hefyd gyda rhai mewn ddim bydd wrth dros "
    "roedd maent ni'n mae'r i'r o'r a'r sy'n nad er drwy fod eich eu'n am yw ynghylch arnynt oherwydd pob".split()
)
_ENGLISH = frozenset("the of and to in is that for with are was on their have not this by from which".split())
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_LEAST = 0.08  # of all words; Welsh prose has 20 % or more, a report in two languages about half of it
_FEWEST = 20  # words below which nothing is said
_SAMPLE = 200_000  # characters looked at


def language(text: str) -> str | None:
    """`WELSH` where a text is in Welsh for the most part, else None."""
    words = [word.lower().replace("’", "'") for word in _WORD.findall(text[:_SAMPLE])]
    if len(words) < _FEWEST:
        return None
    welsh = sum(word in _WORDS for word in words)
    english = sum(word in _ENGLISH for word in words)
    return WELSH if welsh >= _LEAST * len(words) and welsh > english else None
