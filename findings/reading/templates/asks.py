"""How a document asks for something: the words of its inspectorate's template beside those that all use."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from findings.reading.marks import without_label
from findings.reading.templates.phrases import NOTHING
from findings.reading.templates.template import Asks, Template, general, of_kind, templates

# "R1 Improve pupils' writing" is what is asked for, however it is printed and however short it is.
SHORT_REQUEST = re.compile(r"R\d{1,2}[.:]?\s+[A-Z]\w+\s")


@dataclass(frozen=True, slots=True, eq=False)
class Asking:
    """What asks in one document. `plain`: only headings and lead-ins do, as in reports on children's services."""

    parts: tuple[Asks, ...]
    standard: tuple[re.Pattern[str], ...]
    plain: bool

    def heading(self, text: str) -> bool:
        """Whether something is asked for under this heading."""
        words = without_label(text)
        return any(part.headings.match(words) for part in self.parts) and not (
            not self.plain and self.denied(words)
        )

    def lead_in(self, text: str) -> bool:
        """Whether a list that hangs on this sentence asks for something."""
        return any(part.lead_ins.search(text) for part in self.parts) and not self.denied(text)

    def words(self, text: str) -> bool:
        """Whether a passage says itself that it asks: it begins with a label, or a sentence recommends."""
        return any(part.starts.match(text) or part.sentences.search(text) for part in self.parts)

    def denied(self, text: str) -> bool:
        return any(part.not_.search(text) for part in self.parts)


@lru_cache(maxsize=256)
def asking_of(kind: str, inspectorate: str | None = None) -> Asking:
    """What asks in a document of this kind, of this inspectorate."""
    template = of_kind(kind, inspectorate)
    own = (template,) if template else ()
    alone = template is not None and template.asks.only
    return Asking(
        tuple(one.asks for one in (own if alone else (*own, general()))),
        tuple(one.standard for one in own),
        template is not None and template.first,
    )


def labelled(text: str) -> bool:
    """Whether a text begins with the label of something asked for, by any template: "Corrective action:", "R2"."""
    return any(starts.match(text) for starts in _starts(templates()))


@lru_cache(maxsize=4)
def _starts(held: Iterable[Template]) -> tuple[re.Pattern[str], ...]:
    return tuple(one.asks.starts for one in (*held, general()) if one.asks.starts.pattern != NOTHING)
