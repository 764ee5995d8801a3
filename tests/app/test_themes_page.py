"""Themes: where to look first, and one's own authority with its neighbours."""

from __future__ import annotations

import time

from findings.app.state import theme_job
from findings.app.text import themes_text
from findings.text.terms import THEMES
from tests.app.fake_library import LETTER


def opened(screen, query=""):
    """The page once every theme is worked out."""
    theme_job._job.clear()
    screen.open(query, "themes")
    until = time.monotonic() + 20
    while theme_job.of(screen.library).goes_on and time.monotonic() < until:
        time.sleep(0.02)
    return screen.open(query, "themes")


def test_the_theme_that_needs_improvement_comes_first(screen):
    opened(screen)
    assert f"{len(THEMES)} themes in 2 reports" in screen.status
    neglect = screen.html.index(">Neglect<")
    assert neglect < screen.html.index(">Adoption<")
    assert "over-time?topic=neglect" in screen.html


def test_by_group_they_stand_under_its_name(screen):
    opened(screen, "order=group")
    assert screen.html.index("Care leavers</th>") < screen.html.index("Children in care</th>")
    assert screen.html.index(">Adoption<") < screen.html.index(">Neglect<")


def test_filters_leave_the_documents_that_match(screen):
    opened(screen, f"la={LETTER.authority}&from=2023")
    assert "in 1 report" in screen.status


def test_an_authority_and_its_neighbours_are_kept_and_offered(screen, tmp_path):
    opened(screen)
    screen.app.selectbox(key="my-authority-name").set_value(LETTER.authority).run()
    screen.app.multiselect(key=f"my-authority-neighbours-{LETTER.authority}").set_value(["Knowsley", "Wigan"])
    screen.button(themes_text.SAVE).click().run()
    assert f"Saved: {LETTER.authority}, with 2 neighbours." in screen.html
    kept = (tmp_path / "data" / "neighbours.csv").read_text().splitlines()
    assert kept == ["authority,neighbour 1,neighbour 2", f"{LETTER.authority},Knowsley,Wigan"]
    screen.follow(f"{LETTER.authority} only")
    assert screen.params["la"] == [LETTER.authority]


def test_a_file_of_neighbours_that_cannot_be_used_says_why(screen, tmp_path):
    (tmp_path / "data").mkdir(exist_ok=True)
    path = tmp_path / "data" / "neighbours.csv"
    path.write_bytes(b"\xff\xfe\x00")
    assert "neighbours.csv: it cannot be read as CSV" in opened(screen).html
    path.write_text("authority,neighbours\nHalton,Atlantis\n")
    screen.open(page="themes")
    assert "in the file of neighbours: ‘Atlantis’. Check" in screen.html
