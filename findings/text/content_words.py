"""The words of a topic that are searched for, and those that carry no topic.

Question words and the verbs of asking ("what did inspectors say about") are here because every report is what
inspectors said; nouns of the sector never are.
"""

from __future__ import annotations

import re

__all__ = ["ASKING_WORDS", "FUNCTION_WORDS", "ORDINARY_SHORT"]

ASKING_WORDS = frozenset(
    """
    anything anybody ask asked evidence find finding findings found give inspection inspections inspector
    inspectors know list mention mentioned please report reported reports said say saying says show tell
    think thought whats whens wheres whos
    """.split()
)

# A short form in lower case is taken for the ordinary word it also is.
ORDINARY_SHORT = frozenset(
    "aim all an art cart care cat do ice in is it led may no or pa pen pep so us was".split()
)


FUNCTION_WORDS = frozenset(
    """
    a about above after again all also although am among an and any are aren't as at be because been before being
    below between both but by can cannot can't could couldn't did didn't do does doesn't doing don't down during
    each either enough ever every few for from further had hadn't has hasn't have haven't having he her here hers
    him his how however i if in into is isn't it its itself just less let many may me might more most much must my
    neither no nor not of off often on once only or other ought our ours out over own per rather same she should
    shouldn't since so some such than that that's the their theirs them then there these they this those though
    through thus to too under until up upon us very was wasn't we were weren't what what's when where whether which
    while who whom whose why will with within without won't would wouldn't yet you your
    """.split()
)


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
