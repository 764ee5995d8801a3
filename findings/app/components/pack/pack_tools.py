"""What can be made of a pack and done with it as a whole, each part folded away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from findings.app.components.pack import pack_arrange, pack_brief, pack_plan

if TYPE_CHECKING:
    from findings.library import Library
    from findings.packs.check import CheckedPack


def draw(checked: CheckedPack, library: Library | None) -> None:
    """The brief, the action plan, and putting the pack in order."""
    pack_brief.draw(checked, library)
    pack_plan.draw(checked.pack)
    pack_arrange.draw(checked)
