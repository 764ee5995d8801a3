"""Facts from title lines. Each document is a few lines of text, as its kind prints them."""

from __future__ import annotations

from datetime import date

import pytest

from findings.reading.facts import Facts, find
from findings.reading.lead import lead_inspector
from findings.reading.plain.textfile import read_text
from findings.reading.structure import assemble
from findings.reading.templates.kinds import kind_of

SENTENCE = (
    "Leaders know their services well and have acted on what the last inspection asked of them in full."
)


def facts(text: str, file: str = "report.txt") -> Facts:
    return find(assemble(read_text(text)), file)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Inspection of Halton local authority children's services", "ilacs"),
        ("Barnsley Inspection of children's social care services", "ilacs"),
        ("Inspection of services for children in need of help and protection, children looked after", "sif"),
        ("Re-inspection of services for children in need of help and protection", "reinspection"),
        ("Focused visit to Halton children's services", "focused-visit"),
        ("Monitoring visit to Torbay children's services", "monitoring-visit"),
        ("Joint targeted area inspection of Torbay", "jtai"),
        ("Area SEND inspection of Halton Local Area Partnership", "area-send"),
        ("Inspection of services for looked after children", "looked-after"),
        ("Review of the effectiveness of the Local Safeguarding Children Board", "lscb-review"),
        ("Joint area review of Haringey", "joint-review"),
        ("Statement from the leader of Halton Borough Council", "statement"),
        ("Statement from His Majesty's Chief Inspector", "other"),
        ("An inspection of youth offending services in Halton", "other"),
        ("PEEL 2023-25 police effectiveness, efficiency and legitimacy", "other"),
        ("Warrington and Halton Teaching Hospitals inspection report", "other"),
    ],
)
def test_kind_is_told_by_the_title(title, kind):
    assert kind_of(title) == kind


def test_an_inspection_report():
    found = facts(
        "Inspection of Halton local authority children’s services\n\n"
        "Inspection dates: 13 to 24 May 2024\n\n"
        "Lead inspector: Lisa Summers, His Majesty’s Inspector\n\n"
        "Judgement\tGrade\n"
        "The experiences and progress of children in care\tInadequate\n"
        "Overall effectiveness\tRequires improvement to be good\n\n"
        f"{SENTENCE} Since the focused visit in 2022 they were good.\n\n"
        "Something else\tGood\n",
        "inspection-12-july-2024.txt",
    )
    assert found == Facts(
        title="Inspection of Halton local authority children’s services",
        authority="Halton",
        kind="ilacs",
        inspection_start=date(2024, 5, 13),
        inspection_end=date(2024, 5, 24),
        published=date(2024, 7, 12),
        published_from="file name",
        lead_inspector="Lisa Summers",
        grades=(
            ("The experiences and progress of children in care", "Inadequate"),
            ("Overall effectiveness", "Requires improvement to be good"),
        ),
        inspectorate="Ofsted",
        scale=("outstanding", "good", "requires improvement", "inadequate"),
    )


def test_the_date_of_a_previous_inspection_is_not_taken():
    found = facts(
        "Area SEND inspection of Durham Local Area Partnership\n\n"
        "Inspection dates: 24 to 28 June 2024\n\nDates of previous inspection: 27 to 31 March 2017\n\n"
        + SENTENCE
    )
    assert (found.kind, found.authority) == ("area-send", "Durham")
    assert (found.inspection_start, found.inspection_end) == (date(2024, 6, 24), date(2024, 6, 28))


def test_a_letter_prints_its_date_and_tells_of_the_visit():
    found = facts(
        "13 January 2023\n\nMil Vasic\nHalton Borough Council\n\nDear Mr Vasic\n\n"
        "Focused visit to Halton children's services\n\n"
        "This letter summarises the findings of the focused visit to Halton children's services on 23 and 24 November "
        "2022. The inspectors were A Name and B Name.\n"
    )
    assert (found.published, found.published_from) == (date(2023, 1, 13), "printed")
    assert (found.inspection_start, found.inspection_end) == (date(2022, 11, 23), date(2022, 11, 24))
    assert (found.kind, found.authority, found.lead_inspector) == ("focused-visit", "Halton", None)


def test_the_date_of_another_visit_in_a_letter_is_not_taken():
    found = facts(
        "1 May 2022\n\nDear Ms Smith\n\nMonitoring visit to Torbay children's services\n\n"
        "Since the last inspection on 3 March 2020 there have been many changes in the service for all children.\n"
    )
    assert (found.inspection_start, found.inspection_end) == (None, None)


def test_a_date_in_a_file_name_that_is_the_day_of_the_visit_is_no_publication():
    found = facts(
        "Dear Ms Smith\n\nFocused visit to Torbay children's services\n\n"
        "This letter summarises the findings of a visit to Torbay on 24 and 25 July 2018 by two inspectors.\n",
        "torbay-2018-07-25-letter.txt",
    )
    assert (found.published, found.published_from) == (None, None)


def test_a_document_that_says_nothing_of_itself():
    assert facts("Some words\n\nand others.\n") == Facts(title="Some words")


def test_a_report_of_another_inspectorate():
    found = facts(
        "Kent Community Health NHS Foundation Trust\n\nInspection report\n\nDate of inspection visit: 12 March to 14 "
        "April 2019\n\nDate of publication: 24 July 2019\n\nOverall rating for this trust\tGood\n"
        "Are services safe?\tRequires improvement\n\n" + SENTENCE
    )
    assert (found.kind, found.inspection_end, found.published) == (
        "other",
        date(2019, 4, 14),
        date(2019, 7, 24),
    )
    assert found.grades == (
        ("Overall rating for this trust", "Good"),
        ("Are services safe?", "Requires improvement"),
    )


def test_the_name_of_an_inspectorate_is_no_part_of_the_title():
    found = facts(
        "An inspection of youth justice services in Kent\n\nHM Inspectorate of Probation, May 2023\n\n"
        + SENTENCE
    )
    assert (found.title, found.authority) == ("An inspection of youth justice services in Kent", "Kent")


def test_a_police_force_is_no_authority():
    assert facts("An inspection of Kent Police\n\n" + SENTENCE).authority is None


def test_grades_given_in_sentences():
    found = facts(
        "Brent\n\nInspection of services for children in need of help and protection, children looked after\n\n"
        "and\n\nReview of the effectiveness of the Local Safeguarding Children Board¹\n\n"
        "Inspection date: 14 September to 8 October 2015\n\nReport published: 30 November 2015\n\n"
        "Children’s services in Brent require improvement to be good\n\n"
        "1. Children who need help and protection\t\tRequires improvement\n\t2.1 Adoption performance\tGood\n\n"
        "The Local Safeguarding Children Board (LSCB) is inadequate\n\n" + SENTENCE
    )
    assert found.title == (
        "Brent: Inspection of services for children in need of help and protection, children looked after"
    )
    assert found.grades == (
        ("Overall judgement", "require improvement to be good"),
        ("Children who need help and protection", "Requires improvement"),
        ("Adoption performance", "Good"),
        ("Local Safeguarding Children Board", "inadequate"),
    )


@pytest.mark.parametrize(
    ("texts", "name"),
    [
        (["Lead inspector: Jan Edwards"], "Jan Edwards"),
        (["Lead inspector: Fiona J Millns, HMI"], "Fiona J Millns"),
        (["Lead inspector:\tTracey Metcalfe Her Majesty's Inspector"], "Tracey Metcalfe"),
        (["Lead inspector", "Máire O’Neill-Smith HMI"], "Máire O’Neill-Smith"),
        (["Una Buckley, HMI, Ofsted Lead inspector\tLesley Perry, CQC Lead inspector"], "Una Buckley"),
        (["Reporting inspector Helen Cawston HMI"], "Helen Cawston"),
        (["Deputy lead inspector: Dick O’Brien"], None),
        (["The lead inspector spoke to children."], None),
        (["Lead inspector: to be confirmed"], None),
    ],
)
def test_the_lead_inspector_is_the_name_at_the_label(texts, name):
    assert lead_inspector(texts) == name
