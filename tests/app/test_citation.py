"""Names, dates and places in words."""

from dataclasses import replace
from datetime import date

import pytest

from findings import citation as c
from findings.app.components.filters import choices
from tests.app.fake_library import BULLET, FINDING, LETTER, MEETINGS, PARTNERS, REPORT
from tests.fakes import make_document


def test_a_day_has_no_leading_nought():
    assert c.day(date(2023, 1, 3)) == "3 January 2023"


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (date(2023, 1, 10), date(2023, 1, 21), "10 to 21 January 2023"),
        (date(2023, 1, 28), date(2023, 2, 3), "28 January to 3 February 2023"),
        (date(2022, 12, 28), date(2023, 1, 3), "28 December 2022 to 3 January 2023"),
        (date(2023, 1, 10), date(2023, 1, 10), "10 January 2023"),
        (None, date(2023, 1, 10), "10 January 2023"),
        (date(2023, 1, 10), None, "10 January 2023"),
        (None, None, ""),
    ],
)
def test_a_range_of_days(start, end, said):
    assert c.days(start, end) == said


@pytest.mark.parametrize(
    ("values", "said"), [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")]
)
def test_a_list_in_words(values, said):
    assert c.listed(values) == said


@pytest.mark.parametrize(
    ("number", "said"), [(20, "1KB"), (317_440, "310KB"), (2_516_582, "2.4MB"), (1_048_576, "1.0MB")]
)
def test_a_size(number, said):
    assert c.size(number) == said


def test_the_whole_citation_of_a_passage():
    assert c.citation(FINDING, LETTER) == (
        "Focused visit letter to Northshire, 24 November 2022, page 1, paragraph 1, ‘Main findings’"
    )


def test_a_passage_over_two_pages():
    assert c.place(MEETINGS, LETTER) == "pages 1 to 2, paragraph 2, ‘Main findings’"


def test_the_number_printed_on_a_page_stands_beside_its_count_where_they_differ():
    numbered = replace(LETTER, page_labels=("iii", "iv"))
    assert c.place(replace(FINDING, section=(), paragraph=None), numbered) == "page 1 (printed iii)"
    assert c.place(replace(MEETINGS, section=()), numbered) == "pages 1 to 2 (printed iii to iv), paragraph 2"


def test_a_page_whose_printed_number_is_its_count_is_cited_once():
    numbered = replace(LETTER, page_labels=("", "1a"))
    assert c.place(replace(FINDING, section=(), paragraph=None), numbered) == "page 1"
    assert c.place(replace(MEETINGS, section=()), numbered) == "pages 1 to 2 (printed 1 to 1a), paragraph 2"


def test_without_a_section_it_is_left_out():
    assert c.place(replace(FINDING, section=(), paragraph=None), LETTER) == "page 1"


def test_a_text_file_is_cited_by_line():
    assert c.citation(PARTNERS, REPORT) == (
        "Joint targeted area inspection of Southshire, published 25 July 2018, line 43"
    )


def test_a_word_file_is_cited_by_paragraph():
    assert c.place(replace(PARTNERS, line=12), replace(REPORT, format="docx")) == "paragraph 12"


def test_a_printed_number_beats_our_own_count():
    assert (
        c.place(replace(PARTNERS, line=12, paragraph="34"), replace(REPORT, format="docx")) == "paragraph 34"
    )


def test_the_full_citation_says_where_the_document_is():
    assert c.full_citation(PARTNERS, REPORT).endswith(
        "line 43. ‘Inspection of <Southshire> & partners’. southshire/2018-report.txt"
    )
    assert c.full_citation(BULLET, LETTER).endswith(
        "‘What needs to improve’. https://reports.example.org/50209031"
    )


def test_a_date_that_is_not_known_is_said_to_be():
    unknown = replace(LETTER, inspection_start=None, inspection_end=None, published=None, authority=None)
    assert c.named(unknown) == "focused visit letter, date not known"


def test_a_document_of_no_known_type_goes_by_its_title_or_file():
    other = replace(REPORT, kind="other", published=None, authority="Southshire Police")
    assert (
        c.named(replace(other, title="PEEL 2023/25")) == "‘PEEL 2023/25’ of Southshire Police, date not known"
    )
    assert c.kind(replace(other, title=None)) == "document ‘2018-report.txt’"


def test_services_are_inspected_in_an_authority():
    assert c.named(replace(REPORT, kind="sif")).startswith(
        "single inspection of children's services in Southshire, "
    )


def test_a_statement_is_by_the_council():
    assert c.named(replace(REPORT, kind="statement")).startswith("council statement by Southshire")


def test_a_statement_is_dated_by_its_own_day():
    statement = replace(LETTER, kind="statement")  # it names the visit it follows
    assert c.named(statement) == "council statement by Northshire, published 13 January 2023"
    assert (statement.date, c.in_month(statement)) == (date(2023, 1, 13), "In January 2023")
    undated = replace(statement, published=None)
    assert c.heading(undated, several=False) == "After the visit of 24 November 2022: council statement"
    assert c.in_month(undated) == "After the visit of November 2022"
    assert c.in_month(LETTER) == "In November 2022"
    assert c.in_month(replace(LETTER, inspection_end=None, published=None)) == ""


def test_the_heading_names_the_authority_only_among_several():
    assert c.heading(LETTER, several=True) == "Northshire, 24 November 2022: focused visit letter"
    assert c.heading(LETTER, several=False) == "24 November 2022: focused visit letter"
    assert c.heading(REPORT, several=False) == "Published 25 July 2018: joint targeted area inspection"


def test_the_link_says_where_it_leads():
    assert c.open_label(FINDING, "pdf") == "Open page 1"
    assert c.open_label(PARTNERS, "text") == "Open at line 43"
    assert c.open_label(PARTNERS, "docx") == "Open at paragraph 43"
    assert c.open_label(replace(PARTNERS, line=None), "html") == "Open document"


@pytest.mark.parametrize(
    ("known", "form", "said", "link"),
    [
        ({"located": "slide 3", "line": 7}, "pptx", "slide 3", "Open at slide 3"),
        (
            {"located": "‘report.pdf’, page 2", "section": ("report.pdf", "Brakes")},
            "eml",
            "‘report.pdf’, page 2, ‘Brakes’",
            "Open at ‘report.pdf’, page 2",
        ),
        ({"located": "sheet ‘Plan’, row 2", "section": ("Plan",)}, "xlsx", "sheet ‘Plan’, row 2", None),
        ({"line": 7}, "eml", "line 7", "Open at line 7"),
        ({"line": 7}, "odt", "paragraph 7", "Open at paragraph 7"),
        (
            {"page": 4, "page_end": 4, "confidence": 62},
            "pdf",
            "page 4, read by OCR, least certain word 62%",
            "Open page 4",
        ),
    ],
)
def test_a_place_without_a_page_of_its_own_and_one_read_by_ocr(known, form, said, link):
    bare = {"page": None, "page_end": None, "line": None, "paragraph": None, "section": (), **known}
    passage = replace(FINDING, **bare)
    assert c.place(passage, replace(LETTER, format=form)) == said
    assert link is None or c.open_label(passage, form) == link


def test_a_month_without_a_day_is_written_as_a_month():
    document = replace(
        make_document("report"),
        inspection_start=date(2022, 10, 1),
        inspection_end=date(2023, 3, 31),
        published=date(2023, 5, 1),
        months=("inspection_start", "inspection_end", "published"),
    )
    assert c.visit(document) == "October 2022 to March 2023"
    assert c.visit(replace(document, inspection_start=date(2023, 1, 1))) == "January to March 2023"
    assert c.visit(replace(document, inspection_start=date(2023, 3, 1))) == "March 2023"
    assert c.published(document) == "May 2023"
    assert c.dated(document) == "March 2023"
    assert c.dated(replace(document, inspection_end=None)) == "published May 2023"
    assert (document.iso("inspection_start"), document.iso_date) == ("2022-10", "2023-03")
    assert replace(document, months=()).iso_date == "2023-03-31"
    assert c.published(make_document("report")) == make_document("report").iso("published") == ""


def test_the_filter_by_name_is_called_after_what_the_documents_are_about():
    council = make_document("council", authority="Halton")
    home = make_document("home", subject="Ashdown House")
    assert choices([council]).label == "Local authority"
    assert choices([home]).label == "School, home or other service"
    assert choices([council, home]).label == "Local authority, school or other service"
