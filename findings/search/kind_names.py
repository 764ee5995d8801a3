"""Kinds of document by the names that people use for them, which stand in the templates.

Names are compared by the stems of their words: "focused visits" is "focused visit".
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from findings.document_kinds import called
from findings.text.stems import Token, stems, tokens

# What is left of a possessive: "childrens home" is "children's home".
_POSSESSIVE = "s"


def named_kinds(words: str) -> list[tuple[int, int, frozenset[str]]]:
    """(start, end, codes) of each kind that `words`, which are known to name kinds, name, in order.

    The words of a name stand in their order, others may stand between: "focused and monitoring visits" are two. A
    name within a longer one is not taken.
    """
    own = [token for token in tokens(words) if token.stem != _POSSESSIVE]
    found: dict[frozenset[int], frozenset[str]] = {}
    for name, codes in _by_stems(tuple(called().items())).items():
        places = _places(own, name)
        if places:
            found[places] = found.get(places, frozenset()) | codes
    longest = {places: codes for places, codes in found.items() if not any(places < other for other in found)}
    return sorted((own[min(at)].start, own[max(at)].end, codes) for at, codes in longest.items())


def stems_of_names() -> frozenset[str]:
    """The stems of all words in names of kinds."""
    return frozenset(stem for name in _by_stems(tuple(called().items())) for stem in name)


def _places(own: list[Token], name: tuple[str, ...]) -> frozenset[int]:
    """Where the words of a name first stand in their order; empty where they do not."""
    found: list[int] = []
    for place, token in enumerate(own):
        # The stem of "SCRs", which has no vowel, keeps its s.
        if len(found) < len(name) and name[len(found)] in (token.stem, token.stem.removesuffix("s")):
            found.append(place)
    return frozenset(found if len(found) == len(name) else ())


@lru_cache(maxsize=4)
def _by_stems(names: tuple[tuple[str, frozenset[str]], ...]) -> Mapping[tuple[str, ...], frozenset[str]]:
    found: dict[tuple[str, ...], frozenset[str]] = {}
    for name, codes in names:
        key = tuple(stem for stem in stems(name) if stem != _POSSESSIVE)
        found[key] = found.get(key, frozenset()) | codes
    return found
