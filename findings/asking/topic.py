"""The words of a topic that are searched for."""

from __future__ import annotations

import re

from findings.asking.stopwords import ASKING_WORDS, FUNCTION_WORDS

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def content_words(topic: str) -> tuple[str, ...]:
    """The words of `topic` that carry it, in order, once each; every word when none would be left."""
    words = [word.replace("’", "'") for word in _WORD.findall(topic)]
    for dropped in (FUNCTION_WORDS | ASKING_WORDS, FUNCTION_WORDS, frozenset[str]()):
        kept = [word for word in words if word.lower() not in dropped or _is_short_form(word)]
        if kept:
            return tuple({word.lower(): word for word in kept}.values())
    return ()


def _is_short_form(word: str) -> bool:
    """ "IT" or "ALL" typed among lower-case words would be a short form; one letter never is."""
    return len(word) > 1 and word.isupper() and word.lower() in {"it", "all", "may", "us"}
