"""Other names of what was asked for: short forms written out, long forms shortened, older and newer names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property

from findings.records import Term
from findings.text.content_words import EVERYDAY

_WORD = re.compile(r"[^\W_]+(?:['’&/-][^\W_]+)*")
# At most this many other names for one concept: more would drown what was typed.
MAX_NAMES = 4


def _plain(text: str) -> str:
    """Lower case, hyphens as spaces, the last word's plural or possessive s gone: how two names are compared."""
    words = re.sub(r"[\s\-–/]+", " ", text.lower().replace("’", "'")).strip()
    return re.sub(r"(?<=[^s])(?:'?s|s')$", "", words)


def _is_everyday_short(term: Term) -> bool:
    """Whether its short form would find everyday words, for words are found in capitals and small letters alike.

    Those of the sector (SEND, PA) stand in so many texts that they are searched for all the same.
    """
    return term.source == "corpus" and _plain(term.short) in EVERYDAY


class Vocabulary:
    """The terms of an index, arranged for finding them in a query. Read-only."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self.terms = tuple(terms)

    @cached_property
    def _by_short(self) -> dict[str, list[Term]]:
        """Plain short form -> its terms: curated first, then by the number of documents that define them."""
        found: dict[str, list[Term]] = defaultdict(list)
        for term in sorted(self.terms, key=lambda t: (t.source != "curated", -t.count)):
            found[_plain(term.short)].append(term)
        return dict(found)

    @cached_property
    def _by_long(self) -> dict[str, list[Term]]:
        found: dict[str, list[Term]] = defaultdict(list)
        for term in self.terms:
            found[_plain(term.long)].append(term)
        return dict(found)

    @cached_property
    def _longest(self) -> int:
        """Words in the longest name."""
        return max((len(name.split()) for name in (*self._by_long, *self._by_short)), default=0)

    def find(self, topic: str) -> tuple[Term, ...]:
        """Terms to search for besides `topic`: `short` is what was typed, `long` the other name of it.

        Longest names first, so that "local authority designated officer" is not also read as "designated officer".
        """
        words = list(_WORD.finditer(topic))
        taken: set[int] = set()
        added: list[Term] = []
        for size in range(min(self._longest, len(words)), 0, -1):
            for first in range(len(words) - size + 1):
                places = set(range(first, first + size))
                if places & taken:
                    continue
                typed = topic[words[first].start() : words[first + size - 1].end()]
                names = self._names(typed, topic)
                if names:
                    taken |= places
                    added += [Term(typed, name, source) for name, source in names]
        return tuple(dict.fromkeys(added))

    def _names(self, typed: str, topic: str) -> list[tuple[str, str]]:
        """The other names of `typed` with where each comes from; none when it is no name."""
        plain = _plain(typed)
        found: list[tuple[str, str]] = []
        if plain in self._by_short and self._is_short_form(typed, topic):
            found += [(term.long, term.source) for term in self._by_short[plain]]
        for term in self._by_long.get(plain, ()):
            if not _is_everyday_short(term):
                found.append((term.short, term.source))
            found += [(t.long, t.source) for t in self._by_short.get(_plain(term.short), ())]
        seen = {plain}
        names = []
        for name, source in found:
            if _plain(name) not in seen:
                seen.add(_plain(name))
                names.append((name, source))
        return names[:MAX_NAMES]

    @staticmethod
    def _is_short_form(typed: str, topic: str) -> bool:
        """Whether a short form is meant: one that is also an everyday word only in capitals ("ART", not "Art")."""
        if not {typed.lower(), _plain(typed)} & EVERYDAY:
            return True
        # In capitals throughout, they say nothing.
        shouted = topic.isupper() and len(topic.split()) > 1
        return typed[: len(_plain(typed))].isupper() and not shouted
