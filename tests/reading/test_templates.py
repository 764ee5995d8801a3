"""Templates: what a document of another inspectorate says of itself. Documents are a few lines, as each body prints."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from findings.document_kinds import KINDS, called
from findings.errors import TemplateError
from findings.reading import Reading, read
from findings.reading.marks import without_label
from findings.reading.passages import cut
from findings.reading.templates import phrases
from findings.reading.templates.asks import asking_of
from findings.reading.templates.template import general, of_kind, templates
from findings.recommendations.action_points import action_points

SCHOOL = """Oakbridge School
Moor Lane, Oakbridge, OB1 2CD

Inspection dates: 12–13 March 2019

Overall effectiveness\tRequires improvement
Effectiveness of leadership and management\tGood
Outcomes for pupils\tRequires improvement
Overall effectiveness at previous inspection\tInadequate

This is a school that requires improvement

Teaching is uneven. In Year 9 the work is too easy for many pupils.

Inspection team

Jo Bloggs, lead inspector\tHer Majesty’s Inspector
Sam Example\tOfsted Inspector

School details

Unique reference number\t100001
Local authority\tNorthshire
"""


def read_text(folder: Path, text: str, name: str = "report.txt") -> Reading:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read(path, folder, "report")


def asked(folder: Path, text: str, name: str = "report.txt") -> list[str]:
    reading = read_text(folder, text, name)
    document = reading.document
    asking = asking_of(document.kind, document.inspectorate)
    points = action_points(reading.content, cut(document, reading.content), asking)
    return [" ".join(point.text.split()) for point in points]


def test_a_school_report(tmp_path: Path) -> None:
    found = read_text(tmp_path, SCHOOL).document
    assert (found.inspectorate, found.kind, KINDS[found.kind]) == ("Ofsted", "school", "school inspection")
    assert (found.subject, found.authority, found.identifier) == ("Oakbridge School", "Northshire", "100001")
    assert (found.inspection_start, found.inspection_end) == (date(2019, 3, 12), date(2019, 3, 13))
    assert found.lead_inspector == "Jo Bloggs"
    assert found.grades == (
        ("Overall effectiveness", "Requires improvement"),
        ("Effectiveness of leadership and management", "Good"),
        ("Outcomes for pupils", "Requires improvement"),
    )
    assert found.scale[0] == "Outstanding"
    assert found.about == "Oakbridge School"
    assert found.names == {"Oakbridge School", "Northshire"}


def test_a_care_service_prints_two_dates_and_dots_behind_its_ratings(tmp_path: Path) -> None:
    found = read_text(
        tmp_path,
        "Sunny View\n\nInspection report\n\nCare Quality Commission\n\nDate of inspection visit: 7 July 2015\n"
        "Date of publication: 5 October 2015\n\nOverall rating for this service\tGood\t●\n\n"
        "Is the service safe?\tRequires improvement\t●\n\nIs the service caring?\tGood\t●\n\n"
        "The inspection was unannounced. People told us that they were happy with their care.\n",
    ).document
    assert (found.inspectorate, found.kind, found.subject) == (
        "Care Quality Commission",
        "care-service",
        "Sunny View",
    )
    assert (found.inspection_end, found.published, found.published_from) == (
        date(2015, 7, 7),
        date(2015, 10, 5),
        "printed",
    )
    assert found.grades == (
        ("Overall rating for this service", "Good"),
        ("Is the service safe?", "Requires improvement"),
        ("Is the service caring?", "Good"),
    )


def test_a_prison_is_named_in_the_title_and_graded_under_its_headings(tmp_path: Path) -> None:
    found = read_text(
        tmp_path,
        "Report on an unannounced inspection of\n\nHMP Stonebridge\n\nby HM Chief Inspector of Prisons\n\n"
        "6–17 March 2023\n\nSafety\n\nIn 2019 we found that outcomes for prisoners were good against this "
        "healthy prison test. At this inspection we found that outcomes for prisoners were not sufficiently good "
        "against this healthy prison test.\n",
    ).document
    assert (found.inspectorate, found.kind, found.subject) == (
        "HM Inspectorate of Prisons",
        "prison",
        "HMP Stonebridge",
    )
    assert (found.inspection_start, found.inspection_end) == (date(2023, 3, 6), date(2023, 3, 17))
    assert found.grades == (("Safety", "not sufficiently good"),)


def test_an_american_audit_writes_the_month_first(tmp_path: Path) -> None:
    found = read_text(
        tmp_path,
        "<!doctype html><html><head><title>Audit</title></head><body><h1>Audit of the Lakeside Housing Agency</h1>"
        "<p>Report number: A-01-23-00012</p><p>Issued: September 18, 2023</p>"
        "<p>Dates of site visit: June 6&#8211;8, 2023</p><h2>What we found</h2>"
        "<p>The agency paid for boilers that were never fitted. We recommend that it asks for the money.</p>"
        "</body></html>",
        "audit.html",
    ).document
    assert found.published == date(2023, 9, 18)
    assert (found.inspection_start, found.inspection_end) == (date(2023, 6, 6), date(2023, 6, 8))
    assert (found.subject, found.identifier) == ("Lakeside Housing Agency", "A-01-23-00012")
    assert found.inspectorate is None  # no name of a body is printed


def test_figures_that_can_be_read_two_ways_are_no_date_where_nothing_tells_which(tmp_path: Path) -> None:
    text = "Review of the ferry\n\nDate of visit: {}\n\nThe ferry was clean and its crew knew what to do.\n"
    assert read_text(tmp_path, text.format("03/02/2015")).document.inspection_end is None
    assert read_text(tmp_path, text.format("23/02/2015")).document.inspection_end == date(2015, 2, 23)


def test_an_area_send_report_gives_one_of_three_outcomes(tmp_path: Path) -> None:
    found = read_text(
        tmp_path,
        "Area SEND inspection of Halton Local Area Partnership\n\nInspection dates: 20 to 24 November 2023\n\n"
        "Inspection outcome\n\nThe local area partnership’s arrangements lead to inconsistent experiences and "
        "outcomes for children and young people.\n",
    ).document
    assert found.grades == (("Inspection outcome", "inconsistent experiences and outcomes"),)
    assert len(found.scale) == 3


def test_a_report_of_2013_on_looked_after_children(tmp_path: Path) -> None:
    found = read_text(
        tmp_path,
        "Halton\n\nInspection of services for looked after children\n\n"
        "This letter goes with the report. Inspection dates: 5 – 16 August 2013\n\n"
        "Reporting inspector Una Example HMI\n\nOverall effectiveness\n\nGrade 3 (Adequate)\n\n"
        "Plans are written in time and most of them are followed.\n",
    ).document
    assert (found.kind, found.inspection_end, found.lead_inspector) == (
        "looked-after",
        date(2013, 8, 16),
        "Una Example",
    )
    assert found.grades == (("Overall effectiveness", "Adequate"),)


def test_recommendations_of_other_forms(tmp_path: Path) -> None:
    text = (
        "Review of the Northdale drainage board\n\n1. Background\n\n1.1 The board looks after nine pumps.\n\n"
        "3. Recommendations\n\n3.1 The board to service every pump once a year.\n\n4. Conclusion\n\n"
        "4.1 For the reasons given above I recommend that the appeal be dismissed.\n\n"
        "4.2 The Commission recommended to the ministry that the siding be fenced.\n\n5. Agreed action\n\n"
        "5.1 Within one month of my decision the board has agreed to pay her £250.\n"
    )
    assert asked(tmp_path, text) == [
        "The board to service every pump once a year.",
        "For the reasons given above I recommend that the appeal be dismissed.",
        "The Commission recommended to the ministry that the siding be fenced.",
        "Within one month of my decision the board has agreed to pay her £250.",
    ]


def test_short_recommendations_by_their_label(tmp_path: Path) -> None:
    text = (
        "A report on\n\nGlanafon School\n\nEstyn, His Majesty’s Inspectorate for Education and Training in Wales\n\n"
        "Recommendations\n\nR1 Improve pupils’ writing\n\nR2 Strengthen self-evaluation\n\nWhat happens next\n\n"
        "The school will draw up an action plan to address the recommendations.\n"
    )
    assert asked(tmp_path, text) == ["R1 Improve pupils’ writing", "R2 Strengthen self-evaluation"]


def test_duties_of_law_are_not_recommendations(tmp_path: Path) -> None:
    text = (
        "Annual report of the visitors of Stonegate\n\nThe visitors are required by law to be fair. They must:\n\n"
        "• satisfy themselves that those held here are treated well\n\n• tell the governor of any concern they have\n\n"
        "A person who asks for a licence must show that he:\n\n• is over eighteen\n\n"
        "• has lived in the county for a year.\n"
    )
    assert asked(tmp_path, text) == []


def test_what_is_done_under_a_section_of_a_law_is_a_finding(tmp_path: Path) -> None:
    reading = read_text(
        tmp_path,
        "Review of Northdale children’s centre\n\nWhat we found\n\n"
        "1. Under section 47 enquiries were begun late in six of nine cases.\n\n"
        "2. Under section 136 of the Education and Inspections Act 2006 inspectors visit each centre.\n",
    )
    kinds = [passage.kind for passage in cut(reading.document, reading.content)]
    assert kinds == ["finding", "standard"]


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("3. Recommendations", "Recommendations"),
        ("IV. Findings", "Findings"),
        ("Section 7. Recommendations", "Recommendations"),
        ("I recommend", "I recommend"),
    ],
)
def test_a_heading_without_its_number(heading: str, words: str) -> None:
    assert without_label(heading) == words


def test_every_template_can_be_used_and_every_kind_has_a_name() -> None:
    assert len(templates()) > 20
    assert general().name is None
    assert all(KINDS[kind.code] == kind.name for template in templates() for kind in template.kinds[:1])
    assert KINDS["a-kind-that-is-gone"] == "a kind that is gone"
    assert "a-kind-that-is-gone" not in KINDS
    told = of_kind("school")
    assert told is not None and told.name == "Ofsted"


def test_a_kind_has_more_names_than_the_one_it_is_shown_by() -> None:
    assert called()["single inspection"] == called()["sif"] == {"sif"}
    assert called()["focused visit letter"] == {"focused-visit"}
    assert called()["thematic inspection"] == {"probation-thematic", "police-thematic"}


def test_phrases() -> None:
    assert phrases.anywhere(["we recommend"]).search("Here we\nrecommend it")
    assert not phrases.anywhere(["we recommend"]).search("we recommended it")
    assert phrases.beginning(["Action the * {must|should} take"]).match(
        "Action the service must take to improve"
    )
    assert phrases.beginning([r"/R\d+\s/"]).match("R1 Improve")
    assert not phrases.anywhere([]).search("anything")


OWN = """name = "Northshire Scrutiny"
names = ["Northshire Scrutiny"]
signs = ["Scrutiny standards", "What we looked at"]

[[kinds]]
code = "scrutiny"
name = "scrutiny review"
titles = ["scrutiny review"]

[labels]
lead = ["Chair of the review"]

[[scales]]
grades = ["gold", "silver", "bronze"]
areas = ["Care", "Value"]
"""


def test_a_council_adds_a_template_without_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "scrutiny.toml").write_text(OWN)
    monkeypatch.setenv("FINDINGS_TEMPLATES", str(tmp_path / "templates"))
    (tmp_path / "corpus").mkdir()
    found = read_text(
        tmp_path / "corpus",
        "Scrutiny review of the bins\n\nNorthshire Scrutiny\n\nChair of the review: Ann Other\n\nCare: gold\n\n"
        "What we looked at\n\nWe followed nine lorries for a week and wrote down what they left.\n",
    ).document
    assert (found.inspectorate, found.kind, found.lead_inspector) == (
        "Northshire Scrutiny",
        "scrutiny",
        "Ann Other",
    )
    assert (found.grades, found.scale) == ((("Care", "gold"),), ("gold", "silver", "bronze"))
    assert KINDS["scrutiny"] == "scrutiny review"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name = ", r"own\.toml, line 1: cannot be read as TOML \(Invalid value\)\."),
        ('name = "X"\nnam = "Y"\n', r"own\.toml, line 2: unknown key ‘nam’\. Use one of: after, asks"),
        ('names = ["X"]\n', r"own\.toml, line 1: ‘name’ is missing\."),
        ('name = "X"\nsigns = "one"\n', r"own\.toml, line 2: ‘signs’ must be a list of words"),
        ('name = "X"\nsigns = ["/(/"]\n', r"own\.toml, line 2: ‘/\(/’ is no regular expression"),
        ('name = "X"\nsigns = ["{what}"]\n', r"own\.toml, line 2: ‘\{what\}’ is no regular expression"),
        ('name = "X"\nlabels = 3\n', r"own\.toml, line 2: ‘labels’ must be a table\. Write \[labels\]"),
        (
            'name = "X"\n[labels]\nled = ["a"]\n',
            r"own\.toml, line 3: unknown label ‘led’\. Use one of: inspected",
        ),
        (
            'name = "X"\nkinds = 3\n',
            r"own\.toml, line 2: ‘kinds’ must be a list of tables\. Write \[\[kinds\]\]\.",
        ),
        ('name = "X"\n[[kinds]]\nname = "x"\n', r"own\.toml, line 2: ‘code’ is missing in \[kinds\]\."),
        (
            'name = "X"\n[[kinds]]\ncode = "A b"\nname = "x"\n',
            r"own\.toml, line 3: the code ‘A b’ may have small",
        ),
        (
            'name = "X"\n[[kinds]]\ncode = "a"\nname = "x"\nalso = "y"\n',
            r"own\.toml, line 5: ‘also’ must be a list of words",
        ),
        (
            'name = "X"\n[[kinds]]\ncode = "a"\nname = "x"\naka = ["y"]\n',
            r"own\.toml, line 5: unknown key ‘aka’ in \[kinds\]\. Use one of: also, code, name",
        ),
        (
            'name = "X"\n[[scales]]\nareas = ["x"]\n',
            r"own\.toml, line 2: ‘grades’ is missing in \[\[scales\]\]\.",
        ),
        (
            'name = "X"\n[dates]\nmonth_first = 1\n',
            r"own\.toml, line 3: ‘month_first’ must be true or false\.",
        ),
        ('name = "X"\n[dates]\nalone = "seen"\n', r"own\.toml, line 3: ‘alone’ must be \"inspected\" or"),
        ("name = 3\n", r"own\.toml, line 1: ‘name’ must be words in quotation marks\."),
    ],
)
def test_a_slip_in_a_template_is_named_with_its_line(
    text: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "own.toml").write_text(text, encoding="utf-8")
    monkeypatch.setenv("FINDINGS_TEMPLATES", str(tmp_path))
    with pytest.raises(TemplateError, match=said):
        templates()


def test_a_folder_of_templates_that_is_not_there_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FINDINGS_TEMPLATES", str(tmp_path / "none"))
    with pytest.raises(TemplateError, match=r"There is no folder .*none: correct FINDINGS_TEMPLATES"):
        templates()


def test_a_template_that_is_no_text_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "own.toml").write_bytes(b"\xff\xfe\x00")
    monkeypatch.setenv("FINDINGS_TEMPLATES", str(tmp_path))
    with pytest.raises(TemplateError, match=r"own\.toml: cannot be read \(UnicodeDecodeError\)"):
        templates()
