"""The labels of a passage or an inspection: the tool's reading, in a fixed order. Shape and word carry it."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from findings.records import STANCES, InspectionView


@dataclass(frozen=True, slots=True)
class Label:
    """One label: its words, its mark in text, its mark in the chart (a shape of Vega), its colour."""

    code: str
    words: str
    glyph: str
    shape: str
    colour: str
    dash: tuple[int, ...] = ()  # of the outline in the chart

    @property
    def silent(self) -> bool:
        return self.code not in STANCES


CROSS = "M-0.7,-0.7L0.7,0.7M-0.7,0.7L0.7,-0.7"
LABELS = {
    label.code: label
    for label in (
        Label("strength", STANCES["strength"], "▲", "triangle-up", "#14532d"),
        Label("mixed", STANCES["mixed"], "◆", "diamond", "#7a3e00"),
        Label("needs_improvement", STANCES["needs_improvement"], "▼", "triangle-down", "#8f1d1d"),
        Label("mentioned", STANCES["mentioned"], "■", "square", "#4a5560"),
        Label("not_mentioned", "Not mentioned", "○", "circle", "#14191f"),
        Label("out_of_scope", "Not looked at", "◌", "circle", "#14191f", (2, 2)),
        Label("unreadable", "Could not be read", "✕", CROSS, "#14191f"),
    )
}


def of_view(view: InspectionView) -> Label:
    """The label of an inspection: its stance, or why it does not mention the topic."""
    return LABELS[view.stance or view.silence or "not_mentioned"]


def label_html(label: Label, because: str = "", quiet: bool = False) -> str:
    """The label as words; its mark is not read out. A `quiet` one is of a passage that may not be about the topic."""
    said = f'. <span class="because">{escape(because)}</span>' if because else ""
    glyph = f'<span aria-hidden="true">{label.glyph}</span>'
    return f'<p class="label {label.code}{" quiet" if quiet else ""}">{glyph} {label.words}{said}</p>'
