"""A first step on an empty page, with an example from the documents at hand."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from findings.app.components import filters
from findings.app.state import my_authority

if TYPE_CHECKING:
    from findings.library import Library


def authority(library: Library) -> str:
    """Whom an example is about: one's own authority, else the one with most documents, by name where several have as
    many; "" where no document tells whom it is about."""
    ready = [document for document in library.documents() if document.status == "ready"]
    mine = my_authority.mine(filters.choices(ready).authorities)
    counted = Counter(document.about for document in ready if document.about)
    return mine or min(counted, key=lambda name: (-counted[name], name), default="")


def of(template: str, library: Library) -> tuple[str, ...]:
    """The example in which "{}" stands for the authority; none without one."""
    name = authority(library)
    return (template.format(name),) if name else ()
