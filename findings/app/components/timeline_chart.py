"""The overview over time: one mark an inspection, its row and shape its label. The only file that imports altair."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from findings.app.components import labels
from findings.app.text import over_time_text
from findings.records import InspectionView

if TYPE_CHECKING:
    import altair as alt

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


def chart(views: Sequence[InspectionView]) -> alt.Chart | None:
    """The chart, or None where it would say nothing: fewer than two dated inspections, or too many."""
    marks = rows(views)
    if not 2 <= len(marks) <= MOST:
        return None
    import altair as alt

    every = list(labels.LABELS.values())
    domain = [label.words for label in every]

    def scale(values: Sequence[str | Sequence[float]]) -> alt.Scale:
        return alt.Scale(domain=domain, range=list(values))

    years = [row["date"][:4] for row in marks]
    drawn: alt.Chart = (
        alt.Chart(alt.InlineData(values=marks))
        .mark_point(size=180, strokeWidth=2, opacity=1)
        .encode(
            x=alt.X(
                "date:T",
                title=None,
                scale=alt.Scale(type="utc", domain=[f"{min(years)}-01-01", f"{int(max(years)) + 1}-01-01"]),
                axis=alt.Axis(format="%Y", tickCount="year", labelOverlap="greedy", labelSeparation=10),
            ),
            y=alt.Y(
                "label:N",
                title=None,
                sort=domain,
                scale=alt.Scale(domain=domain),
                axis=alt.Axis(grid=True, ticks=False, labelLimit=0, labelPadding=8),
            ),
            shape=alt.Shape("label:N", legend=None, scale=scale([label.shape for label in every])),
            stroke=alt.Stroke("label:N", legend=None, scale=scale([label.colour for label in every])),
            fill=alt.Fill(
                "label:N",
                legend=None,
                scale=scale(["#ffffff" if label.silent else label.colour for label in every]),
            ),
            strokeDash=alt.StrokeDash(
                "label:N", legend=None, scale=scale([list(label.dash) or [1, 0] for label in every])
            ),
            description="description:N",
        )
        .properties(height=HEIGHT)
        .configure(background="#ffffff", padding=12)  # also where the page is dark
        .configure_view(stroke=None)
        .configure_axis(labelColor=INK, labelFontSize=14, gridColor=GRID, tickColor=INK, domain=False)
    )
    return drawn
