"""Printed paragraph numbers, told from other figures by their sequence over the whole document."""

from __future__ import annotations

from dataclasses import dataclass

from findings.reading.marks import number_at

# Numbers may be left out in print; more than this between two is another list or a figure in a sentence.
_LARGEST_GAP = 3


@dataclass(slots=True)
class Sequence:
    """Follows the numbers down a document; `accept` says which text carries the next."""

    last: int = 0
    since_heading: bool = True

    def heading(self) -> None:
        """A heading: after it the numbers may begin again at 1."""
        self.since_heading = True

    def accept(self, text: str) -> tuple[str, int] | None:
        """(number, where the words begin) if the text begins with a number that fits the sequence."""
        found = number_at(text) or self._bare(text)
        if found is None:
            return None
        if "." in found[0]:
            return found
        value = int(found[0])
        if self.last < value <= self.last + _LARGEST_GAP or value == 1:
            self.last = value
            self.since_heading = False
            return found
        return None

    def _bare(self, text: str) -> tuple[str, int] | None:
        found = number_at(text, bare=True)
        return found if found and found[0] == str(self.last + 1) and self.last > 1 else None
