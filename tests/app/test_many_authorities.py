"""Many authorities over time in one picture, and the counts of a search: made of plain values."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from findings.answers.view_tables import row_of
from findings.app.components import counts
from findings.app.components.inspection_groups import Group
from findings.app.components.tables import authority_grid
from findings.app.components.tables.sheet_files import csv_bytes
from findings.app.state.address import OverTimeAddress, SearchAddress
from findings.records import InspectionView, Plan
from tests.app import fake_views
from tests.fakes import make_document


def view(authority: str, year: int, stance: str | None) -> InspectionView:
    document = make_document(
        f"{authority}-{year}", authority=authority, kind="ilacs", inspection_end=date(year, 3, 1)
    )
    return InspectionView(document, stance=stance, silence=None if stance else "not_mentioned")


GROUPS: list[Group] = [
    ("Brent", [view("Brent", 2015, "needs_improvement"), view("Brent", 2017, "strength")]),
    ("Halton", [view("Halton", 2015, "strength"), view("Halton", 2017, "needs_improvement")]),
    ("Hull", [view("Hull", 2016, None)]),
]
ASKED = OverTimeAddress("LADO")


def names(order: str) -> list[str | None]:
    return [name for name, _ in authority_grid.ordered(GROUPS, order)]


def test_rows_are_sorted_by_name_by_the_latest_label_or_by_change() -> None:
    assert names("name") == ["Brent", "Halton", "Hull"]
    assert names("latest") == ["Halton", "Brent", "Hull"]
    assert names("change") == ["Halton", "Brent", "Hull"]


def test_every_year_has_a_column_and_every_inspection_a_mark_with_a_name() -> None:
    html = authority_grid.grid_html(GROUPS, ASKED)
    assert html.count('<th scope="col">') == 4  # the authority and three years
    assert html.count('class="mark ') == 5
    assert 'title="Strength: children&#x27;s services inspection of Brent, 1 March 2017"' in html
    assert 'title="Not mentioned: children&#x27;s services inspection of Hull, 1 March 2016"' in html


def test_a_name_opens_the_inspections_of_its_authority_and_a_mark_its_own() -> None:
    html = authority_grid.grid_html(GROUPS, ASKED)
    assert html.count('href="over-time?topic=LADO&amp;la=Halton"') == 1
    assert html.count('href="over-time?topic=LADO&amp;la=Halton&amp;at=Halton-2017"') == 1


def test_undated_inspections_alone_make_no_picture() -> None:
    undated = replace(GROUPS[0][1][0], document=replace(GROUPS[0][1][0].document, inspection_end=None))
    assert authority_grid.grid_html([("Brent", [undated])], ASKED) == ""


def test_the_file_has_a_line_for_every_inspection() -> None:
    lines = csv_bytes(authority_grid.sheet(GROUPS)).decode("utf-8-sig").splitlines()
    assert lines[0] == "Authority,Document type,Date,Label,Sentence,Source,File"
    assert lines[1] == "Brent,children's services inspection,2015-03-01,Needs improvement,,,Brent-2015.txt"
    assert len(lines) == 6


def test_the_words_of_an_inspection_are_those_its_label_is_read_from() -> None:
    both = next(view for view in fake_views.inspections(Plan("q", "q")) if view.document.id == "both")
    first, second = (hit.quote for hit, _ in both.passages)
    assert (first, second) == (
        "Oversight is not yet good.",
        "Referrals to the designated officer are recorded well.",
    )
    for stance, words in (("needs_improvement", first), ("strength", second), ("mixed", first)):
        view = replace(both, stance=stance)
        assert row_of(view).value == words
        assert words in csv_bytes(authority_grid.sheet([("Northshire", [view])])).decode("utf-8-sig")


def test_counts_are_links_that_leave_only_those_documents() -> None:
    documents = [one.document for _, views in GROUPS for one in views]
    html = counts.html(SearchAddress("neglect"), [*documents, documents[0]])
    assert '<a href="?q=neglect&amp;la=Brent" target="_self">Brent (2)</a>' in html
    assert '<a href="?q=neglect&amp;from=2017&amp;to=2017" target="_self">2017 (2)</a>' in html
    assert "<summary>5 documents by authority" in html
    assert "Type" not in html  # all are of one


def test_where_all_documents_are_alike_there_is_nothing_to_count() -> None:
    assert counts.html(SearchAddress("neglect"), [GROUPS[0][1][0].document]) == ""


def test_an_authority_without_a_dated_inspection_has_no_row_of_blanks() -> None:
    undated = replace(GROUPS[0][1][0], document=replace(GROUPS[0][1][0].document, inspection_end=None))
    grouped = [*GROUPS, (None, [undated])]
    assert "not known" not in authority_grid.grid_html(grouped, ASKED)
    assert len(authority_grid.marks(grouped)) == len(GROUPS)
