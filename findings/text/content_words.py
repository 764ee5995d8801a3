"""The words of a topic that are searched for, and those that carry no topic.

Question words and the verbs of asking ("what did inspectors say about") are here because every report is what
inspectors said; nouns of the sector never are.
"""

from __future__ import annotations

import re

__all__ = ["ASKING_WORDS", "EVERYDAY", "FUNCTION_WORDS"]

ASKING_WORDS = frozenset(
    """
    anything anybody ask asked evidence find finding findings found give inspection inspections inspector
    inspectors know list mention mentioned please report reported reports said say saying says show tell
    think thought whats whens wheres whos
    """.split()
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

# Words of everyday English that services also choose for short forms: ART is an access to resources team.
EVERYDAY = (
    ASKING_WORDS
    | FUNCTION_WORDS
    | frozenset(
        """
        act ad add age aid aim air art base bat bed big bit box bus call cap car care case cat chip click cut dam
        day dot draw end erase eye face fact fair fast file fin fine fit fix form free gag gap go goal good grow gum
        heal help home ice ill job key kid kit lace lap lead led life link list live log low mac mad made map mark
        mass mast meet mega mind move new now one open pa pace pack pad page par part pass past pat path pay pen
        plan play plus pop rag raise red rest right risk road rug run safe sam sat save see send set sex share ship
        sign site smart smash spa spot staff star start stay step stop strive talk tap team test thrive time tip top
        trust try turn use view voice warp way well win wise wish wisp work wrap
        """.split()
    )
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
