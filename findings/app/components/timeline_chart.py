"""The overview over time: one mark an inspection, its row and shape its label. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from findings.app.components import labels
from findings.app.text import over_time_text
from findings.records import InspectionView

MOST = 12  # marks in one chart; more is left to the list
HEIGHT = 240  # pixels
INK = "#14191f"
GRID = "#d5dae0"


def rows(views: Sequence[InspectionView]) -> list[dict[str, str]]:
    """One row a dated inspection: its day, its label, and what its mark is called when it is read out."""
    return [
        {
            "date": view.document.date.isoformat(),
            "label": labels.of_view(view).words,
            "description": over_time_text.mark(view.document, labels.of_view(view).words),
        }
        for view in views
        if view.document.date
    ]


def chart(views: Sequence[InspectionView]) -> dict[str, Any] | None:
    """The chart as Vega-Lite, or None where it would say nothing: fewer than two dated inspections, or too many.

    Written out: altair, which makes the same, took half of the page's processor time to check it.
    """
    marks = rows(views)
    if not 2 <= len(marks) <= MOST:
        return None
    every = list(labels.LABELS.values())
    domain = [label.words for label in every]
    years = [row["date"][:4] for row in marks]

    def by_label(values: Sequence[object]) -> dict[str, Any]:
        scale = {"domain": domain, "range": list(values)}
        return {"field": "label", "type": "nominal", "legend": None, "scale": scale}

    return {
        "data": {"values": marks},
        "mark": {"type": "point", "size": 180, "strokeWidth": 2, "opacity": 1},
        "encoding": {
            "x": {
                "field": "date",
                "type": "temporal",
                "title": None,
                "scale": {"type": "utc", "domain": [f"{min(years)}-01-01", f"{int(max(years)) + 1}-01-01"]},
                "axis": {
                    "format": "%Y",
                    "tickCount": "year",
                    "labelOverlap": "greedy",
                    "labelSeparation": 10,
                },
            },
            "y": {
                "field": "label",
                "type": "nominal",
                "title": None,
                "sort": domain,
                "scale": {"domain": domain},
                "axis": {"grid": True, "ticks": False, "labelLimit": 0, "labelPadding": 8},
            },
            "shape": by_label([label.shape for label in every]),
            "stroke": by_label([label.colour for label in every]),
            "fill": by_label(["#ffffff" if label.silent else label.colour for label in every]),
            "strokeDash": by_label([list(label.dash) or [1, 0] for label in every]),
            "description": {"field": "description", "type": "nominal"},
        },
        "height": HEIGHT,
        "config": {
            "background": "#ffffff",  # also where the page is dark
            "padding": 12,
            "view": {"stroke": None},
            "axis": {
                "labelColor": INK,
                "labelFontSize": 14,
                "gridColor": GRID,
                "tickColor": INK,
                "domain": False,
            },
        },
    }
