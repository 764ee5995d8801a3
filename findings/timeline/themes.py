"""What every document says on the sector's themes (`text/terms.csv`): where to look first.

A theme is looked up over every document, as a topic is over time, which takes seconds; so the labels are kept in a
file, and only what is new is looked at.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from findings.records import STANCES, Document, Timeline
from findings.text.terms import Theme

log = logging.getLogger(__name__)

FILE = "themes.json"
# Document id -> its label on a theme, or the kind of its silence.
Labels = Mapping[str, str]
# From what calls for a look to what calls for none; a silent document says neither.
_WORSE_FIRST = ("needs_improvement", "mixed", "mentioned", "strength")


def labels_of(timeline: Timeline) -> dict[str, str]:
    """The label of every document that could be read."""
    return {
        view.document.id: view.stance or view.silence or "not_mentioned"
        for view in timeline.inspections
        if view.silence != "unreadable"
    }


class KeptLabels:
    """The labels that were worked out, in one file: of each theme, by document and the checksum of its bytes.

    `key` names what reads and judges. A document that another one joins keeps its labels: what it says does not change,
    but for how rare the theme's words are among all documents, which hardly ever moves a label.
    """

    def __init__(self, folder: Path, key: str) -> None:
        self._path, self._key = folder / FILE, key
        self._known: dict[str, dict[str, str]] = self._read()

    def of(self, topic: str, documents: Iterable[Document]) -> Labels:
        """Of those documents whose label is known."""
        own = self._known.get(topic, {})
        return {one.id: own[_name(one)] for one in documents if _name(one) in own}

    def keep(self, topic: str, labels: Labels, documents: Iterable[Document]) -> None:
        """The labels of these documents on a theme, and no others: what is gone is forgotten.

        They are kept in memory where the file cannot be written.
        """
        own = {_name(one): labels[one.id] for one in documents if one.id in labels}
        self._known = {**self._known, topic: own}
        temporary = self._path.with_suffix(".new")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_text(json.dumps({"key": self._key, "themes": self._known}), encoding="utf-8")
            temporary.replace(self._path)
        except OSError as error:
            log.warning("%s cannot be written (%s)", self._path, error)

    def _read(self) -> dict[str, dict[str, str]]:
        try:
            kept = json.loads(self._path.read_text(encoding="utf-8"))
            return dict(kept["themes"]) if kept["key"] == self._key else {}
        except (OSError, ValueError, KeyError, TypeError):  # it is worked out again
            return {}


def _name(document: Document) -> str:
    return f"{document.id} {document.checksum}"


@dataclass(frozen=True, slots=True)
class ThemeView:
    """A theme in some documents: `said` are (document, label or silence), the oldest first, undated ones last."""

    theme: Theme
    said: tuple[tuple[Document, str], ...]

    def count(self, label: str) -> int:
        return sum(one == label for _, one in self.said)

    @property
    def speaking(self) -> int:
        """How many documents say something."""
        return sum(label in STANCES for _, label in self.said)

    @property
    def latest(self) -> tuple[str, ...]:
        """Of each authority what its newest document that says something says."""
        newest: dict[str | None, str] = {}
        for document, label in self.said:
            if label in STANCES and document.date:
                newest[document.authority] = label
        return tuple(newest.values())


def view(theme: Theme, labels: Labels, documents: Sequence[Document]) -> ThemeView:
    """A theme in these documents; one that came after the labels is left out."""
    dated = sorted(documents, key=lambda d: (d.date is None, d.date.toordinal() if d.date else 0, d.id))
    return ThemeView(theme, tuple((d, labels[d.id]) for d in dated if d.id in labels))


def urgency(shown: ThemeView) -> tuple[float | int | str, ...]:
    """Sorts what to look at first: where the newest word of most authorities is that it needs improvement, then mixed;
    of equals where most documents ever said so."""
    latest = shown.latest
    of = max(1, len(latest))
    shares = [-sum(label == worse for label in latest) / of for worse in _WORSE_FIRST[:2]]
    return (*shares, -shown.count("needs_improvement"), -shown.speaking, shown.theme.title)
